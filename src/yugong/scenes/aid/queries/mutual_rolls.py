"""Lists for mutual aid beside the register: who is a member where, and what he is covered by already."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db import connection

from yugong.ground.people import vault
from yugong.ground.people.identity import name_of
from yugong.ground.people.models import Membership, Person
from yugong.ground.people.sealing import name_index
from yugong.kernel import tree
from yugong.scenes.aid.models import CoverState, MutualCover, MutualEnrolment

Fact = tuple[UUID, bool, str, bool, bool]  # person, same name, sex, member here, in service
KNOWN = """
    SELECT p.number_index, p.id, p.name_index, p.name_sealed, p.sex, u.path, m.standing
    FROM people_person p
    LEFT JOIN people_membership m ON m.person_id = p.id AND m.valid_to IS NULL AND m.superseded_at IS NULL
    LEFT JOIN org_unit u ON u.id = m.unit_id
    WHERE p.number_index = ANY(%s::bytea[]) AND p.merged_into_id IS NULL
"""


def registered(path: str, people: list[tuple[str, str, str]]) -> dict[tuple[str, str], Fact]:
    """(paper, number) → what the register knows of those with these papers, numbers and names."""
    keys = [(paper, number) for paper, number, _ in people]
    named = {(paper, number): name for paper, number, name in people}
    indexes = vault.blinds_many([f"{paper}:{number}" for paper, number in keys], "number")
    wanted = {index: key for row in indexes for index, key in zip(row, keys, strict=True)}
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [vault.array(wanted)])
        rows = cursor.fetchall()
    found: dict[tuple[str, str], Fact] = {}
    for number, person, index, sealed, sex, at, standing in rows:
        key = wanted[bytes(number)]
        same = bytes(index) == name_index(named[key]) or name_of(person, sealed) == named[key]
        here = at is not None and tree.within(at, path)
        found[key] = (person, same, sex, here, standing == "active")
    return found


def covers_of_many(persons: Iterable[UUID]) -> dict[UUID, list[tuple[str, date, date]]]:
    """What these persons are or were covered by, whether paid for yet or not."""
    rows = MutualCover.objects.filter(person__in=list(persons)).exclude(state=CoverState.ENDED)
    found: dict[UUID, list[tuple[str, date, date]]] = {}
    for person, product, starts, ends in rows.values_list("person_id", "product", "starts_on", "ends_on"):
        found.setdefault(person, []).append((product, starts, ends))
    return found


def insured_before(enrolment: MutualEnrolment) -> Iterator[tuple[Person, int, str, bool, bool]]:
    """Last period's people in order: the row, his shares, the path of his union, in service, ended."""
    rows = MutualCover.objects.filter(enrolment=enrolment).order_by("id")
    covers = list(rows.values_list("person_id", "shares", "state"))
    for place in range(0, len(covers), 1000):
        piece = covers[place : place + 1000]
        ids = [person for person, _, _ in piece]
        people = Person.objects.in_bulk(ids)
        open_ones = Membership.objects.filter(person__in=ids, valid_to=None, superseded_at=None)
        stands = {m.person_id: m for m in open_ones.select_related("unit")}
        for person, shares, state in piece:
            held = stands.get(person)
            path, active = (held.unit.path, held.standing == "active") if held else ("", False)
            yield people[person], shares, path, active, state == CoverState.ENDED


def lock(persons: Iterable[UUID]) -> None:
    """Hold these persons' rows, in order, until the transaction ends: two lists wait for each other."""
    list(Person.objects.select_for_update().filter(pk__in=sorted(persons)).order_by("pk").values("pk"))
