"""Coordinates as people write them: read, put the right way round, turned into WGS-84, and doubted."""

import math
import re
from dataclasses import dataclass
from typing import NamedTuple

from yugong.kernel.errors import Refused
from yugong.kernel.roster.cells import Cell, text, tight
from yugong.scenes.service.extents import CITY, MARGIN, Box

SYSTEMS = (
    ("wgs84", "WGS-84（GPS、天地图）"),
    ("gcj02", "GCJ-02（高德、腾讯地图）"),
    ("bd09", "BD-09（百度地图）"),
)
_NAMED = re.compile(r"北纬|东经|纬度|经度|lat(?:itude)?|lon(?:gitude)?|lng|[NE:：]", re.I)
_DECIMAL = re.compile(r"[+-]?\d{1,3}(?:\.\d+)?[°度º]?")
_MINUTES = re.compile(
    r"(\d{1,3})[°度º](\d{1,2}(?:\.\d+)?)(?:['′’‘分](?:(\d{1,2}(?:\.\d+)?)(?:[\"″”“秒]|''|′′|’’)?)?)?"
)
_BETWEEN = re.compile(r"[,，;；、\s]+")
MISSING = "没有坐标，请填经度和纬度"
UNREADABLE = "坐标“{}”读不出来，请写成 29.1578 或 29°9′28″"
ZERO = "坐标是 0，没有定到位置"
NOT_HERE = "坐标 {} 不在重庆市范围内，请核对"
NOT_DISTRICT = "坐标 {} 不在{}范围内，请核对"
SWAPPED = "经度和纬度写反了，已经对调"
COARSE = "坐标只到小数点后两位，可能差到一公里，请在地图上核对"


class Point(NamedTuple):
    """A place in degrees."""

    lat: float
    lon: float

    def __str__(self) -> str:
        return f"{self.lat:.5f}，{self.lon:.5f}"


@dataclass(frozen=True, slots=True)
class Located:
    """A place in WGS-84 and what is to be said about how it was written."""

    point: Point
    notes: tuple[str, ...] = ()


def degrees(cell: Cell) -> float:
    """One coordinate: 29.1578, 29.1578°N, 29°9′28.1″, 29度9.47分; Refused when it is none."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        if not math.isfinite(cell):
            raise Refused(UNREADABLE.format(cell), field="lat", code="coordinates_unreadable")
        return float(cell)
    plain = _NAMED.sub("", tight(cell))
    if _DECIMAL.fullmatch(plain):
        return float(plain.rstrip("°度º"))
    found = _MINUTES.fullmatch(plain)
    if found and float(found[2]) < 60 and float(found[3] or 0) < 60:
        return int(found[1]) + float(found[2]) / 60 + float(found[3] or 0) / 3600
    raise Refused(UNREADABLE.format(text(cell)[:24]), field="lat", code="coordinates_unreadable")


def parted(lat: Cell, lon: Cell) -> tuple[Cell, Cell]:
    """The two halves, also where both stand in one cell, either first ("107.0987,29.1567")."""
    both = text(lat) or text(lon)
    if text(lat) and text(lon):
        return lat, lon
    halves = [half for half in _BETWEEN.split(both) if half]
    if not halves:
        raise Refused(MISSING, field="lat", code="coordinates_missing")
    if len(halves) != 2:
        raise Refused(UNREADABLE.format(both[:24]), field="lat", code="coordinates_unreadable")
    first, second = halves
    return (second, first) if degrees(first) > degrees(second) else (first, second)


def located(
    lat: Cell, lon: Cell, *, system: str = "wgs84", within: Box | None = None, named: str = ""
) -> Located:
    """The place that two cells mean; Refused with what is wrong with it.

    `within`: the box of the union's district, `named` its name. Halves the wrong way round are turned.
    """
    lat, lon = parted(lat, lon)
    given, notes = Point(degrees(lat), degrees(lon)), []
    if abs(given.lat) < 1e-6 or abs(given.lon) < 1e-6:
        raise Refused(ZERO, field="lat", code="coordinates_zero")
    if CITY.holds(given.lon, given.lat, MARGIN) and not CITY.holds(*given, MARGIN):
        given = Point(given.lon, given.lat)
        notes.append(SWAPPED)
    if abs(given.lat) > 90 or abs(given.lon) > 180:
        raise Refused(NOT_HERE.format(given), field="lat", code="coordinates_outside")
    point = into_wgs84(given, system)
    if not CITY.holds(*point):
        raise Refused(NOT_HERE.format(given), field="lat", code="coordinates_outside")
    if within is not None and not within.holds(*point, MARGIN):
        raise Refused(NOT_DISTRICT.format(given, named), field="lat", code="coordinates_elsewhere")
    if all(abs(half * 100 - round(half * 100)) < 1e-7 for half in given):
        notes.append(COARSE)
    return Located(Point(round(point.lat, 6), round(point.lon, 6)), tuple(notes))


def into_wgs84(point: Point, system: str) -> Point:
    """A place of a Chinese map in degrees of GPS; exact to some centimetres."""
    if system == "bd09":
        return into_wgs84(_from_baidu(point), "gcj02")
    if system != "gcj02":
        return point
    found = point
    for _ in range(6):  # the shift has no closed inverse; each turn is a hundred times nearer
        there = gcj02(found)
        found = Point(found.lat + point.lat - there.lat, found.lon + point.lon - there.lon)
    return found


def gcj02(point: Point) -> Point:
    """A place of GPS as the maps of China show it (GCJ-02)."""
    x, y = point.lon - 105, point.lat - 35
    ripple = (20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + ripple
    north += (20 * math.sin(y * math.pi) + 40 * math.sin(y / 3 * math.pi)) * 2 / 3
    north += (160 * math.sin(y / 12 * math.pi) + 320 * math.sin(y * math.pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + ripple
    east += (20 * math.sin(x * math.pi) + 40 * math.sin(x / 3 * math.pi)) * 2 / 3
    east += (150 * math.sin(x / 12 * math.pi) + 300 * math.sin(x / 30 * math.pi)) * 2 / 3
    axis, flat = 6_378_245.0, 0.00669342162296594323
    slope = math.radians(point.lat)
    magic = 1 - flat * math.sin(slope) ** 2
    down = math.degrees(north * magic * math.sqrt(magic) / (axis * (1 - flat)))
    across = math.degrees(east * math.sqrt(magic) / (axis * math.cos(slope)))
    return Point(point.lat + down, point.lon + across)


def _from_baidu(point: Point) -> Point:
    """BD-09 into GCJ-02."""
    turn = math.pi * 3000 / 180
    x, y = point.lon - 0.0065, point.lat - 0.006
    far = math.hypot(x, y) - 0.00002 * math.sin(y * turn)
    angle = math.atan2(y, x) - 0.000003 * math.cos(x * turn)
    return Point(far * math.sin(angle), far * math.cos(angle))
