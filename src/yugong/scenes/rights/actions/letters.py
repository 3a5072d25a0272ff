"""What happens to a supervision letter: drafted, mended, confirmed, signed, served, answered, ended."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max

from yugong.engines.matters import actions as matters
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Employer, Unit
from yugong.ground.parameters.queries import calendar, value
from yugong.ground.people.models import Person
from yugong.kernel.actor import OUTSIDE, Actor
from yugong.kernel.calendar import due, local_day, workdays
from yugong.kernel.errors import Refused
from yugong.kernel.field import insist_all
from yugong.kernel.permissions import Permission
from yugong.scenes.rights.models import LetterState, SupervisionLetter
from yugong.scenes.rights.queries.letters import fingerprint, opened, sealed
from yugong.scenes.rights.queries.supervisors import supervises
from yugong.scenes.rights.rules.letters import HEAD, TEXT, addressed, ranks

LINK = timedelta(days=60)


@action(Permission.MATTER_HANDLE, on="unit")
def draft(
    *, unit: Unit, rank: str, given: Mapping[str, Any], after: SupervisionLetter | None = None, key: str = "",
    by: Actor, at: datetime,
) -> SupervisionLetter:  # fmt: skip
    """Draft a letter of a union; the matter it opens goes to a second supervisor.

    Only a supervisor of the union drafts, and only county unions and those above send recommendations.
    Refused names the field; the same `key` gives the same letter again.
    """
    known, clean = ranks[rank], checked(given, at=at)
    assert by.person_id is not None, "letters: an officer drafts"
    if not supervises(by.person_id, unit.pk, on=local_day(at)):
        raise Refused("起草一函两书要由本级工会的劳动法律监督员来做，请先聘任", code="not_supervisor")
    if known.levels and unit.kind not in known.levels:
        raise Refused("建议书由区县以上工会发出，请报上级工会", field="rank", code="level")
    employer = Employer.objects.filter(pk=clean["employer"]).first() if clean.get("employer") else None
    to = addressed(known, clean, employer.name if employer else "")
    if not to:
        raise Refused("请写明主送单位", field="addressee", code="no_addressee")
    plain = {name: clean[name] for name in ("employer", "cause", "source") if clean.get(name)}
    asker = Person.objects.get(pk=by.person_id)
    matter = matters.open(
        kind=known.kind, asker=asker, answers=plain | {"addressee": to}, unit=unit, key=key, by=by, at=at
    )
    if before := SupervisionLetter.objects.filter(matter=matter.number).first():
        return before
    row = SupervisionLetter(
        matter=matter.number, rank=rank, unit=unit, unit_name=unit.name, employer=employer, addressee=to,
        cause=clean["cause"], source=clean.get("source") or "", after=after, drafted_by=asker, drafted_at=at,
    )  # fmt: skip
    row.text_sealed = sealed(row, "text_sealed", {field.name: clean[field.name] for field in TEXT})
    row.save(force_insert=True)
    facts(matter=row.matter, rank=rank)
    return row


def checked(given: Mapping[str, Any], *, at: datetime) -> dict[str, Any]:
    """The head and the text as they may be kept; raises the first refusal."""
    return insist_all((*HEAD, *TEXT), given, today=local_day(at))


@action(Permission.MATTER_HANDLE, on="unit")
def amend(
    *, unit: Unit, letter: SupervisionLetter, given: Mapping[str, Any], by: Actor, at: datetime
) -> SupervisionLetter:
    """Mend the text that was sent back, and hand it in again; only its drafter does."""
    clean = insist_all(TEXT, given, today=local_day(at))
    matters.move(matter=matter_of(letter), name="mended", by=by, at=at)
    letter.text_sealed = sealed(letter, "text_sealed", clean)
    letter.version += 1
    letter.seconded_by = None
    letter.save()
    facts(matter=letter.matter, version=letter.version)
    return letter


def matter_of(letter: SupervisionLetter) -> Any:
    """The matter of a letter, as the engine's verbs want it."""
    found = matters.Matter.objects.filter(number=letter.matter).first()
    assert found is not None, "letters: the matter is opened together with the letter"
    return found


def second(*, letter: SupervisionLetter, by: Actor, at: datetime) -> None:
    """A second supervisor stands for it too: two act together (工会劳动法律监督办法)."""
    if by.person_id is None or not supervises(by.person_id, letter.unit_id, on=local_day(at)):
        raise Refused("复核要由本级工会的另一名劳动法律监督员来做，请先聘任", code="not_supervisor")
    letter.seconded_by_id = by.person_id
    letter.save()


def sign(*, letter: SupervisionLetter, by: Actor, at: datetime) -> SupervisionLetter:
    """Sign it: it gets the next number of its union, year and rank, and cannot be changed any more."""
    if by.person_id in (letter.drafted_by_id, letter.seconded_by_id):
        raise Refused("签发人不能是拟稿或复核的人，请交由工会主席、副主席签发", code="own_work")
    Unit.objects.select_for_update().get(pk=letter.unit_id)
    day, rank = local_day(at), ranks[letter.rank]
    year = SupervisionLetter.objects.filter(unit_id=letter.unit_id, rank=letter.rank, on__year=day.year)
    letter.serial = (year.aggregate(last=Max("serial"))["last"] or 0) + 1
    office = letter.unit.short or letter.unit.name
    office = office.removesuffix("总工会").removesuffix("工会") or letter.unit.name
    letter.number = f"{office}{rank.mark}〔{day.year}〕{letter.serial} 号"
    letter.on, letter.signed_by_id, letter.state = day, by.person_id, LetterState.SIGNED
    letter.reply_days = reply_days(letter, at=at)
    letter.save()
    return letter


def reply_days(letter: SupervisionLetter, *, at: datetime) -> int:
    """How many working days the addressee has, by the parameter of the day; none when it is everybody."""
    if letter.rank == "reminder" and letter.employer_id is None:
        return 0
    return int(value(ranks[letter.rank].reply, on=local_day(at), path=letter.unit.path))


def served(*, letter: SupervisionLetter, way: str, receiver: str, at: datetime) -> SupervisionLetter:
    """It has reached its addressee: the clock of the answer starts."""
    if not letter.reply_days:
        raise Refused("没有指定单位的提示函请公开发布", field="way")
    day = local_day(at)
    letter.service, letter.served_on, letter.state = way, day, LetterState.SERVED
    letter.receipt_sealed = sealed(letter, "receipt_sealed", receiver)
    letter.reply_by = local_day(due(day, workdays(letter.reply_days), calendar=calendar()).when)
    letter.save()
    return letter


def ended(*, letter: SupervisionLetter, state: LetterState) -> None:
    """Settled, raised, published or dropped: its link is worthless from now on."""
    letter.state, letter.link_print, letter.link_until = state, None, None
    letter.save()


def take_answer(*, letter: SupervisionLetter, text: str, at: datetime) -> None:
    """Keep what the addressee answered."""
    letter.answered_on, letter.state = local_day(at), LetterState.ANSWERED
    letter.answer_sealed = sealed(letter, "answer_sealed", text)
    letter.save()


def silent(*, letter: SupervisionLetter) -> None:
    """The time is over and nothing came."""
    letter.state = LetterState.SILENT
    letter.save()


@action(Permission.MATTER_HANDLE, on="unit")
def link(*, unit: Unit, letter: SupervisionLetter, by: Actor, at: datetime) -> str:
    """A fresh link for the addressee; an earlier one is worthless. The secret is shown once and not kept."""
    if letter.state not in (LetterState.SIGNED, LetterState.SERVED) or letter.unit_id != unit.pk:
        raise Refused("签发以后、办结以前才能送达", code="stale")
    secret = secrets.token_urlsafe(24)
    letter.link_print, letter.link_until = fingerprint(secret), at + LINK
    letter.save()
    facts(matter=letter.matter)
    return secret


@action(Permission.UNIT_VIEW, on="letter")
def receipt(*, letter: SupervisionLetter, receiver: str, by: Actor, at: datetime) -> SupervisionLetter:
    """The addressee signs for it through its link; pressing twice signs once."""
    if letter.state == LetterState.SIGNED:
        served(letter=letter, way="link", receiver=receiver, at=at)
        matters.move(matter=matter_of(letter), name="received", by=OUTSIDE, at=at)
    facts(matter=letter.matter)
    return letter


@action(Permission.UNIT_VIEW, on="letter")
def answer(*, letter: SupervisionLetter, text: str, by: Actor, at: datetime) -> SupervisionLetter:
    """The addressee answers through its link, once."""
    if letter.state != LetterState.SERVED or opened(letter, "answer_sealed") is not None:
        raise Refused("现在不能答复：还没有签收，或者已经答复过", code="stale")
    take_answer(letter=letter, text=text, at=at)
    matters.move(matter=matter_of(letter), name="answered", by=OUTSIDE, at=at)
    facts(matter=letter.matter)
    return letter
