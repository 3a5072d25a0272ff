"""Where a station stands: typed as coordinates, or clicked on the drawn map, which is a picture that asks.

The map is an image input of a form: a click sends the pixel, the server answers with the place. Nothing is
kept before "保存". It needs no script.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods
from markupsafe import Markup

from yugong.ground.access.desks import officer
from yugong.kernel import places
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service import drawn
from yugong.scenes.service.actions import stations
from yugong.scenes.service.drawn import View
from yugong.scenes.service.extents import CITY, extent_of
from yugong.scenes.service.models import Station
from yugong.scenes.service.queries import station_desk as queries
from yugong.scenes.service.rules import coordinates
from yugong.scenes.service.rules.coordinates import Point
from yugong.scenes.service.views.station_forms import facts_of
from yugong.ui.pages import page_or_fragment

W, H = 720, 480
SPANS = ((60.0, "全区"), (16.0, "16 公里"), (4.0, "4 公里"), (1.0, "1 公里"), (0.3, "300 米"))
SHOWN = 200
OWN, LETTER = 9, 11  # half the mark of the station itself; a letter of a name, in pixels
Box = tuple[float, float, float, float]


def _given(given: Any, row: Station) -> tuple[Point, Point, float]:
    """(middle of the picture, the place that is meant, kilometres from the upper to the lower edge)."""

    def point(lat: str, lon: str, usual: Point) -> Point:
        try:
            found = Point(float(given[lat]), float(given[lon]))
        except (KeyError, ValueError):
            return usual
        return found if CITY.holds(*found, 0.2) else usual

    try:
        km = float(given["km"])
    except (KeyError, ValueError):
        km = 4.0
    km = km if any(km == known for known, _ in SPANS) else 4.0
    meant = point("lat", "lon", Point(row.lat, row.lon))
    return point("mid_lat", "mid_lon", meant), meant, km


def _clicked(given: Any, view: View) -> Point | None:
    try:
        x, y = int(given["map.x"]), int(given["map.y"])
    except (KeyError, ValueError):
        return None
    return view.at(min(max(x, 0), W), min(max(y, 0), H))


@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, station_id: UUID) -> HttpResponse:
    """The map around the station; a click proposes a place, the button keeps it."""
    actor, _ = officer(request, P.STATION_MANAGE)
    row = queries.on_desk(actor, station_id)
    middle, meant, km = _given(request.GET, row)
    if clicked := _clicked(request.GET, View.around(middle, km, W, H)):
        meant = clicked
    error = None
    if request.method == "POST":
        try:
            _moved(request, row, actor)
            messages.success(request, "位置存好了。")
            return redirect("desk_station", row.pk)
        except Refused as refused:
            error = refused
    typed = request.POST if error else {"lat": f"{meant.lat:.6f}", "lon": f"{meant.lon:.6f}"}
    far = round(places.apart(row.lat, row.lon, *meant))
    context = {
        "here": "stations", "row": row, "middle": meant if clicked else middle, "meant": meant, "km": km,
        "typed": typed, "spans": SPANS, "w": W, "h": H, "far": far, "error": error,
        "systems": coordinates.SYSTEMS, "notes": messages.get_messages(request),
        "image": reverse("desk_station_map", args=(row.pk,)),
    }  # fmt: skip
    status = 422 if error else 200
    return page_or_fragment(request, "service/desk_station_place.html", context=context, status=status)


def _moved(request: HttpRequest, row: Station, actor: Actor) -> None:
    found = coordinates.located(
        request.POST.get("lat", ""), request.POST.get("lon", ""),
        system=request.POST.get("system", "wgs84"), within=extent_of(row.unit.division_code), named="本区县",
    )  # fmt: skip
    given = facts_of(row, lat=found.point.lat, lon=found.point.lon)
    stations.change_station(station=row, given=given, by=actor, at=timezone.now())


@require_GET
def picture(request: HttpRequest, station_id: UUID) -> HttpResponse:
    """The map as an image: the ground, the stations around as they are, the place that is meant."""
    actor, _ = officer(request, P.STATION_MANAGE)
    row = queries.on_desk(actor, station_id)
    middle, meant, km = _given(request.GET, row)
    view = View.around(middle, km, W, H)
    marks = surroundings(actor, row, view, timezone.now())
    ground = drawn.ground(view)
    own = drawn.spot(view, meant, tone="own", words=row.name)
    inner = ground.cells + marks + own + ground.names
    return HttpResponse(drawn.image(view, inner), content_type="image/svg+xml")


def surroundings(actor: Actor, row: Station, view: View, at: datetime) -> Markup:
    """The other stations of the officer's subtree around one; by name where there is room."""
    box, near = view.box, view.km < 5
    around = queries.run_by(actor, at).filter(
        closed_on=None, lat__range=(box.south, box.north), lon__range=(box.west, box.east)
    )
    found = around.exclude(pk=row.pk).order_by("id").values_list("name", "lat", "lon")[:SHOWN]
    x, y = view.xy(Point(row.lat, row.lon))
    taken, marks = [(x - OWN, y - OWN, x + OWN, y + OWN)], []
    for name, lat, lon in found:
        spot = Point(lat, lon)
        said = name if near and _room(view, spot, name, taken) else ""
        marks.append(drawn.spot(view, spot, words=said))
    return Markup("").join(marks)


def _room(view: View, spot: Point, name: str, taken: list[Box]) -> bool:
    """Whether a name stands clear of the edges and of those before it; then its place is taken."""
    x, y = view.xy(spot)
    left, top, right, bottom = x - len(name) * LETTER / 2, y - 2 * LETTER, x + len(name) * LETTER / 2, y - 6
    apart = all(right < one[0] or one[2] < left or bottom < one[1] or one[3] < top for one in taken)
    if not (apart and left >= 0 and right <= view.w and top >= 0):
        return False
    taken.append((left, top, right, bottom))
    return True
