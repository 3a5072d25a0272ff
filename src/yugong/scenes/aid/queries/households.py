"""Households: whose file stands on a day, the list of a subtree, one file with all that belongs to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from yugong.kernel import tree
from yugong.scenes.aid.models import LIVE, Household, HouseholdMember, HouseholdState, HouseholdVerdict


@dataclass(frozen=True, slots=True)
class File:
    """A file that stands on a day."""

    household_id: UUID
    number: str
    category: str
    since: date
    valid_to: date
    unit_id: int


def file_of(person_id: UUID, on: date) -> File | None:
    """The file in which a person stands on a day, as main person or as a member; None when there is none."""
    places = HouseholdMember.objects.filter(person_id=person_id).values("household_id")
    rows = Household.objects.filter(
        Q(person_id=person_id) | Q(pk__in=places), since__lte=on, valid_to__gte=on
    )
    row = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on)).order_by("-since", "-id").first()
    if row is None or row.since is None or row.valid_to is None:
        return None
    return File(row.pk, row.number or "", row.category, row.since, row.valid_to, row.unit_id)


def live_of(person_id: UUID) -> Household | None:
    """The household a person is filling in, has applied with, or is on file with."""
    return Household.objects.filter(person_id=person_id, state__in=LIVE).select_related("unit").first()


def latest_of(person_id: UUID) -> Household | None:
    """The person's own newest household, however it ended."""
    return Household.objects.filter(person_id=person_id).select_related("unit").order_by("-id").first()


def of_matter(number: str) -> Household | None:
    """The household of a matter."""
    return Household.objects.filter(matter=number).select_related("unit").first()


def members_of(household: Household) -> list[HouseholdMember]:
    """Who belongs to it now, the main person first."""
    return list(household.members.filter(left_on__isnull=True).order_by("id"))


def verdict_of(household: Household) -> HouseholdVerdict | None:
    """What the rule said last."""
    found: HouseholdVerdict | None = household.verdicts.order_by("-id").first()
    return found


def below(path: str) -> QuerySet[Any]:
    """The households of a subtree that were sent; a draft is nobody's business yet."""
    rows = Household.objects.exclude(state=HouseholdState.DRAFT).select_related("unit")
    return rows.filter(unit__path__gte=path, unit__path__lt=tree.upper_bound(path))
