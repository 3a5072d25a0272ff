"""Who was a member where on a day, as believed at a moment: the same answer for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Membership
from yugong.kernel import tree

BY_PATH = """
    SELECT p.path, count(DISTINCT m.person_id) FROM org_placement p
      JOIN people_membership m ON m.unit_id = p.unit_id
     WHERE p.path >= %(low)s AND p.path < %(high)s
       AND p.valid_from <= %(day)s AND (p.valid_to IS NULL OR p.valid_to > %(day)s)
       AND (p.recorded_at IS NULL OR p.recorded_at <= %(known)s)
       AND (p.superseded_at IS NULL OR p.superseded_at > %(known)s)
       AND m.valid_from <= %(day)s AND (m.valid_to IS NULL OR m.valid_to > %(day)s)
       AND m.recorded_at <= %(known)s AND (m.superseded_at IS NULL OR m.superseded_at > %(known)s)
     GROUP BY p.path
"""


@dataclass(frozen=True, slots=True)
class MembersOnDay:
    """The members of a union and of all below it on a day."""

    count: int
    ids: frozenset[UUID]


def _stretches(unit_ids: Sequence[int], day: date, known: datetime) -> QuerySet[Membership]:
    rows = Membership.objects.filter(unit_id__in=unit_ids, valid_from__lte=day, recorded_at__lte=known)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    return rows.filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=known))


def members_on(*, unit_ids: list[int], day: date, known: datetime) -> set[UUID]:
    """Who was a member of these units on a day, as believed at a moment."""
    return set(_stretches(unit_ids, day, known).values_list("person_id", flat=True))


def members_of_subtree_on(unit: Unit | int, *, day: date, known: datetime) -> MembersOnDay:
    """Who was a member of a union or of one that stood below it on that day; three queries.

    The tree is taken as it stood, so that a town counts where it belonged then; both the tree and the
    memberships are those believed at the moment `known`.
    """
    inside = org.units_on(unit if isinstance(unit, int) else unit.pk, day=day, known=known)
    ids = frozenset(members_on(unit_ids=inside, day=day, known=known)) if inside else frozenset()
    return MembersOnDay(len(ids), ids)


def members_by_path_on(path: str, *, day: date, known: datetime) -> dict[str, int]:
    """How many members each union below a path had of its own on a day, by its path then; one query."""
    values: dict[str, Any] = {"low": path, "high": tree.upper_bound(path), "day": day, "known": known}
    with connection.cursor() as cursor:
        cursor.execute(BY_PATH, values)
        return dict(cursor.fetchall())


def member_total_on(unit_id: int, *, day: date, known: datetime) -> int:
    """How many members a union had on a day, with all that stood below it; two queries."""
    place = org.place_on(unit_id, day=day, known=known)
    return sum(members_by_path_on(place.path, day=day, known=known).values()) if place else 0
