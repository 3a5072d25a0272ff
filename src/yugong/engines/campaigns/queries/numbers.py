"""A campaign in numbers, counted from its rows."""

from dataclasses import dataclass

from django.db.models import Count, Q

from yugong.engines.campaigns.models import HOLDS, LIVE, Attendance, Campaign, Enrolment, Opinion, Standing


@dataclass(frozen=True, slots=True)
class Numbers:
    """A campaign in numbers; every rate is x of y with who kept silent."""

    enrolled: int
    holds: int
    waiting: int
    came: int
    asked: int
    worth: int
    silent: int


def numbers(campaign: Campaign) -> Numbers:
    """Counted from the rows; three queries."""
    rows = Enrolment.objects.filter(campaign=campaign)
    found = rows.aggregate(
        enrolled=Count("pk", filter=Q(standing__in=LIVE)),
        holds=Count("pk", filter=Q(standing__in=HOLDS)),
        waiting=Count("pk", filter=Q(standing__in=(Standing.WAITING, Standing.ENTERED))),
    )
    came = Attendance.objects.filter(enrolment__campaign=campaign).values("enrolment").distinct().count()
    said = dict(
        Opinion.objects.filter(enrolment__campaign=campaign).values_list("worth").annotate(count=Count("pk"))
    )
    return Numbers(
        **found, came=came, asked=came, worth=said.get("yes", 0), silent=max(came - sum(said.values()), 0)
    )
