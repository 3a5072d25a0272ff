"""Stations as the desk sees them: the officer's subtree, what is due, where they stand on the drawn map."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    Avg,
    Count,
    DateField,
    Exists,
    F,
    FloatField,
    Func,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from yugong.ground.access import scope
from yugong.ground.parameters.queries import value
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission
from yugong.scenes.service.checklists import CHECKLISTS
from yugong.scenes.service.extents import Box
from yugong.scenes.service.models import FAULTS, Inspection, Station, StationReport

NEVER = date(1900, 1, 1)
BACK = timedelta(hours=48)
ROOMS = 26  # pixels: stations nearer to each other than this stand as one mark
RINGED = 80


def run_by(actor: Actor, at: datetime) -> QuerySet[Station]:
    """The stations of the officer's subtree, with the last inspection and whether something is reported."""
    rows = Station.objects.select_related("unit")
    told = StationReport.objects.filter(
        station=OuterRef("pk"), what__in=FAULTS, taken_back_at=None, at__gt=at - BACK
    )
    last = Inspection.objects.filter(station=OuterRef("pk")).order_by("-on", "-id").values("on")[:1]
    return scope.within(actor, Permission.STATION_MANAGE, rows).annotate(
        looked_on=Coalesce(Subquery(last), Value(NEVER), output_field=DateField()),
        troubled=Exists(told),
    )


def on_desk(actor: Actor, pk: UUID) -> Station:
    """One of them; Http404 for all else."""
    rows = Station.objects.select_related("unit")
    found: Station = scope.one(actor, Permission.STATION_MANAGE, rows, pk=pk)
    return found


def due(rows: QuerySet[Station], today: date, path: str) -> QuerySet[Station]:
    """Whose inspection is due: stations every so many days, rooms and libraries once in a calendar year."""
    days = int(value("station.inspect_days", on=today, path=path))
    yearly = [sort for one in CHECKLISTS.values() if one.yearly for sort in one.sorts]
    this_year = Q(sort__in=yearly, looked_on__lt=date(today.year, 1, 1))
    long_ago = ~Q(sort__in=yearly) & Q(looked_on__lt=today - timedelta(days=days))
    return rows.filter(this_year | long_ago, closed_on=None)


def inspections_of(station: Station, limit: int = 12) -> list[Inspection]:
    """The visits to a station, the newest first."""
    return list(Inspection.objects.filter(station=station).order_by("-on", "-id")[:limit])


@dataclass(frozen=True, slots=True)
class Heap:
    """Stations that stand as one mark on the drawn map; a single one has its key and name."""

    lat: float
    lon: float
    count: int
    troubled: int
    pk: str
    name: str
    closed: bool


def heaps(rows: QuerySet[Station], box: Box, w: int, h: int) -> list[Heap]:
    """The stations of a box, gathered by rooms of the picture: as many rows as rooms, never as stations."""

    def room(field: str, start: float, size: float) -> Func:
        return Func((F(field) - Value(start)) / Value(size), function="FLOOR", output_field=FloatField())

    wide, tall = (box.east - box.west) * ROOMS / w, (box.north - box.south) * ROOMS / h
    found = (
        rows.filter(lat__range=(box.south, box.north), lon__range=(box.west, box.east))
        .order_by()
        .annotate(down=room("lat", box.south, tall), across=room("lon", box.west, wide))
        .values("down", "across")
        .annotate(
            mid_lat=Avg("lat"), mid_lon=Avg("lon"), count=Count("pk"), first=Min("name"),
            bad=Count("pk", filter=Q(troubled=True)), shut=Count("pk", filter=Q(closed_on__isnull=False)),
            key=Min(Cast("pk", TextField())),
        )
    )  # fmt: skip
    return [
        Heap(one["mid_lat"], one["mid_lon"], one["count"], one["bad"], one["key"], one["first"],
             one["shut"] == one["count"])
        for one in found
    ]  # fmt: skip


def rings(rows: QuerySet[Station]) -> dict[str, list[tuple[float, float]]]:
    """The places of the stations of each ring."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    named = rows.filter(closed_on=None).exclude(ring="").order_by("ring", "id")
    for ring, lat, lon in named.values_list("ring", "lat", "lon")[:RINGED]:
        found[ring].append((lat, lon))
    return dict(found)


def extent(rows: QuerySet[Station]) -> Box | None:
    """The box of all of them."""
    found: dict[str, Any] = rows.order_by().aggregate(
        south=Min("lat"), west=Min("lon"), north=Max("lat"), east=Max("lon")
    )
    return Box(**found) if found["south"] is not None else None
