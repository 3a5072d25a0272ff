"""Many at once: a roster's checked lines become persons, employments and memberships of one union."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, F, Q
from django.db.models.expressions import RawSQL

from yugong.ground.audit import touching
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.ground.people import vault
from yugong.ground.people.actions.memberships import levels, next_numbers
from yugong.ground.people.actions.persons import part_from_number
from yugong.ground.people.copying import cell, cells, copy_in
from yugong.ground.people.identity import Identity, columns, open_person
from yugong.ground.people.models import Employment, Membership, Person
from yugong.ground.people.queries.persons import followed, unproved
from yugong.ground.people.sealing import PERSON, Line, grams, name_index, numbered, seal_all
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.ident import uuid7_texts
from yugong.kernel.permissions import Permission

SOURCE = "people.membership"  # as what a stretch is counted
MEMBERSHIP = ("id", "person_id", "number", "joined_on", "valid_from", "trade")
EMPLOYMENT = ("person_id", "trade", "department")
NEW, FILLED, SAME, CONFLICT, ELSEWHERE = "new", "filled", "same", "conflict", "elsewhere"
HELD = (
    *("id", "number_index", "name_index", "phone_index", "born_sealed", "sex", "source", "verified"),
    "merged_into_id",
)
ANY = "people_person.number_index = ANY(%s::bytea[])"
HOLD = "SELECT 1 FROM org_employer WHERE id = %s FOR KEY SHARE"


class Outcome(NamedTuple):
    """What became of a line: new | filled | same | conflict (other name) | elsewhere (other union)."""

    key: int
    result: str
    person_id: str
    joined: bool = False


class Known(NamedTuple):
    """Somebody who holds a number already; his row is read only where it may differ or have gaps."""

    id: str
    person: Person | None


def _known(lines: list[Line]) -> dict[str, Known]:
    """Those who hold these numbers already, locked, by number."""
    numbers = [numbered(line.identity) for line in lines]
    indexes = vault.blinds_many(numbers, "number")
    held_by = RawSQL(ANY, [vault.array(chain(*indexes))], output_field=BooleanField())  # noqa: S611  fixed text
    live, merged = Q(held_by, merged_into__isnull=True), Q(held_by, merged_into__isnull=False)
    rows = Person.objects.select_for_update().filter(live | merged)  # an index serves each of the two
    # the last one wins: a live row over one that was merged into another
    found = list(rows.order_by(F("merged_into_id").asc(nulls_last=True), "id").values_list(*HELD))
    if not found:
        return {}
    given = dict(zip(numbers, lines, strict=True))
    wanted = {index: number for row in indexes for index, number in zip(row, numbers, strict=True)}
    held = {wanted[bytes(row[1])]: row for row in found}
    open_ = {number: row[0] for number, row in held.items() if not _alike(row, given[number].identity)}
    read = Person.objects.in_bulk(open_.values())
    persons = {number: followed(read[row]) for number, row in open_.items()}
    list(Person.objects.select_for_update().filter(pk__in={one.pk for one in persons.values()}).values("pk"))
    return {
        number: Known(str(persons[number].pk if number in persons else row[0]), persons.get(number))
        for number, row in held.items()
    }


def _alike(row: tuple[Any, ...], given: Identity) -> bool:
    """Whether a row surely has this name and no gap that these facts fill, told without opening it."""
    _, _, name, phone, born, sex, source, verified, merged = row
    return (
        merged is None
        and (source != "join" or verified)
        and bytes(name) == name_index(given.name)
        and not given.extra
        and (phone is not None or not given.phone)
        and (born is not None or not given.born)
        and bool(sex or not given.sex)
    )


def _standing(known: dict[str, Known]) -> dict[str, int]:
    """The unit in which each known person is a member at present."""
    if not known:
        return {}
    people = [one.id for one in known.values()]
    rows = Membership.objects.filter(person_id__in=people, valid_to=None, superseded_at=None)
    return {str(person): unit for person, unit in rows.values_list("person_id", "unit_id")}


def _sort(lines: list[Line], known: dict[str, Known], elsewhere: set[str]) -> tuple[list[str], list[Outcome]]:
    """The rows of new persons, and what became of every line."""
    fresh: list[Identity] = []
    told: list[tuple[str, str]] = []
    for line in lines:
        held = known.get(numbered(line.identity)) if known else None
        person = held.person if held else None
        if person is not None and unproved(person, phone=line.identity.phone):
            part_from_number(person)
            held = None
        if held is None:
            fresh.append(line.identity)
            told.append((NEW, ""))
        elif held.id in elsewhere and (person is None or open_person(person).name == line.identity.name):
            told.append((ELSEWHERE, held.id))
        else:
            told.append((_fill(person, line.identity) if person else SAME, held.id))
    sealed = seal_all(fresh)
    rows = iter(sealed)
    outcomes = [
        Outcome(line.key, result, row or next(rows).row)
        for line, (result, row) in zip(lines, told, strict=True)
    ]
    return [one.cells for one in sealed], outcomes


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


def analyse() -> None:
    """Fresh statistics for the planner, early in a long load; else it plans for empty tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE people_person, people_membership, people_employment, org_unit")


@action(Permission.ROSTER_IMPORT, on="unit", shared=True)
def admit_many(
    *,
    lines: Iterable[Line],
    unit: Unit,
    route: str,
    source: str,
    by: Actor,
    at: datetime,
) -> list[Outcome]:
    """Enrol, employ and join a chunk of lines (up to some ten thousand) in a handful of statements.

    Running it again changes nothing. A member of another union is reported as `elsewhere`, a number known
    under another name as `conflict`; both are left alone. Chunks of one union may be admitted side by side.
    """
    lines = list(lines)
    known = _known(lines)
    standing = _standing(known)
    elsewhere = {person for person, at_unit in standing.items() if at_unit != unit.pk}
    fresh, outcomes = _sort(lines, known, elsewhere)
    copy_in(Person, PERSON, fresh, same={"source": source, "recorded_at": at}, held=True)
    joined = _join(lines, outcomes, standing, unit, route=route, at=at)
    _employ(lines, outcomes, known, unit, source=source, at=at)
    facts(lines=len(lines), new=len(fresh), joined=len(joined))
    return [Outcome(*one[:3], one.key in joined) for one in outcomes]


def _join(
    lines: list[Line],
    outcomes: list[Outcome],
    standing: dict[str, int],
    unit: Unit,
    *,
    route: str,
    at: datetime,
) -> set[int]:
    """Begin the membership of all who have none, in `standing` too; returns the keys of their lines."""
    joining = []
    for line, outcome in zip(lines, outcomes, strict=True):
        if outcome.result != CONFLICT and outcome.person_id not in standing:
            standing[outcome.person_id] = unit.pk
            joining.append((line, outcome.person_id))
    today, rows, keys = local_day(at), [], uuid7_texts(len(joining))
    named = grams(line.identity.name for line, _ in joining)
    columns = zip(joining, keys, next_numbers(len(keys)), named, strict=True)
    for (line, person), row, number, name in columns:
        on = line.joined_on or today
        own = f"{row}\t{person}\t{number}\t{on}\t{min(on, today)}\t{cell(line.trade)}"
        rows.append(f"{own}\t{name}")
    same = {"unit_id": unit.pk, "began_by": "join", "route": route, "recorded_at": at, **levels(unit)}
    with touching.bringing(SOURCE, keys):
        copy_in(Membership, (*MEMBERSHIP, "name_grams"), rows, same=same, held=True)
    return {line.key for line, _ in joining}


def _employ(
    lines: list[Line],
    outcomes: list[Outcome],
    known: dict[str, Known],
    unit: Unit,
    *,
    source: str,
    at: datetime,
) -> None:
    people = [one.id for one in known.values()]
    rows = Employment.objects.filter(person_id__in=people, employer=unit.employer, valid_to=None)
    held = {str(person) for person in rows.values_list("person_id", flat=True)} if known else set()
    working = [
        cells((outcome.person_id, line.trade, line.department))
        for line, outcome in zip(lines, outcomes, strict=True)
        if outcome.result not in (CONFLICT, ELSEWHERE) and outcome.person_id not in held
    ]
    same = {"employer_id": unit.employer_id, "source": source, "recorded_at": at}
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [unit.employer_id])
    copy_in(Employment, EMPLOYMENT, working, same=same, held=True)
