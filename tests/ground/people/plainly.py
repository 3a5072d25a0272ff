"""The bulk verb in its plain form, by the models alone: what the fast one must equal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.ground.people import vault
from yugong.ground.people.actions.memberships import levels, next_numbers
from yugong.ground.people.actions.persons import part_from_number
from yugong.ground.people.identity import Identity, columns, open_person
from yugong.ground.people.models import Employment, Membership, Person
from yugong.ground.people.queries.persons import followed, unproved
from yugong.ground.people.sealing import Line
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission

NEW, FILLED, SAME, CONFLICT, ELSEWHERE = "new", "filled", "same", "conflict", "elsewhere"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line: new | filled | same | conflict (other name) | elsewhere (other union)."""

    key: int
    result: str
    person_id: UUID | None


def _numbered(identity: Identity) -> str:
    return f"{identity.paper}:{identity.number}"


def _known(lines: list[Line]) -> dict[str, Person]:
    numbers = {_numbered(line.identity) for line in lines}
    wanted = {index: number for number in numbers for index in vault.blinds(number, "number")}
    rows = Person.objects.select_for_update().filter(number_index__in=list(wanted))
    # the last one wins: a live row over one that was merged into another
    ordered = rows.order_by(F("merged_into_id").asc(nulls_last=True), "id")
    return {wanted[bytes(row.number_index or b"")]: followed(row) for row in ordered}


def _standing(known: dict[str, Person]) -> dict[UUID, int]:
    """The unit in which each known person is a member at present."""
    rows = Membership.objects.filter(person__in=known.values(), valid_to=None, superseded_at=None)
    return dict(rows.values_list("person_id", "unit_id"))


def _sort(
    lines: list[Line], known: dict[str, Person], standing: dict[UUID, int], unit: Unit
) -> tuple[list[Person], dict[int, Person], list[Outcome]]:
    """New rows to insert, the person of each line that stands, and what became of every line."""
    fresh: list[Person] = []
    persons: dict[int, Person] = {}
    outcomes: list[Outcome] = []
    for line in lines:
        held = known.get(_numbered(line.identity))
        if held is not None and unproved(held, phone=line.identity.phone):
            part_from_number(held)
            held = None
        if held is None:
            row = uuid7()
            held = Person(id=row, **columns(line.identity, row=row))
            fresh.append(held)
            result = NEW
        elif open_person(held).name == line.identity.name and standing.get(held.pk, unit.pk) != unit.pk:
            result = ELSEWHERE
        else:
            result = _fill(held, line.identity)
        if result not in (CONFLICT, ELSEWHERE):
            persons[line.key] = held
        outcomes.append(Outcome(line.key, result, held.pk))
    return fresh, persons, outcomes


def _fill(person: Person, given: Identity) -> str:
    held = open_person(person)
    if held.name != given.name:
        return CONFLICT
    filled = held.filled_by(given)
    if filled == held:
        return SAME
    for column, value in columns(filled, row=person.pk).items():
        setattr(person, column, value)
    person.save()
    return FILLED


@action(Permission.ROSTER_IMPORT, on="unit")
def admit_many(
    *, lines: Iterable[Line], unit: Unit, route: str, source: str, by: Actor, at: datetime
) -> list[Outcome]:
    """Enrol, employ and join a chunk of lines (up to a few thousand) in a handful of statements.

    Running it again changes nothing. A member of another union is reported as `elsewhere`, a number known
    under another name as `conflict`; both are left alone.
    """
    lines = list(lines)
    known = _known(lines)
    standing = _standing(known)
    fresh, persons, outcomes = _sort(lines, known, standing, unit)
    for person in fresh:
        person.source, person.recorded_at = source, at
    Person.objects.bulk_create(fresh)
    joining = [line for line in lines if line.key in persons and persons[line.key].pk not in standing]
    _join(joining, persons, unit, route=route, at=at)
    _employ(lines, persons, unit, source=source, at=at)
    facts(lines=len(lines), new=len(fresh), joined=len(joining))
    return outcomes


def _join(lines: list[Line], persons: dict[int, Person], unit: Unit, *, route: str, at: datetime) -> None:
    place = levels(unit)
    today = local_day(at)
    Membership.objects.bulk_create(
        Membership(
            person=persons[line.key],
            unit=unit,
            number=number,
            joined_on=line.joined_on or today,
            valid_from=min(line.joined_on or today, today),
            began_by="join",
            route=route,
            trade=line.trade,
            recorded_at=at,
            **place,
        )
        for line, number in zip(lines, next_numbers(len(lines)), strict=True)
    )


def _employ(lines: list[Line], persons: dict[int, Person], unit: Unit, *, source: str, at: datetime) -> None:
    employer = unit.employer
    held = set(
        Employment.objects.filter(person__in=persons.values(), employer=employer, valid_to=None).values_list(
            "person_id", flat=True
        )
    )
    Employment.objects.bulk_create(
        Employment(
            person=persons[line.key],
            employer=employer,
            trade=line.trade,
            department=line.department,
            source=source,
            recorded_at=at,
        )
        for line in lines
        if line.key in persons and persons[line.key].pk not in held
    )
