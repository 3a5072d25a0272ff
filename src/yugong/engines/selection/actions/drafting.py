"""Writing a round down with its entries, and changing it before anybody reviews it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yugong.engines.selection.models import Entry, Round, RoundStage
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Employer, Unit
from yugong.ground.parameters import queries as parameters
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.kernel.tally import Contest, contests

GIVEN = ("title", "about", "contact", "opens_at", "closes_at", "winners")


@dataclass(frozen=True, slots=True)
class Nominee:
    """An entry to be: `source` is how the scene names it, once in a round ("service.station:0190…")."""

    title: str
    about: str = ""
    unit: Unit | None = None
    employer: Employer | None = None
    source: str = ""


@action(Permission.CONTEST_MANAGE, on="unit", shared=True, named="selection.draft")
def draft(
    *, unit: Unit, contest: str, given: dict[str, Any], nominees: Sequence[Nominee] = (), step: int = 1,
    by: Actor, at: datetime,
) -> Round:  # fmt: skip
    """Write a round down; nobody sees it before two reviews. `given` has the words of GIVEN."""
    declared = contests[contest]
    if not 1 <= step <= len(declared.rounds):
        raise Refused(f"“{declared.name}”只有 {len(declared.rounds)} 轮。", field="step")
    _insist_share(declared, unit, at)
    row = Round(unit=unit, contest=declared.key, step=step, drafted_by_id=by.person_id)
    _mend(row, given)
    _enter(row, nominees)
    facts(contest=contest, entries=len(nominees))
    return row


@action(Permission.CONTEST_MANAGE, on="poll", named="selection.mend")
def mend(*, poll: Round, given: dict[str, Any], by: Actor, at: datetime) -> Round:
    """Change a draft; what is under review or public stays as it was read."""
    insist_draft(poll)
    poll.drafted_by_id = by.person_id
    _mend(poll, given)
    return poll


@action(Permission.CONTEST_MANAGE, on="poll", named="selection.nominate")
def nominate(*, poll: Round, nominees: Sequence[Nominee], by: Actor, at: datetime) -> list[Entry]:
    """Add entries to a draft; one that is already there by its source is not added again."""
    insist_draft(poll)
    added = _enter(poll, nominees)
    facts(entries=len(added))
    return added


@action(Permission.CONTEST_MANAGE, on="poll", named="selection.drop_entry")
def drop_entry(*, poll: Round, number: int, by: Actor, at: datetime) -> Round:
    """Take an entry out of a draft; those after it move up."""
    insist_draft(poll)
    gone = Entry.objects.filter(poll=poll, number=number).delete()[0]
    for entry in Entry.objects.filter(poll=poll, number__gt=number).order_by("number") if gone else ():
        entry.number -= 1
        entry.save(update_fields=["number"])
    return poll


def insist_draft(poll: Round) -> None:
    """Refused when the round is no draft any more."""
    if poll.stage != RoundStage.DRAFT:
        raise Refused("已经提交审核，不能再改；要改请先退回。", code="stale")


def _insist_share(declared: Contest, unit: Unit, at: datetime) -> None:
    """Beside a jury, public votes make up no more than the parameter says."""
    most = int(parameters.value("vote.popular.most", on=local_day(at), path=unit.path))
    if declared.votes and declared.jury and declared.public > most:
        raise Refused(f"有评委的评选，网络投票最多占 {most}%，“{declared.name}”定的是 {declared.public}%。")


def _mend(row: Round, given: dict[str, Any]) -> None:
    """Check what belongs together, and keep it."""
    for word in GIVEN:
        setattr(row, word, given[word])
    if row.closes_at <= row.opens_at:
        raise Refused("截止要晚于开始。", field="closes_at")
    if row.winners < 1:
        raise Refused("至少评出 1 个。", field="winners")
    row.save()


def _enter(poll: Round, nominees: Iterable[Nominee]) -> list[Entry]:
    """The entries that are not there yet, numbered on."""
    there = list(Entry.objects.filter(poll=poll).values_list("number", "source"))
    known = {source for _, source in there if source}
    number, rows = max((one for one, _ in there), default=0), []
    for one in nominees:
        if one.source and one.source in known:
            continue
        if not one.title.strip():
            raise Refused("参评项要有名称。", field="title")
        number += 1
        known.add(one.source)
        rows.append(
            Entry(
                poll=poll,
                number=number,
                title=one.title.strip()[:60],
                about=one.about.strip(),
                unit=one.unit,
                employer=one.employer or (one.unit.employer if one.unit else None),
                source=one.source,
            )
        )
    return list(Entry.objects.bulk_create(rows))
