"""驾驶舱 at the desk: a union and those below in numbers that open, and the few things that need a hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.engines.indicators.queries import readings
from yugong.engines.matters.queries import pressing
from yugong.engines.matters.queries.pressing import Late
from yugong.ground.parameters.queries import in_force
from yugong.scenes.organise import attained, cockpit
from yugong.scenes.organise.rules.pressing import Thing
from yugong.scenes.organise.views import cockpit_loop, cockpit_map, cockpit_tiles, cockpit_week
from yugong.scenes.organise.views import cockpit_pressing as presses
from yugong.scenes.organise.views.cockpit_loop import LoopFace
from yugong.scenes.organise.views.cockpit_map import Map
from yugong.scenes.organise.views.cockpit_pressing import Bounds, Warning_
from yugong.scenes.organise.views.cockpit_tiles import Face
from yugong.scenes.organise.views.cockpit_week import Said
from yugong.scenes.organise.views.standing import Place, asked, here, listed
from yugong.ui.look import look_of
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

BOUNDS = ("cockpit.low_rate", "cockpit.cluster_days", "cockpit.cluster_people")
SCREEN = 60  # seconds between two looks of a big screen
BELOW = {"city": "区县", "district": "镇街", "zone": "镇街"}
AREAS = {"市总工会": "市", "区总工会": "区", "县总工会": "县", "街道": "街道", "镇": "镇", "乡": "乡"}


@dataclass(frozen=True, slots=True)
class Board:
    """Everything a cockpit shows of one union at one moment."""

    place: Place
    at: datetime
    tiles: Sequence[Face]
    map: Map | None
    loop: LoopFace | None
    things: Sequence[Thing]
    warnings: Sequence[Warning_]
    ten: Sequence[attained.Standing]
    passed: int
    week: Sequence[Said]

    @property
    def words(self) -> tuple[str, str, str]:
        """How the level is called: the whole, whose hand, and what stands below."""
        unit = self.place.unit
        above = unit.kind in ("city", "district", "zone", "street")
        area = next((word for mark, word in AREAS.items() if mark in unit.name), "") if above else ""
        hand = area if len(area) != 1 else f"{area}里"
        return (f"全{area}" if area else "本级", hand or "本级", BELOW.get(unit.kind, "工会"))


def chosen(request: HttpRequest) -> cockpit.Topic | None:
    """The topic of the map; the first when none is asked for."""
    known = cockpit.topics()
    wanted = request.GET.get("topic", "")
    return next((one for one in known if one.key == wanted), known[0] if known else None)


def board(place: Place, topic: cockpit.Topic | None, *, now: datetime) -> Board:
    """The whole cockpit: a bounded number of queries, none of which grows with the union."""
    unit, year = place.unit, place.today.year
    low, days, people = (int(one.value) for one in in_force(BOUNDS, on=place.today, path=unit.path))
    bounds = Bounds(low, days, people)
    lying = pressing.lying(unit.pk, unit.path, now=now)
    late = [one for one in lying if one.count]
    since, until = attained.span(year, place.today)
    keys = {*cockpit_tiles.wanted(), *attained.wanted(), *((topic.measure,) if topic else ())}
    found = readings.values(sorted(keys), unit.pk, since, until)
    drawn = cockpit_map.mapped(topic, place, found[topic.measure], line=low) if topic else None
    names = {row.unit_id: row.name for row in drawn.rows} if drawn else {}
    return Board(
        place, now, [*cockpit_tiles.tiles(place, found, since), overdue(place, late)], drawn,
        cockpit_loop.loop(place, lying),
        presses.things(place, names, late, bounds, now=now), presses.warnings(place, late, now=now),
        attained.standing(unit.pk, year, today=place.today, found=found),
        attained.passed(year, place.today), cockpit_week.week(place, now=now),
    )  # fmt: skip


def overdue(place: Place, late: Sequence[Late]) -> Face:
    """The sixth tile: what is late this second, and at how many unions."""
    count = sum(one.count for one in late)
    below = len({one.child for one in late})
    note = f"涉及 {below} 家" if count else "都在期限内"
    return Face("超时未办", f"{count:,}", "件", note, listed("late", place.unit.pk), bad=count > 0)


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The cockpit; with `?screen=1` larger, dark and refreshing itself."""
    place, topic, now = here(request), chosen(request), timezone.now()
    screen = request.GET.get("screen", "") == "1"
    unit, key = place.unit, topic.key if topic else ""
    large: dict[str, object] = {"screen": 1}
    context: dict[str, Any] = {
        "here": "cockpit",
        "board": board(place, topic, now=now),
        "crumbs": place.crumbs("desk_cockpit", topic=key),
        "topics": [
            Link(
                one.label, asked("desk_cockpit", unit.pk, topic=one.key, **(large if screen else {})),
                current=one.key == key,
            )
            for one in cockpit.topics()
        ],
        "screen": screen,
        "other": asked("desk_cockpit", unit.pk, topic=key, **({} if screen else large)),
        "file": lambda form: asked("desk_cockpit_file", unit.pk, topic=key, form=form),
        "deeds_at": asked("desk_deeds", unit.pk),
    }  # fmt: skip
    if screen:
        context["look"] = replace(look_of(request), theme="dark", size="care")
    response = page_or_fragment(request, "organise/cockpit.html", context=context)
    response["Cache-Control"] = "no-store"
    if screen:
        response["Refresh"] = str(SCREEN)
    return response
