"""Stations: the nearest that fit, found by the index over the ball of the earth; one; where to start from."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import Http404

from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import in_force
from yugong.kernel import places, tree
from yugong.kernel.calendar import ZONE, local_day
from yugong.kernel.opening_hours import Opening, opening
from yugong.kernel.places import Walking
from yugong.scenes.service.models import Station

LIMIT = 20
OPEN = """(s.always_open
  OR EXISTS (SELECT 1 FROM jsonb_array_elements(s.hours -> %(today)s) h
    WHERE h ->> 0 <= %(now)s AND (h ->> 1 > %(now)s OR h ->> 1 <= h ->> 0))
  OR EXISTS (SELECT 1 FROM jsonb_array_elements(s.hours -> %(yesterday)s) h
    WHERE h ->> 1 <= h ->> 0 AND h ->> 1 > %(now)s))"""


MIDDLE = """
    WITH own AS (
        SELECT s.lat, s.lon FROM service_station s JOIN org_unit u ON u.id = s.unit_id
        WHERE s.closed_on IS NULL AND u.path >= %s AND u.path < %s
    ), middle AS (SELECT avg(lat) AS lat, avg(lon) AS lon FROM own)
    SELECT own.lat, own.lon FROM own, middle
    ORDER BY (own.lat - middle.lat) ^ 2 + (own.lon - middle.lon) ^ 2, own.lat LIMIT 1"""
WINDOWS = (64, 1024, None)  # how many of the nearest are looked at in turn; none: all
NEAREST = """
    SELECT s.* FROM (
        SELECT n.*, n.place <-> cube(%(here)s::float8[]) AS chord FROM service_station n
        WHERE n.closed_on IS NULL ORDER BY n.place <-> cube(%(here)s::float8[]) LIMIT %(window)s
    ) s WHERE {where} ORDER BY s.chord LIMIT %(limit)s"""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a worker looks for; what is left empty is not asked."""

    open_now: bool = False
    all_day: bool = False
    facility: str = ""
    sorts: tuple[str, ...] = ()
    ring: str = ""
    text: str = ""
    path: str = ""  # of a union: only its own stations and those below it

    def where(self, at: datetime) -> tuple[str, dict[str, Any]]:
        """The conditions on station `s` and their values."""
        local = at.astimezone(ZONE)
        parts = ["s.closed_on IS NULL"]
        given: dict[str, Any] = {
            "now": f"{local:%H:%M}", "today": str(local.isoweekday()),
            "yesterday": str((local - timedelta(days=1)).isoweekday()),
            "facilities": [self.facility], "sorts": list(self.sorts), "ring": self.ring,
            "like": f"%{self.text.translate(LITERAL)}%", "path": self.path,
            "beyond": tree.upper_bound(self.path) if self.path else "",
        }  # fmt: skip
        for asked, part in (
            (self.open_now, OPEN),
            (self.all_day, "s.always_open"),
            (self.facility, "s.facilities @> %(facilities)s::varchar[]"),
            (self.sorts, "s.sort = ANY(%(sorts)s)"),
            (self.ring, "s.ring = %(ring)s"),
            (self.text, "(s.name || ' ' || s.address || ' ' || s.ring) ILIKE %(like)s"),
            (
                self.path,
                "s.unit_id IN (SELECT id FROM org_unit WHERE path >= %(path)s AND path < %(beyond)s)",
            ),
        ):
            if asked:
                parts.append(part)
        return " AND ".join(parts), given


LITERAL = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})
ANY = Filters()


@dataclass(frozen=True, slots=True)
class Near:
    """A station as seen from somewhere at a moment; without a somewhere it has no distance."""

    station: Station
    opening: Opening
    metres: float | None = None
    minutes: int | None = None


def nearest(
    lat: float,
    lon: float,
    *,
    at: datetime,
    filters: Filters = ANY,
    limit: int = LIMIT,
    walking: Walking | None = None,
) -> list[Near]:
    """The stations nearest to a point that fit, with metres and minutes on foot (as people walk that day).

    What fits is looked for among the nearest few by the index, then among more, at last among all: the
    database would otherwise guess how many fit, guess wrong, and read and sort every station.
    """
    where, given = filters.where(at)
    given |= {"here": places.unit_point(lat, lon), "limit": limit}
    rows: list[Any] = []
    for window in WINDOWS:
        rows = list(Station.objects.raw(NEAREST.format(where=where), given | {"window": window}))
        if len(rows) == limit:
            break
    walking = walking or walking_on(local_day(at))
    found = [(row, places.metres(row.chord)) for row in rows]
    return [Near(row, status(row, at), way, walking.minutes(way)) for row, way in found]


def named(*, at: datetime, filters: Filters, limit: int = LIMIT) -> list[Near]:
    """The stations that fit, by name, for whoever has not said where he is."""
    where, given = filters.where(at)
    sql = f"SELECT s.* FROM service_station s WHERE {where} ORDER BY s.name, s.id LIMIT %(limit)s"  # noqa: S608
    return [Near(row, status(row, at)) for row in Station.objects.raw(sql, given | {"limit": limit})]


def status(station: Station, at: datetime) -> Opening:
    """What the station's published hours say about a moment."""
    return opening(station.hours, station.always_open, at)


def walking_on(day: date, path: str = "") -> Walking:
    """How people walk, by the parameters of the day."""
    known = {
        one.key: one.value for one in in_force(("station.walk_speed", "station.detour"), on=day, path=path)
    }
    return Walking(float(known["station.walk_speed"]), float(known["station.detour"]))


def one(pk: UUID) -> Station:
    """A station that is on the map; Http404 otherwise."""
    found: Station | None = Station.objects.select_related("unit").filter(pk=pk, closed_on=None).first()
    if found is None:
        raise Http404
    return found


def centre_of(unit: Unit) -> tuple[float, float] | None:
    """Where the station stands that is nearest to the middle of a union's; nothing where it has none."""
    with connection.cursor() as cursor:
        cursor.execute(MIDDLE, [unit.path, tree.upper_bound(unit.path)])
        found = cursor.fetchone()
    return (float(found[0]), float(found[1])) if found else None


def rings(names: set[str]) -> dict[str, list[tuple[float, float]]]:
    """The places of all stations on some rings."""
    found: dict[str, list[tuple[float, float]]] = {}
    rows = Station.objects.filter(ring__in=names - {""}, closed_on=None)
    for ring, lat, lon in rows.values_list("ring", "lat", "lon"):
        found.setdefault(ring, []).append((lat, lon))
    return {ring: places for ring, places in found.items() if len(places) > 2}
