"""What is being mended: the orders about stations, by station and by who looks after them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from yugong.engines.matters import queries as matters
from yugong.ground.people.queries import names
from yugong.kernel.flow import kinds
from yugong.scenes.service.models import DoorSignal, Station, StationReport, StationWord

LATELY = 6


@dataclass(frozen=True, slots=True)
class Repair:
    """An order as the desk shows it."""

    number: str
    what: str
    stage: str
    open: bool
    opened_at: datetime
    due_at: datetime | None
    station: Station


def of_station(station: Station, limit: int = LATELY) -> list[Repair]:
    """The newest orders about a station."""
    rows = StationReport.objects.filter(station=station).exclude(matter="")
    numbers = (
        rows.values("matter").annotate(last=Max("at")).order_by("-last").values_list("matter", flat=True)
    )
    return _orders(dict.fromkeys(numbers[:limit], station))


def open_of(rows: QuerySet[Station], limit: int = 100) -> list[Repair]:
    """The orders that are not closed, of some stations; the most urgent first."""
    told = StationReport.objects.filter(station__in=rows.order_by().values("pk")).exclude(matter="")
    pairs = told.values_list("matter", "station").annotate(last=Max("at")).order_by("-last")[: limit * 3]
    stations = Station.objects.select_related("unit").in_bulk({pk for _, pk, _ in pairs})
    found = [one for one in _orders({number: stations[pk] for number, pk, _ in pairs}) if one.open]
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at or one.opened_at))[:limit]


def _orders(stations: dict[str, Station]) -> list[Repair]:
    return [_repair(row, stations[row.number]) for row in matters.numbered(stations)]


def _repair(row: matters.Matter, station: Station) -> Repair:
    what = row.title.rpartition(" · ")[2]
    stage = kinds[row.kind].stage_label(row.stage) if row.stage else ""
    return Repair(row.number, what, stage, row.closed_at is None, row.opened_at, row.due_at, station)


@dataclass(slots=True)
class Keeping:
    """What a steward has to look after."""

    name: str
    stations: list[Station] = field(default_factory=list)
    orders: int = 0
    entered_at: datetime | None = None


def stewards(rows: QuerySet[Station], orders: Collection[Repair]) -> tuple[list[Keeping], int]:
    """Who looks after which stations, with open orders and the last door signal; how many have nobody."""
    found: dict[UUID, Keeping] = {}
    kept = rows.filter(closed_on=None).exclude(steward=None).order_by("steward_id", "name")[:500]
    known = names({row.steward_id for row in kept if row.steward_id})
    broken: dict[UUID, int] = defaultdict(int)
    for order in orders:
        broken[order.station.pk] += 1
    doors = last_entered([row.pk for row in kept])
    for row in kept:
        assert row.steward_id is not None
        one = found.setdefault(row.steward_id, Keeping(known.get(row.steward_id, "")))
        one.stations.append(row)
        one.orders += broken[row.pk]
        seen = doors.get(row.pk)
        if seen and (one.entered_at is None or seen > one.entered_at):
            one.entered_at = seen
    unmanned = rows.filter(closed_on=None, steward=None).count()
    return sorted(found.values(), key=lambda one: (-one.orders, -len(one.stations), one.name)), unmanned


def last_entered(stations: Collection[UUID]) -> dict[UUID, datetime]:
    """When the lock of each station last saw somebody go in."""
    rows = DoorSignal.objects.filter(station__in=stations, entered=True)
    return dict(rows.values_list("station").annotate(last=Max("at")))


def said(station: Station, since: datetime) -> list[tuple[str, int]]:
    """How often people said what of a station since a moment, without who."""
    rows = StationReport.objects.filter(station=station, at__gte=since, taken_back_at=None)
    counts = rows.values_list("what").annotate(count=Count("pk", filter=Q(person__isnull=False)))
    return [(StationWord(what).label, count) for what, count in counts.order_by("-count", "what") if count]
