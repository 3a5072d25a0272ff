"""The drawn map of the desk: heaps of stations that lead nearer, single ones that lead to their page."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from markupsafe import Markup

from yugong.ground.org import queries as org
from yugong.kernel.actor import Seat
from yugong.scenes.service import drawn
from yugong.scenes.service.drawn import View
from yugong.scenes.service.extents import CITY, extent_of
from yugong.scenes.service.models import Station
from yugong.scenes.service.queries import station_desk as queries
from yugong.scenes.service.rules.coordinates import Point

W, H = 420, 520
COVERS = 21  # pixels
NEARER, LEAST, MOST = 4, 0.6, 700  # kilometres from the upper to the lower edge


@dataclass(frozen=True, slots=True)
class Picture:
    """A map ready to be shown: the drawing, its size, the way out again."""

    drawing: Markup
    w: int
    h: int
    whole: str
    count: int


def asked_view(given: Mapping[str, str]) -> View | None:
    """The piece that the address asks for; None when it asks for none."""
    try:
        lat, lon = (float(half) for half in given.get("at", "").split(","))
        km = float(given.get("km", ""))
    except ValueError:
        return None
    if not (CITY.holds(lat, lon, 0.5) and LEAST <= km <= MOST):
        return None
    return View.around(Point(lat, lon), km, W, H)


def home_view(seat: Seat, rows: QuerySet[Station]) -> View:
    """The seat's district; for the city all of it, for a street or a unit where its stations are."""
    unit = org.unit(seat.unit_id)
    box = extent_of(unit.division_code) if unit else None
    if len(unit.division_code if unit else "") > 6:
        box = queries.extent(rows) or box
    return View.of(drawn.padded(box or CITY), W, H)


def picture(
    rows: QuerySet[Station], given: Mapping[str, str], seat: Seat, kept: Mapping[str, str]
) -> Picture:
    """The map of what the filters leave."""
    asked = asked_view(given)
    view = asked or home_view(seat, rows)
    found = queries.heaps(rows, view.box, view.w, view.h)
    ground = drawn.ground(view)
    parts = [ground.cells]
    parts += [drawn.ring(view, places, name) for name, places in queries.rings(rows).items()]
    parts += [_mark(view, heap, kept) for heap in _apart(view, found)]
    parts.append(ground.names)
    whole = f"?{urlencode(kept)}" if asked else ""
    return Picture(Markup("").join(parts), view.w, view.h, whole, sum(heap.count for heap in found))


def _apart(view: View, found: Sequence[queries.Heap]) -> list[queries.Heap]:
    """Heaps that would cover each other become one: the smaller goes into the larger."""
    kept: list[queries.Heap] = []
    for heap in sorted(found, key=lambda heap: (-heap.count, heap.pk)):
        here = view.xy(Point(heap.lat, heap.lon))
        for n, other in enumerate(kept):
            if math.dist(here, view.xy(Point(other.lat, other.lon))) < COVERS:
                kept[n] = replace(
                    other, count=other.count + heap.count, troubled=other.troubled + heap.troubled
                )
                break
        else:
            kept.append(heap)
    return kept


def _mark(view: View, heap: queries.Heap, kept: Mapping[str, str]) -> Markup:
    x, y = view.xy(Point(heap.lat, heap.lon))
    tone = " bad" if heap.troubled else " off" if heap.closed else ""
    if heap.count == 1:
        return Markup(
            '<a href="{}" aria-label="{}"><circle class="mp{}" cx="{:.1f}" cy="{:.1f}" r="7"/>'
            "<title>{}</title></a>"
        ).format(reverse("desk_station", args=(heap.pk,)), heap.name, tone, x, y, heap.name)
    words = f"{heap.count} 个驿站" + (f"，{heap.troubled} 个有人反映" if heap.troubled else "")
    nearer = max(view.km / NEARER, LEAST)
    href = f"?{urlencode({**kept, 'at': f'{heap.lat:.4f},{heap.lon:.4f}', 'km': f'{nearer:.2f}'})}"
    return Markup(
        '<a href="{}" aria-label="{}，放大看"><circle class="mp{}" cx="{:.1f}" cy="{:.1f}" r="{}"/>'
        '<text class="mt" x="{:.1f}" y="{:.1f}">{}</text><title>{}</title></a>'
    ).format(href, words, tone, x, y, min(10 + len(str(heap.count)) * 2, 16), x, y + 4, heap.count, words)
