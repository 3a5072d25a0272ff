"""The file itself: put on file, refused, given up, removed with a reason; blocked after a false word."""

from datetime import date, datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts, words
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import add_months, local_day
from yugong.kernel.errors import Refused
from yugong.kernel.flow import REVIEWER
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.models import (
    ON_FILE,
    ExitReason,
    HardshipCategory,
    Household,
    HouseholdState,
    HouseholdVerdict,
)
from yugong.scenes.aid.queries import households
from yugong.scenes.aid.rules import leaving


def months(key: str, household: Household, on: date) -> int:
    """A number of months that a city may change."""
    return int(value(key, on=on, path=household.unit.path))


def put_on_file(*, household: Household, category: str, at: datetime) -> Household:
    """On file for a year, under a number of its union."""
    day = local_day(at)
    if household.number is None:
        household.number = next_number(household, day)
    household.state, household.category = HouseholdState.HELPED, HardshipCategory(category)
    household.since = household.since or day
    household.valid_to = add_months(day, months("hardship.recheck.months", household, day))
    household.save()
    return household


def next_number(household: Household, day: date) -> str:
    """某街道困档〔2026〕12 号, counted by the year under the union's lock."""
    unit = Unit.objects.select_for_update(no_key=True).get(pk=household.unit_id)
    head = f"{unit.short or unit.name}困档〔{day.year}〕"
    return f"{head}{Household.objects.filter(number__startswith=head).count() + 1} 号"


def refuse(*, household: Household, at: datetime) -> Household:
    """Not in hardship: nobody stands in it any more, and a new application is open at once."""
    household.state = HouseholdState.REFUSED
    return leave(household, at=at)


def give_up(*, household: Household, at: datetime) -> Household:
    """Taken back before a decision."""
    household.state = HouseholdState.DROPPED
    return leave(household, at=at)


def stand_again(*, household: Household) -> Household:
    """An appeal was right: it is looked at once more."""
    household.state, household.ended_on = HouseholdState.APPLIED, None
    household.save()
    household.members.filter(left_on__isnull=True).update(standing=True)
    return household


def leave(household: Household, *, at: datetime) -> Household:
    """The household no longer keeps its members' places."""
    household.ended_on = local_day(at)
    household.save()
    household.members.update(standing=False, link_print=None, link_until=None)
    household.postings.filter(closed_on__isnull=True).update(closed_on=household.ended_on)
    return household


def insist_other(household: Household, by: Actor, why: str) -> None:
    """Refuse members of the household, and posts that do not review."""
    if by.person_id in {one.person_id for one in households.members_of(household)}:
        raise Refused("这是您自己家的事，请由别的同事来办", code="conflict")
    if by.is_person and (by.seat is None or REVIEWER not in by.seat.duties):
        raise Refused(why, code="not_duty")


def recovered(household: Household, *, at: datetime) -> bool:
    """What the rule of exit says of the months under observation, kept with its figures."""
    verdict = leaving.said(household, on=local_day(at))
    if verdict.outcome != leaving.EXIT:
        return False
    HouseholdVerdict(
        id=uuid7(), household=household, source="review", rule=verdict.rule, on=local_day(at),
        outcome=verdict.outcome, verdict=verdict.as_dict(), made_at=at,
    ).save(force_insert=True)  # fmt: skip
    return True


@action(Permission.MATTER_HANDLE, on="household", named="aid.removed")
def remove(*, household: Household, why: str, note: str, by: Actor, at: datetime) -> Household:
    """Off the file, with a reason: recovered, death, moved, a false declaration, at its own wish.

    Recovered takes six months in a row above the line. A false declaration blocks for twelve months, and what
    was paid is asked back by its own way.
    """
    insist_other(household, by, "由审核岗位办理退出")
    if household.state not in ON_FILE:
        raise Refused("不在档，不用退出", code="stale")
    if not note.strip():
        raise Refused("请写明依据，本人会看到", field="note", code="missing")
    reason, day = ExitReason(why), local_day(at)
    if reason == ExitReason.RECOVERED and household.state != HouseholdState.OBSERVED:
        raise Refused("先转入退出观察，连续六个月高于标准才算脱困", field="why", code="not_observed")
    if reason == ExitReason.RECOVERED and not recovered(household, at=at):
        raise Refused("还没有连续六个月高于标准，请先把每个月的收入登记上", field="why", code="too_early")
    household.state, household.ended_why = HouseholdState.REMOVED, reason
    if reason == ExitReason.FALSE:
        household.blocked_until = add_months(day, months("hardship.block.months", household, day))
    facts(ground=str(reason))
    words(note=note)
    return leave(household, at=at)


@action(Permission.MATTER_VIEW, on="household", named="aid.household_seen")
def seen(*, household: Household, by: Actor, at: datetime) -> Household:
    """Note that an officer opened the file; the household sees who looked and when."""
    facts(number=household.matter, person=str(household.person_id))
    return household
