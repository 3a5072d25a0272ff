"""Who sits where with which duty: the people behind a stage, and the nearest desk that can take a matter."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from yugong.engines.matters.models import Matter
from yugong.ground.access.roles import roles
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person, Tenure
from yugong.kernel import tree
from yugong.kernel.decision import Decision
from yugong.kernel.flow import ASKER, Kind

SITTING = """
    SELECT u.id, t.person_id, p.title, u.name FROM people_tenure t
    JOIN org_post p ON p.id = t.post_id AND (p.closed_on IS NULL OR p.closed_on > %(day)s)
    JOIN org_unit u ON u.id = p.unit_id AND (u.valid_to IS NULL OR u.valid_to > %(day)s)
    WHERE p.unit_id = ANY(%(units)s) AND p.role = ANY(%(roles)s)
      AND t.valid_from <= %(day)s AND (t.valid_to IS NULL OR t.valid_to > %(day)s)
    ORDER BY length(u.path) DESC, t.id
"""


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody in a post today."""

    unit_id: int
    person_id: UUID
    title: str
    unit_name: str


def roles_with(duty: str) -> list[str]:
    """The roles that carry a duty."""
    return [role.key for role in roles if duty in role.duties]


def officers(unit_ids: list[int], *, duty: str, on: date) -> list[Officer]:
    """Who holds the duty in these units on a day, the lowest unit first."""
    with connection.cursor() as cursor:
        cursor.execute(SITTING, {"units": unit_ids, "roles": roles_with(duty), "day": on})
        return [Officer(*row) for row in cursor.fetchall()]


def liaisons(agency_id: int, *, on: date) -> list[UUID]:
    """Who sits in the posts of a partner agency on a day."""
    held = Tenure.objects.filter(post__agency_id=agency_id, valid_from__lte=on)
    held = held.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), post__closed_on__isnull=True)
    return list(held.values_list("person_id", flat=True).distinct())


def sits_in(person_id: UUID, unit_id: int, *, on: date) -> bool:
    """Whether somebody holds a post in a unit on a day."""
    held = Tenure.objects.filter(person_id=person_id, post__unit_id=unit_id, valid_from__lte=on)
    return held.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).exists()


def handled_by(persons: Iterable[UUID], *, since: date) -> dict[UUID, int]:
    """How many matters each of these people handled since a day."""
    rows = Matter.objects.filter(handled_by__in=list(persons), handled_at__date__gte=since)
    found = rows.order_by().values("handled_by").annotate(n=Count("id"))
    return {row["handled_by"]: row["n"] for row in found}


def taking(kind: Kind, unit: Unit, /, *, asker: Person, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Whether the kind lets this union's desk hold such a matter."""
    if kind.may_take is None:
        return Decision(True, "")
    return kind.may_take(unit=unit, asker=asker, answers=answers, at=at)


def nearest_desk(path: str, *, duty: str, on: date, fits: Callable[[Unit], Decision]) -> Unit | None:
    """The unit itself, or the nearest above it, which may take the matter and where somebody holds the duty.

    While the asker holds a matter nobody needs to: then it is only a place for it to lie.
    """
    chain = list(tree.ids(path))
    if duty != ASKER:
        chain = list(dict.fromkeys(row.unit_id for row in officers(chain, duty=duty, on=on)))
    else:
        chain.reverse()
    units = (Unit.objects.get(pk=unit_id) for unit_id in chain)  # the first is mostly the one
    return next((unit for unit in units if fits(unit)), None)
