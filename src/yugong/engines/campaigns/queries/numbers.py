"""A campaign in numbers, counted from its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from yugong.engines.campaigns.models import HOLDS, LIVE, Attendance, Campaign, Enrolment, Opinion, Standing
from yugong.kernel.gather import Held, Mark, gatherings


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


def gauged(campaign: Campaign, on: date) -> Sequence[Mark]:
    """What became of it against what is asked of its sort; two queries, none where nothing is asked."""
    gauge = gatherings[campaign.gathering].gauge
    if gauge is None:
        return ()
    rows = Enrolment.objects.filter(campaign=campaign, standing=Standing.IN)
    counted = rows.aggregate(holds=Count("pk", distinct=True), attendances=Count("attendances"))
    sittings = campaign.sittings.count()
    return gauge(Held(places=campaign.places, sittings=sittings, on=on, path=campaign.unit.path, **counted))
