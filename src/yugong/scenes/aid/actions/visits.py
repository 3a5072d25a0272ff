"""Home visits: two people or more, written down where they are, arriving once whenever the signal is back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yugong.engines.matters import actions as matters
from yugong.engines.matters.actions import Matter
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.files.actions import accept
from yugong.ground.people.models import Person
from yugong.ground.people.row_cells import seal
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.models import HomeVisit, HomeVisitor, Household
from yugong.scenes.aid.queries import households, visiting


@action(Permission.MATTER_HANDLE, on="household", named="aid.visited")
def record(
    *,
    household: Household,
    on: date,
    colleagues: Sequence[UUID],
    companion: str,
    agrees: str,
    findings: str,
    key: str,
    photos: Sequence[Any] = (),
    by: Actor,
    at: datetime,
) -> HomeVisit:
    """Write a visit down; the same `key` again is the same visit. Photos are welcome and never required.

    The officer who sends it was there; with him at least one more person: colleagues of the same union, or
    somebody of the neighbourhood by name. Nobody of the household visits it.
    """
    if known := HomeVisit.objects.filter(key=key[:64], household=household).first():
        return known
    went = insist_two(household, colleagues, companion, on=on, by=by, at=at)
    assert by.seat is not None
    row = HomeVisit(
        id=uuid7(),
        household=household,
        unit_id=by.seat.unit_id,
        on=on,
        agrees=agrees,
        key=key[:64],
        recorded_at=at,
    )
    row.findings_sealed = seal(row, "findings_sealed", findings)
    row.save(force_insert=True)
    bring(row, went, companion)
    for photo in photos:
        accept(upload=photo, owner=f"aid.homevisit:{row.pk}", by=by, at=at)
    facts(household=str(household.pk), visitors=len(went) + bool(companion.strip()), photos=len(photos))
    go_on(household, by=by, at=at)
    return row


def insist_two(
    household: Household, colleagues: Sequence[UUID], companion: str, *, on: date, by: Actor, at: datetime
) -> list[UUID]:
    """The officers who went, the one who writes first; refused when he was alone, or is of the household."""
    assert by.seat is not None
    assert by.person_id is not None
    if on > local_day(at):
        raise Refused("走访日期不能晚于今天", field="on")
    if on < local_day(household.opened_at):
        raise Refused("走访日期不能早于申请", field="on")
    known_there = visiting.colleagues(by.seat.unit_id, on=local_day(at), but=by.person_id)
    went = [by.person_id, *(one for one in dict.fromkeys(colleagues) if one in known_there)]
    if len(went) < 2 and not companion.strip():
        raise Refused("入户走访要两人以上，请勾选同行的同事，或者写上社区、网格的同行人", field="companion")
    family = {one.person_id for one in households.members_of(household) if one.person_id}
    if family & set(went):
        raise Refused("家里人不能自己走访自己，请换别的同事去", field="colleagues", code="conflict")
    return went


def bring(row: HomeVisit, went: Sequence[UUID], companion: str) -> None:
    """Who was there, officers by their rows, a neighbour by his sealed name."""
    for person in Person.objects.filter(pk__in=went):
        HomeVisitor(id=uuid7(), visit=row, person=person).save(force_insert=True)
    if companion.strip():
        other = HomeVisitor(id=uuid7(), visit=row)
        other.name_sealed = seal(other, "name_sealed", companion.strip()[:60])
        other.save(force_insert=True)


def go_on(household: Household, *, by: Actor, at: datetime) -> None:
    """When the matter waits for the visit it goes on by itself: nothing has to be pressed twice."""
    matter = Matter.objects.select_related("unit").filter(number=household.matter, stage="visit").first()
    if matter is not None and by.seat is not None and matter.unit_id == by.seat.unit_id:
        matters.move(matter=matter, name="visited", by=by, at=at)
