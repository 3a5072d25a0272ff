"""Many at once: a roster's checked lines become persons, employments and memberships of one union."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.ground.people.actions.memberships import levels, next_numbers
from yugong.ground.people.actions.persons import part_from_number
from yugong.ground.people.copying import cells, copy_in
from yugong.ground.people.identity import Identity, columns, open_person
from yugong.ground.people.models import Employment, Membership, Person
from yugong.ground.people.queries.persons import followed, unproved
from yugong.ground.people.sealing import PERSON, Line, Sealed, number_indexes, numbered, seal
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission

MEMBERSHIP = ("id", "person_id", "number", "joined_on", "valid_from", "trade")
EMPLOYMENT = ("person_id", "trade", "department")
NEW, FILLED, SAME, CONFLICT, ELSEWHERE = "new", "filled", "same", "conflict", "elsewhere"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line: new | filled | same | conflict (other name) | elsewhere (other union)."""

    key: int
    result: str
    person_id: UUID
    joined: bool = False


def _known(lines: list[Line], sealed: Sequence[Sealed]) -> dict[str, Person]:
    """The persons who hold these numbers already, locked, by number."""
    wanted: dict[bytes, str] = {}
    for place, line in enumerate(lines):
        indexes = sealed[place].indexes if sealed else number_indexes(line.identity)
        wanted |= dict.fromkeys(indexes, numbered(line.identity))
    rows = Person.objects.select_for_update().filter(number_index__in=list(wanted))
    # the last one wins: a live row over one that was merged into another
    ordered = rows.order_by(F("merged_into_id").asc(nulls_last=True), "id")
    return {wanted[bytes(row.number_index or b"")]: followed(row) for row in ordered}


def _standing(known: dict[str, Person]) -> dict[UUID, int]:
    """The unit in which each known person is a member at present."""
    if not known:
        return {}
    rows = Membership.objects.filter(person__in=known.values(), valid_to=None, superseded_at=None)
    return dict(rows.values_list("person_id", "unit_id"))


def _sort(
    lines: list[Line], known: dict[str, Person], sealed: Sequence[Sealed], elsewhere: set[UUID]
) -> tuple[list[str], list[Outcome]]:
    """The rows of new persons, and what became of every line."""
    fresh: list[str] = []
    outcomes: list[Outcome] = []
    for place, line in enumerate(lines):
        held = known.get(numbered(line.identity)) if known else None
        if held is not None and unproved(held, phone=line.identity.phone):
            part_from_number(held)
            held = None
        if held is None:
            made = sealed[place] if sealed else seal(line.identity)
            fresh.append(f"{made.row}\t{made.cells}")
            outcomes.append(Outcome(line.key, NEW, UUID(made.row)))
        elif held.pk in elsewhere and open_person(held).name == line.identity.name:
            outcomes.append(Outcome(line.key, ELSEWHERE, held.pk))
        else:
            outcomes.append(Outcome(line.key, _fill(held, line.identity), held.pk))
    return fresh, outcomes


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


@action(Permission.ROSTER_IMPORT, on="unit")
def admit_many(
    *,
    lines: Iterable[Line],
    unit: Unit,
    route: str,
    source: str,
    sealed: Sequence[Sealed] = (),
    by: Actor,
    at: datetime,
) -> list[Outcome]:
    """Enrol, employ and join a chunk of lines (up to some ten thousand) in a handful of statements.

    Running it again changes nothing. A member of another union is reported as `elsewhere`, a number known
    under another name as `conflict`; both are left alone.
    `sealed` are the same lines sealed ahead; without them the unknown ones are sealed here.
    """
    lines = list(lines)
    known = _known(lines, sealed)
    standing = _standing(known)
    elsewhere = {person for person, at_unit in standing.items() if at_unit != unit.pk}
    fresh, outcomes = _sort(lines, known, sealed, elsewhere)
    copy_in(Person, ("id", *PERSON), fresh, same={"source": source, "recorded_at": at})
    joined = _join(lines, outcomes, standing, unit, route=route, at=at)
    _employ(lines, outcomes, known, unit, source=source, at=at)
    facts(lines=len(lines), new=len(fresh), joined=len(joined))
    return [replace(one, joined=True) if one.key in joined else one for one in outcomes]


def _join(
    lines: list[Line],
    outcomes: list[Outcome],
    standing: dict[UUID, int],
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
    today, rows = local_day(at), []
    for (line, person), number in zip(joining, next_numbers(len(joining)), strict=True):
        on = line.joined_on or today
        rows.append(cells((uuid7(), person, number, on, min(on, today), line.trade)))
    same = {"unit_id": unit.pk, "began_by": "join", "route": route, "recorded_at": at, **levels(unit)}
    copy_in(Membership, MEMBERSHIP, rows, same=same)
    return {line.key for line, _ in joining}


def _employ(
    lines: list[Line],
    outcomes: list[Outcome],
    known: dict[str, Person],
    unit: Unit,
    *,
    source: str,
    at: datetime,
) -> None:
    rows = Employment.objects.filter(person__in=known.values(), employer=unit.employer, valid_to=None)
    held = set(rows.values_list("person_id", flat=True)) if known else set()
    working = [
        cells((outcome.person_id, line.trade, line.department))
        for line, outcome in zip(lines, outcomes, strict=True)
        if outcome.result not in (CONFLICT, ELSEWHERE) and outcome.person_id not in held
    ]
    same = {"employer_id": unit.employer_id, "source": source, "recorded_at": at}
    copy_in(Employment, EMPLOYMENT, working, same=same)
