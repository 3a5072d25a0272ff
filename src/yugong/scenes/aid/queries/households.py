"""Households: whose file stands on a day, the list of a subtree, what is still missing in one."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yugong.kernel import tree
from yugong.scenes.aid.models import (
    LIVE,
    ON_FILE,
    Household,
    HouseholdMember,
    HouseholdMonth,
    HouseholdState,
    HouseholdVerdict,
    Review,
)
from yugong.scenes.aid.queries import sheets

HARDSHIP = "aid.hardship"
TOPIC_WORDS = {
    "income": "全家收入",
    "outlay": "刚性支出",
    "belongings": "房子、车子和户口",
    "why": "难处和谁来办",
}


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
    places = HouseholdMember.objects.filter(person_id=person_id)
    places = places.filter(Q(left_on__isnull=True) | Q(left_on__gt=on))
    rows = Household.objects.filter(
        Q(person_id=person_id) | Q(pk__in=places.values("household_id")), since__lte=on, valid_to__gte=on
    )
    row = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on)).order_by("-since", "-id").first()
    if row is None or row.since is None or row.valid_to is None:
        return None
    return File(row.pk, row.number or "", row.category, row.since, row.valid_to, row.unit_id)


def live_of(person_id: UUID) -> Household | None:
    """The household a person is filling in, has applied with, or is on file with."""
    return Household.objects.filter(person_id=person_id, state__in=LIVE).select_related("unit").first()


def latest_of(person_id: UUID) -> Household | None:
    """The person's own newest household, however it ended; what he threw away is no file."""
    rows = Household.objects.filter(person_id=person_id)
    rows = rows.exclude(state=HouseholdState.DROPPED, matter__isnull=True)
    return rows.select_related("unit").order_by("-id").first()


def of_matter(number: str) -> Household | None:
    """The household of a matter."""
    return Household.objects.filter(matter=number).select_related("unit", "person").first()


def declared_by(household: Household) -> UUID | None:
    """Who fills it in: the main person, or an officer for him."""
    return sheets.declared(household).made_by_id


def members_of(household: Household) -> list[HouseholdMember]:
    """Who belongs to it now, the main person first."""
    return list(household.members.filter(left_on__isnull=True).order_by("id"))


def agreed(household: Household) -> set[UUID]:
    """The members whose yes to the check of means stands."""
    rows = household.members.filter(left_on__isnull=True, consents__withdrawn_at__isnull=True)
    return set(rows.filter(consents__isnull=False).values_list("pk", flat=True))


def missing(household: Household, *, on: date) -> list[str]:
    """What has to be filled in or agreed to before it can be sent, in the words of the task list."""
    sheet = sheets.sheet(sheets.declared(household))
    found = [words for topic, words in TOPIC_WORDS.items() if not sheet.get(topic)]
    if unfinished(household):
        found.insert(0, "家里每个人的情况")
    yes = agreed(household)
    if waiting := [one for one in members_of(household) if one.pk not in yes]:
        found.append(f"{len(waiting)} 位家人的授权")
    return found


def unfinished(household: Household) -> bool:
    """Whether somebody's number, health or school is not said yet."""
    return not all(one["number"] and one["health"] and one["study"] for one in sheets.people(household))


def verdict_of(household: Household) -> HouseholdVerdict | None:
    """What the rule of hardship said last."""
    found: HouseholdVerdict | None = household.verdicts.filter(rule=HARDSHIP).order_by("-id").first()
    return found


def below(path: str) -> QuerySet[Any]:
    """The households of a subtree that were sent; a draft is nobody's business yet."""
    rows = Household.objects.exclude(matter__isnull=True).select_related("unit", "person")
    return rows.filter(unit__path__gte=path, unit__path__lt=tree.upper_bound(path))


def review_of(household: Household) -> Review | None:
    """The yearly review that is not decided yet."""
    found: Review | None = household.reviews.filter(decided_on__isnull=True).first()
    return found


def months_of(household: Household) -> list[HouseholdMonth]:
    """The months under observation since the last review, in order."""
    last = household.reviews.filter(outcome="observe").order_by("-decided_on").first()
    rows = household.months.order_by("month")
    return list(rows.filter(month__gte=last.asked_at.date().replace(day=1)) if last else rows)


def totals(rows: QuerySet[Any], *, soon: date) -> dict[str, int]:
    """How many are on file by category, under observation, and due for review."""
    counted = rows.order_by().aggregate(
        deep=Count("pk", filter=Q(state__in=ON_FILE, category="deep")),
        relative=Count("pk", filter=Q(state__in=ON_FILE, category="relative")),
        accident=Count("pk", filter=Q(state__in=ON_FILE, category="accident")),
        due=Count("pk", filter=Q(state__in=ON_FILE, valid_to__lte=soon)),
    )
    return {str(key): int(count) for key, count in counted.items()}
