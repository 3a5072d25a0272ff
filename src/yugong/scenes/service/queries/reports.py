"""What was reported of stations: a person's own, and those behind an order."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet

from yugong.scenes.service.models import Impression, Station, StationReport, StationWord

AGAIN = timedelta(hours=12)  # the same word of the same person within this time is one report
GATHERED = timedelta(hours=48)  # how long reports count towards an order


def own(station: UUID, person: UUID, at: datetime) -> QuerySet[StationReport]:
    """What a person said of a station lately and has not taken back; the newest first."""
    rows = StationReport.objects.filter(station=station, person=person, taken_back_at=None, at__gt=at - AGAIN)
    return rows.order_by("-at")


def unanswered(station: UUID, words: tuple[str, ...], at: datetime) -> QuerySet[StationReport]:
    """Reports of some sort that no order holds and nobody has answered since."""
    rows = StationReport.objects.filter(station=station, taken_back_at=None, at__gt=at - GATHERED)
    last = rows.filter(what=StationWord.MENDED).aggregate(last=Max("at"))["last"]
    found = rows.filter(what__in=words, matter="", person__isnull=False)
    return found.filter(at__gt=last) if last else found


def of_matter(number: str) -> QuerySet[StationReport]:
    """The reports that an order answers."""
    return StationReport.objects.filter(matter=number, taken_back_at=None).select_related("station")


def station_of(number: str) -> Station | None:
    """The station that an order is about."""
    row = StationReport.objects.filter(matter=number).select_related("station__unit").first()
    return row.station if row else None


def order_of(station: UUID) -> str:
    """The newest order of a station, whatever became of it."""
    rows = StationReport.objects.filter(station=station).exclude(matter="").order_by("-at")
    return rows.values_list("matter", flat=True).first() or ""


def impressions(station: UUID) -> list[tuple[str, int]]:
    """What people say of a station and how many say it, the most said first."""
    counts: dict[str, int] = {}
    for said in Impression.objects.filter(station=station).values_list("said", flat=True):
        for word in said:
            counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def own_impression(station: UUID, person: UUID | None) -> list[str]:
    """What a person has said of a station."""
    row = Impression.objects.filter(station=station, person=person).first() if person else None
    return list(row.said) if row else []
