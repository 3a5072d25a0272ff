"""That somebody came: to how many sessions of how many, for his certificate and for whoever checks it."""

from dataclasses import dataclass
from datetime import date, datetime

from yugong.engines.campaigns.models import Campaign, Enrolment
from yugong.kernel.calendar import local_day


@dataclass(frozen=True, slots=True)
class Proof:
    """What a certificate of attendance says; there is none before the last session is over."""

    campaign: Campaign
    enrolment: Enrolment
    came: int
    sessions: int
    first: date
    last: date

    @property
    def days(self) -> str:
        """From when to when it was held."""
        return said(self.first) if self.first == self.last else f"{said(self.first)}至 {said(self.last)}"


def said(day: date) -> str:
    """A day as papers have it."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def proof_of(campaign: Campaign, at: datetime, **key: object) -> Proof | None:
    """The proof of one enrolment, found by its person or its code; None when there is nothing to attest."""
    rows = Enrolment.objects.filter(campaign=campaign, **key)
    row = rows.filter(attendances__isnull=False).order_by("nth").first()
    times = list(campaign.sittings.order_by("starts_at").values_list("starts_at", "ends_at"))
    came = row.attendances.count() if row else 0
    if row is None or not came or times[-1][1] > at:
        return None
    return Proof(campaign, row, came, len(times), local_day(times[0][0]), local_day(times[-1][0]))
