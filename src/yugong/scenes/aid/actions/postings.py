"""Postings: what the public sees for five working days, what is objected, and what was found about it."""

from datetime import date, datetime

from yugong.engines.matters import actions as matters
from yugong.engines.matters.actions import Matter
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.parameters.queries import calendar, value
from yugong.ground.people.row_cells import seal
from yugong.kernel import masking
from yugong.kernel.actor import SYSTEM, Actor
from yugong.kernel.calendar import due, local_day, workdays
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.models import Household, Objection, Posting
from yugong.scenes.aid.queries import sheets

LONGEST, MOST = 1000, 20


def post(*, household: Household, category: str, at: datetime) -> Posting:
    """Show the household to the public, by as little as says who it is."""
    name = next(one["name"] for one in sheets.people(household) if one["relation"] == "self")
    row = Posting(
        id=uuid7(), household=household, matter=household.matter or "", unit_id=household.unit_id,
        name_shown=masking.name(name), category=category, opened_on=local_day(at),
    )  # fmt: skip
    row.ends_on = last_day(household, "posting.hardship", at)
    row.save(force_insert=True)
    return row


def last_day(household: Household, key: str, at: datetime) -> date:
    """The last day of a posting that begins now."""
    day = local_day(at)
    span = workdays(int(value(key, on=day, path=household.unit.path)))
    return due(day, span, calendar=calendar()).day


def open_of(household: Household) -> Posting | None:
    """The posting that stands."""
    found: Posting | None = household.postings.filter(closed_on__isnull=True).first()
    return found


def close(*, household: Household, at: datetime) -> None:
    """Take it off the page."""
    household.postings.filter(closed_on__isnull=True).update(closed_on=local_day(at))


def prolong(*, household: Household, at: datetime) -> None:
    """Three more working days after an objection that was found to be unfounded."""
    if row := open_of(household):
        row.ends_on = max(row.ends_on, last_day(household, "posting.hardship.more", at))
        row.save()


def keep(row: Posting, *, text: str, contact: str, at: datetime) -> Objection:
    """One objection, sealed."""
    if not text.strip():
        raise Refused("请写明哪里不属实", field="text", code="missing")
    if len(text) > LONGEST:
        raise Refused(f"最多 {LONGEST} 个字", field="text", code="too_long")
    if row.objections.count() >= MOST:
        raise Refused("这条公示收到的异议已经很多，请直接打 12351", code="most")
    said = Objection(id=uuid7(), posting=row, said_at=at)
    said.text_sealed = seal(said, "text_sealed", text.strip())
    if contact.strip():
        said.contact_sealed = seal(said, "contact_sealed", contact.strip()[:60])
    said.save(force_insert=True)
    return said


@action(Permission.UNIT_VIEW, on="posting", named="aid.objected")
def object_(*, posting: Posting, text: str, contact: str, by: Actor, at: datetime) -> Objection:
    """Anybody may object, with or without a name; the matter stops until it was looked into."""
    if posting.closed_on is not None or posting.ends_on < local_day(at):
        raise Refused("公示已经结束；有问题请打 12351", code="over")
    said = keep(posting, text=text, contact=contact, at=at)
    facts(posting=str(posting.pk))
    matter = Matter.objects.select_related("unit").filter(number=posting.matter).first()
    if matter is not None and matter.stage in STOPS:
        matters.move(matter=matter, name=STOPS[matter.stage], by=SYSTEM, at=at)
    return said


STOPS = {"posting": "objected", "reposting": "objected_again"}


def answer(*, household: Household, text: str, upheld: bool, by: Actor, at: datetime) -> int:
    """What was found about the open objections."""
    rows = Objection.objects.filter(posting__household=household, answered_at__isnull=True)
    found = list(rows.order_by("id"))
    for row in found:
        row.answer_sealed = seal(row, "answer_sealed", text)
        row.upheld, row.answered_at, row.answered_by_id = upheld, at, by.person_id
        row.save()
    return len(found)
