"""Opening a matter: eligibility, the desk, the rows, the clocks and, where facts suffice, the rule's move."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from yugong.engines.matters.actions import clocks
from yugong.engines.matters.actions.drafts import forget
from yugong.engines.matters.actions.moving import apply
from yugong.engines.matters.actions.records import happen, next_number, once
from yugong.engines.matters.actions.reopening import reopen
from yugong.engines.matters.actions.telling import tell_asker
from yugong.engines.matters.models import Matter
from yugong.engines.matters.queries.gathering import closed_like
from yugong.engines.matters.queries.lookups import picked_words
from yugong.engines.matters.queries.officers import nearest_desk, taking
from yugong.engines.matters.sealing import parted, seal
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.files.actions import assign
from yugong.ground.org.models import Unit
from yugong.ground.org.queries import unit as find_unit
from yugong.ground.people.models import Person
from yugong.ground.people.queries import membership_of
from yugong.kernel import actor, tree
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.field import insist_all
from yugong.kernel.fields import Files, UnitPick
from yugong.kernel.flow import ASKER, RULE, Kind, kinds
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission


def open(
    *,
    kind: str,
    asker: Person,
    answers: Mapping[str, Any],
    unit: Unit | None = None,
    key: str = "",
    by: Actor,
    at: datetime,
) -> Matter:
    """Open a matter of a kind for a person; the same `key` with the same answers gives the same matter again.

    `unit` names the desk; without it the kind, the picked union or the asker's own union decides, and if
    nobody there holds the duty, the nearest union above. Refused names the field of a wrong answer.
    """
    return once(
        by=by,
        key=key,
        body=["open", kind, str(asker.pk), dict(answers), unit.pk if unit else None],
        at=at,
        do=lambda: enter(kind=kind, asker=asker, answers=answers, unit=unit, by=by, at=at),
    )


@action(Permission.MATTER_OPEN, named="matters.open")
def enter(
    *, kind: str, asker: Person, answers: Mapping[str, Any], unit: Unit | None, by: Actor, at: datetime
) -> Matter:
    """The opening itself, inside one transaction."""
    declared = kinds[kind]
    check_opener(declared, asker, by)
    clean = insist_all(declared.fields, answers, today=local_day(at))
    if declared.eligible:
        declared.eligible(asker=asker, answers=clean, at=at).insist()
    alike = declared.alike(answers=clean) if declared.alike else ""
    if (old := closed_like(declared, asker.pk, alike, path=unit.path if unit else "", at=at)) is not None:
        found = reopen(matter=old, clean=clean, by=by, at=at)
        take_files(found, declared, clean, by=by, at=at)
        return found
    desk = desk_of(declared, asker, clean, unit, at)
    matter = written(declared, asker, clean, desk, by=by, at=at)
    matter.alike = alike
    happen(matter, "open", by=by, at=at, path=("", matter.stage))
    matter.save()
    forget(asker, kind)
    facts(kind=kind, number=matter.number, unit=desk.pk)
    if not judge(matter, declared, clean, at=at):
        tell_asker(matter, "matter.opened", at=at)
    return matter


def check_opener(kind: Kind, asker: Person, by: Actor) -> None:
    """The asker himself, by himself or from a post whose duty it is; or such a post which serves him."""
    duties = by.seat.duties if by.seat else frozenset()
    if by.person_id == asker.pk:
        if not {ASKER, *duties} & set(kind.opened_by):
            raise Refused(f"「{kind.name}」由工会发起，请联系您的工会", code="not_opener")
    elif by.is_person:
        if not duties & set(kind.opened_by):
            raise Refused(f"您现在的岗位不能代办「{kind.name}」", code="not_opener")
        may(by, Permission.MATTER_OPEN, asker).insist()


def desk_of(kind: Kind, asker: Person, clean: Mapping[str, Any], unit: Unit | None, at: datetime) -> Unit:
    """The union that takes the matter."""
    wanted: int | None = unit.pk if unit else None
    if wanted is None and kind.desk:
        wanted = kind.desk(asker=asker, answers=clean, at=at)
    if wanted is None:
        wanted = next((clean.get(f.name) for f in kind.fields if isinstance(f, UnitPick)), None)
    if wanted is None and (stretch := membership_of(asker.pk)):
        wanted = stretch.unit_id
    found = find_unit(int(wanted)) if wanted else None
    if found is None or found.valid_to is not None:
        raise Refused("请先选择由哪个工会受理；不知道选哪个，可以选“我不知道”", code="no_desk")
    fits = partial(taking, kind, asker=asker, answers=clean, at=at)
    desk = nearest_desk(found.path, duty=kind.first.held_by, on=local_day(at), fits=fits)
    if desk is None:
        raise Refused("这个工会和它的上级现在都没有经办人，请拨打 12351", code="nobody")
    return desk


def written(
    kind: Kind, asker: Person, clean: Mapping[str, Any], desk: Unit, *, by: Actor, at: datetime
) -> Matter:
    """The matter and its clocks as rows."""
    row = uuid7()
    plain, personal = parted(kind.fields, clean)
    matter = Matter(
        id=row,
        number=next_number(kind, at),
        kind=kind.key,
        stage=kind.first.name,
        held_by=kind.first.held_by,
        asker=asker,
        unit=desk,
        title=kind.titled(clean, picked_words(kind.fields, clean))[:120],
        answers=plain,
        answers_sealed=seal(personal, column="matter.answers", row=row),
        opened_at=at,
        since=at,
        due_at=at,
        **dict(zip(("l1", "l2", "l3", "l4", "l5"), tree.levels(desk.path), strict=True)),
    )
    matter.save(force_insert=True)
    clocks.open_case(matter, kind, at=at)
    take_files(matter, kind, clean, by=by, at=at)
    return matter


def take_files(matter: Matter, kind: Kind, clean: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """The files that were handed in with the answers belong to the matter from now on."""
    handed = [
        number for field in kind.fields if isinstance(field, Files) for number in clean.get(field.name) or ()
    ]
    if handed:
        assign(files=handed, owner=f"matters.matter:{matter.pk}", by=by, at=at)


def judge(matter: Matter, kind: Kind, clean: Mapping[str, Any], *, at: datetime) -> bool:
    """Let the kind's rule speak: make the move it names (then true); its verdict is kept either way."""
    if kind.decide is None:
        return False
    verdict = kind.decide(matter=matter, answers=clean, at=at)
    if verdict is None:
        return False
    kept = {"verdict": verdict.as_dict()}
    step = next(
        (m for m in kind.from_(matter.stage) if kind.mover(m) == RULE and m.name == verdict.outcome), None
    )
    if step is None:
        happen(matter, "verdict", by=actor.RULE, at=at, data=kept)
        matter.save()
        return False
    apply(matter, kind, step, {}, data=kept, by=actor.RULE, at=at)
    return True
