"""A person over time: his memberships, his work, and rows that may be the same human being."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q

from yugong.ground.people import vault
from yugong.ground.people.identity import name_of, open_person
from yugong.ground.people.models import Employment, Person, Tenure
from yugong.kernel.once import once

SERVED = """
    SELECT t.person_id, e.id, e.plain_name FROM people_tenure t
      JOIN org_post p ON p.id = t.post_id
      JOIN org_unit u ON u.id = p.unit_id
      JOIN org_employer e ON e.id = u.employer_id
     WHERE t.person_id = ANY(%s) AND t.valid_to IS NULL
"""
SERVES = SERVED.replace("t.person_id, e.id, e.plain_name", "json_agg(json_build_array(e.id, e.plain_name))")
SERVES = SERVES.replace("ANY(%s)", "%(person)s")  # the same of one, as part of another statement
LIKELY = """
    SELECT q.id FROM people_person q
     WHERE q.name_index = ANY((SELECT %(names)s::bytea[])::bytea[])
       AND (q.phone_index = ANY((SELECT %(phones)s::bytea[])::bytea[])
            OR q.tail_index = ANY((SELECT %(tails)s::bytea[])::bytea[]))
       AND q.merged_into_id IS NULL AND q.id <> %(who)s
     ORDER BY q.id LIMIT 5
"""  # a subquery hides what is looked for from the planner, so that it keeps one plan


@dataclass(frozen=True, slots=True)
class Holder:
    """Who sits in a post, and since when."""

    tenure_id: int
    post_id: int
    role: str
    title: str
    person_id: UUID
    name: str
    since: date
    basis: str


def employments_of(person_id: UUID) -> list[Employment]:
    """Where a person works and worked, the newest first."""
    rows = Employment.objects.filter(person_id=person_id).select_related("employer")
    return list(rows.order_by("-id")[:50])


def likeness(name: str, number: str, phone: str) -> dict[str, list[bytes]]:
    """What LIKELY looks for, besides whose likeness it is (`who`)."""
    return {
        "names": vault.blinds(name, "name"),
        "phones": vault.blinds(phone, "phone") if phone else [],
        "tails": vault.blinds(number[-4:], "tail") if number else [],
    }


def likely_same(person: Person) -> list[UUID]:
    """Other rows with the same name and the same phone or last four digits: perhaps the same human being."""
    held = open_person(person)
    with connection.cursor() as cursor:
        cursor.execute(LIKELY, {"who": person.pk, **likeness(held.name, held.number, held.phone)})
        return [row for (row,) in cursor.fetchall()]


def holders(unit_id: int, *, on: date) -> list[Holder]:
    """Who sits in the posts of a unit on a day, in the order of appointment."""
    rows = Tenure.objects.filter(post__unit_id=unit_id, valid_from__lte=on)
    rows = rows.filter(Q(valid_to=None) | Q(valid_to__gt=on)).select_related("post", "person")
    return [
        Holder(
            tenure_id=row.pk,
            post_id=row.post_id,
            role=row.post.role,
            title=row.post.title,
            person_id=row.person_id,
            name=name_of(row.person_id, row.person.name_sealed),
            since=row.valid_from,
            basis=row.basis,
        )
        for row in rows.order_by("valid_from", "id")[:100]
    ]


def roles_held(person_id: UUID, *, on: date) -> list[str]:
    """The roles of the posts a person holds on a day, wherever they are."""
    rows = Tenure.objects.filter(person_id=person_id, valid_from__lte=on)
    rows = rows.filter(Q(valid_to=None) | Q(valid_to__gt=on))
    return list(rows.values_list("post__role", flat=True).distinct())


def employers_served(people: Collection[UUID]) -> dict[UUID, dict[int, str]]:
    """For each of these people the employers in whose own unions he holds a post now, and the names they
    are compared by."""
    return once(("employers_served", frozenset(people)), lambda: _served(people))


def serves(person_id: UUID, told: Iterable[tuple[int, str]] | None) -> None:
    """Hold for this page what SERVES told of a person, so that nobody asks for it again."""
    once(("employers_served", frozenset((person_id,))), lambda: {person_id: dict(told or ())})


def _served(people: Collection[UUID]) -> dict[UUID, dict[int, str]]:
    found: dict[UUID, dict[int, str]] = {one: {} for one in people}
    with connection.cursor() as cursor:
        cursor.execute(SERVED, [list(people)])
        for person, employer, name in cursor.fetchall():
            found[person][employer] = name
    return found
