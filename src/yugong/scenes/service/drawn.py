"""The drawn map: districts and towns as cells around their seats, in SVG, without any call outside.

It shows where things lie to each other and is no survey: the cells are no boundaries. Seats are in towns.csv,
to some kilometres. Colours stand in the drawing itself, for the map that is an image; on a page the classes
of the part `plan` override them, so that it follows light and dark.
"""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from markupsafe import Markup

from yugong.scenes.service.extents import Box
from yugong.scenes.service.rules.coordinates import Point

KM = 111.2  # of one degree of latitude
NEAR = 1.3  # degrees: a view narrower than this shows towns, where they are known
FILLS = ("#eef1e6", "#e7ecdf", "#f1efe4")
Corner = tuple[float, float]


class Seat(NamedTuple):
    """Where a district or town has its seat."""

    code: str
    name: str
    place: Point


@dataclass(frozen=True, slots=True)
class View:
    """A piece of the earth as a picture of w by h pixels, north above."""

    box: Box
    w: int
    h: int

    @classmethod
    def of(cls, box: Box, w: int, h: int) -> "View":
        """The box in the middle of a picture, widened to its shape."""
        lat, lon = (box.south + box.north) / 2, (box.west + box.east) / 2
        squeeze = math.cos(math.radians(lat))
        tall = max(box.north - box.south, (box.east - box.west) * squeeze * h / w)
        return cls.around(Point(lat, lon), tall * KM, w, h)

    @classmethod
    def around(cls, middle: Point, km: float, w: int, h: int) -> "View":
        """So many kilometres from the upper to the lower edge."""
        half = km / KM / 2
        wide = half * w / h / math.cos(math.radians(middle.lat))
        return cls(Box(middle.lat - half, middle.lon - wide, middle.lat + half, middle.lon + wide), w, h)

    @property
    def km(self) -> float:
        """Kilometres from the upper to the lower edge."""
        return (self.box.north - self.box.south) * KM

    @property
    def middle(self) -> Point:
        return Point((self.box.south + self.box.north) / 2, (self.box.west + self.box.east) / 2)

    def xy(self, place: Point) -> Corner:
        """Where a place stands in the picture."""
        box = self.box
        x = (place.lon - box.west) / (box.east - box.west) * self.w
        return x, (box.north - place.lat) / (box.north - box.south) * self.h

    def at(self, x: float, y: float) -> Point:
        """Which place stands there."""
        box = self.box
        lat = box.north - y / self.h * (box.north - box.south)
        return Point(round(lat, 6), round(box.west + x / self.w * (box.east - box.west), 6))


@cache
def seats() -> tuple[Seat, ...]:
    """All that are known, districts first."""
    with files("yugong.scenes.service").joinpath("towns.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return tuple(
            Seat(row["code"], row["name"], Point(float(row["lat"]), float(row["lon"]))) for row in rows
        )


def shown(view: View) -> list[Seat]:
    """The towns of the district in the middle where they are known, otherwise the districts."""
    districts = [seat for seat in seats() if len(seat.code) == 6]
    if view.box.east - view.box.west < NEAR:
        nearest = min(districts, key=lambda seat: math.dist(seat.place, view.middle))
        if towns := [seat for seat in seats() if seat.code[:6] == nearest.code and len(seat.code) > 6]:
            return towns
    return districts


def clipped(shape: Sequence[Corner], own: Corner, other: Corner) -> list[Corner]:
    """The part of a convex shape that is nearer to one's own place than to another's."""
    mx, my = (own[0] + other[0]) / 2, (own[1] + other[1]) / 2
    dx, dy = other[0] - own[0], other[1] - own[1]
    sides = [(x - mx) * dx + (y - my) * dy for x, y in shape]
    kept: list[Corner] = []
    for n, (point, side) in enumerate(zip(shape, sides, strict=True)):
        before, was = shape[n - 1], sides[n - 1]
        if side * was < 0:
            part = was / (was - side)
            kept.append(
                (before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1]))
            )
        if side <= 0:
            kept.append(point)
    return kept


class Ground(NamedTuple):
    """The lower and the upper sheet of a map: what is marked lies between them."""

    cells: Markup
    names: Markup


def ground(view: View) -> Ground:
    """A cell for each seat; above all marks its name, where there is room, and how long a kilometre is."""
    found = shown(view)
    places = [view.xy(seat.place) for seat in found]
    reach = (9.5 if len(found[0].code) > 6 else 42) * view.h / view.km
    cells: list[Markup] = []
    names: list[Markup] = []
    taken: list[Corner] = []
    for n, (seat, own) in enumerate(zip(found, places, strict=True)):
        corners = " ".join(f"{x:.0f},{y:.0f}" for x, y in _cell(own, places, reach))
        cells.append(
            Markup('<polygon class="mc m{}" points="{}" fill="{}" stroke="#fff"/>').format(
                n % 3, corners, FILLS[n % 3]
            )
        )
        if _inside(own, view) and not any(abs(own[0] - x) < 34 and abs(own[1] - y) < 13 for x, y in taken):
            taken.append(own)
            names.append(_name(seat.name, own[0], own[1] + 19))
    return Ground(Markup("").join(cells), Markup("").join((*names, _measure(view))))


def _cell(own: Corner, places: Sequence[Corner], reach: float) -> list[Corner]:
    """A round field about a seat, cut off where another seat is nearer."""
    turns = [math.tau * n / 24 for n in range(24)]
    shape = [(own[0] + reach * math.cos(turn), own[1] + reach * math.sin(turn)) for turn in turns]
    for other in places:
        if other != own and math.dist(own, other) < 2 * reach:
            shape = clipped(shape, own, other)
    return shape


def _inside(place: Corner, view: View) -> bool:
    return 16 < place[0] < view.w - 16 and 12 < place[1] < view.h - 8


def _name(text: str, x: float, y: float) -> Markup:
    return Markup(
        '<text class="mn" x="{:.0f}" y="{:.0f}" font-size="11" fill="#484139" text-anchor="middle" '
        'stroke="#fff" stroke-width="3" paint-order="stroke">{}</text>'
    ).format(x, y, text.removesuffix("街道"))


def _measure(view: View) -> Markup:
    """A bar of a round length in the lower corner."""
    per = view.h / view.km
    long = next((km for km in (100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1) if km * per < view.w / 3), 0.05)
    words = f"{long:g} 公里" if long >= 1 else f"{long * 1000:g} 米"
    y = view.h - 10
    return Markup(
        '<path class="mk" d="M10 {}v5h{:.0f}v-5" fill="none" stroke="#484139" stroke-width="1.5"/>'
        '<text class="mn" x="16" y="{}" font-size="11" fill="#484139">{}</text>'
    ).format(y - 5, long * per, y - 5, words)


def padded(box: Box, share: float = 0.07) -> Box:
    """The box with some room around it; a box without size becomes some kilometres."""
    tall, wide = max(box.north - box.south, 0.02), max(box.east - box.west, 0.02)
    return Box(
        box.south - tall * share, box.west - wide * share, box.north + tall * share, box.east + wide * share
    )


def ring(view: View, places: Sequence[Corner], name: str) -> Markup:
    """A round trip through its stations, in the order in which they lie about their middle."""
    if len(places) < 3:
        return Markup("")
    lat, lon = (sum(half) / len(places) for half in zip(*places, strict=True))
    around = sorted(places, key=lambda place: math.atan2(place[0] - lat, place[1] - lon))
    corners = " ".join(f"{x:.0f},{y:.0f}" for x, y in (view.xy(Point(*place)) for place in around))
    return Markup('<polygon class="mr" points="{}"><title>{}</title></polygon>').format(corners, name)


def spot(view: View, place: Point, *, tone: str = "", words: str = "") -> Markup:
    """A mark without a link, as on the map that is an image."""
    x, y = view.xy(place)
    colour = {"": "#14665f", "own": "#b8301c", "off": "#746b61"}[tone]
    size = 8 if tone == "own" else 5
    name = _name(words, x, y - 9) if words else ""
    return Markup(
        '<circle cx="{:.1f}" cy="{:.1f}" r="{}" fill="{}" stroke="#fff" stroke-width="2"/>{}'
    ).format(x, y, size, colour, name)


def image(view: View, inner: Markup) -> str:
    """The map as a file of its own."""
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" '
        'font-family="sans-serif"><rect width="{w}" height="{h}" fill="#f7f4ef"/>{inner}</svg>'
    ).format(w=view.w, h=view.h, inner=inner)
