"""Who sits where with which duty: the people behind a stage, and the nearest desk that can take a matter."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from yugong.ground.access.roles import roles
from yugong.ground.org.models import Unit
from yugong.kernel import tree

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


def nearest_desk(path: str, *, duty: str, on: date) -> Unit | None:
    """The unit itself, or the nearest above it, where somebody holds the duty."""
    found = officers(list(tree.ids(path)), duty=duty, on=on)
    return Unit.objects.get(pk=found[0].unit_id) if found else None
