"""Who was a member where on a day, as believed at a moment: the same answer for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Membership


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


def member_counts_on(unit_ids: Sequence[int], *, day: date, known: datetime) -> dict[int, int]:
    """How many members each of these units had of its own on a day; one query."""
    rows = _stretches(unit_ids, day, known).values_list("unit_id")
    return dict(rows.annotate(members=Count("person_id", distinct=True)).order_by())
