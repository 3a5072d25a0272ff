"""Stations on the phone: the list first, a drawing beside it; where one stands is not kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from yugong.ground.access.middleware import actor_of
from yugong.kernel import places
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.scenes.service.queries import openness, whereabouts
from yugong.scenes.service.queries import stations as queries
from yugong.scenes.service.queries.stations import Filters, Near
from yugong.scenes.service.queries.whereabouts import Whereabouts
from yugong.scenes.service.rules.facilities import FACILITIES
from yugong.scenes.service.views.sketch import drawn
from yugong.ui.pages import page_or_fragment

FEW, MANY, SHOWN, WALK = 10, 30, 4, 20  # stations at first and at most; facilities on a card; minutes
CHIPS = (
    ("open", "现在开着"), ("all", "24 小时"), ("charging", "能充电"), ("swapping", "能换电"),
    ("cold_drinks", "有冷饮"), ("toilet", "有厕所"), ("nursing", "母婴室"),
)  # fmt: skip
FLAGS = ("open", "all")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a worker looks for, and from where."""

    q: str = ""
    near: str = ""
    flags: frozenset[str] = frozenset()
    facility: str = ""
    more: bool = False
    located: tuple[float, float] | None = None

    def flipped(self, word: str) -> "Wish":
        """The same with one chip the other way round."""
        if word in FLAGS:
            return replace(self, flags=self.flags ^ {word})
        return replace(self, facility="" if self.facility == word else word)

    def has(self, word: str) -> bool:
        return word in self.flags or word == self.facility

    def words(self) -> dict[str, str]:
        """All but the place, as they stand in an address or a form."""
        given = {"q": self.q, "near": self.near, "f": self.facility, "more": "1" if self.more else ""}
        return {name: one for name, one in (given | dict.fromkeys(sorted(self.flags), "1")).items() if one}

    def href(self) -> str:
        return f"{reverse('stations')}?{urlencode(self.words())}"

    def further(self) -> str:
        """The address of the same with more stations."""
        return replace(self, more=True).href()


def wish_of(request: HttpRequest) -> Wish:
    """What is asked; a place comes in the body of a request only, and is cut to a hundred metres."""
    data: Mapping[str, str] = request.POST if request.method == "POST" else request.GET
    located = None
    if request.method == "POST":
        try:
            located = places.rough(*places.check(float(data.get("lat", "")), float(data.get("lon", ""))))
        except (ValueError, Refused):
            located = None
    wish = Wish(
        q=data.get("q", "").strip()[:30],
        near=data.get("near", ""),
        flags=frozenset(word for word in FLAGS if data.get(word)),
        facility=data.get("f", "") if data.get("f", "") in FACILITIES else "",
        more=bool(data.get("more")),
        located=located,
    )
    flip = data.get("flip", "")
    return wish.flipped(flip) if flip in dict(CHIPS) else replace(wish, more=True) if flip == "more" else wish


def start_of(wish: Wish, request: HttpRequest) -> tuple[Whereabouts | None, str]:
    """Where to start, and what is left of the typed words to look for."""
    if wish.q and (place := whereabouts.typed(wish.q)):
        return place, ""
    if wish.located:
        return Whereabouts("", *wish.located), wish.q
    if wish.near and (place := whereabouts.chosen(wish.near)):
        return place, wish.q
    return whereabouts.usual(actor_of(request).person_id), wish.q


@login_not_required
@require_http_methods(["GET", "POST"])
def stations(request: HttpRequest) -> HttpResponse:
    """What is near, the nearest first."""
    wish, now = wish_of(request), timezone.now()
    start, text = start_of(wish, request)
    filters = Filters("open" in wish.flags, "all" in wish.flags, wish.facility, text=text)
    limit, walking = MANY if wish.more else FEW, queries.walking_on(local_day(now))
    if start:
        found = queries.nearest(
            start.lat, start.lon, at=now, filters=filters, limit=limit + 1, walking=walking
        )
    elif text or wish.flags or wish.facility:
        found = queries.named(at=now, filters=filters, limit=limit + 1)
    else:
        found = []
    shown = found[:limit]
    loops = queries.rings({one.station.ring for one in shown}) if start else {}
    context = {
        "wish": wish,
        "start": start,
        "cards": cards(shown, now),
        "sketch": drawn((start.lat, start.lon), shown, loops, walking) if start else None,
        "walkable": sum(1 for one in shown if one.minutes is not None and one.minutes <= WALK),
        "more": len(found) > limit and not wish.more,
        "places": [] if start or found else whereabouts.below(),
        "chips": [(word, words, wish.has(word), wish.flipped(word).href()) for word, words in CHIPS],
        "lost": request.method == "POST" and wish.located is None,
        "tab": "services",
    }
    return page_or_fragment(request, "service/stations.html", context=context)


def cards(found: list[Near], at: datetime) -> list[dict[str, Any]]:
    """Stations as the list shows them, with what was seen there."""
    seen = openness.seen([one.station.pk for one in found], at)
    return [
        {
            "row": one.station,
            "opening": one.opening,
            "far": places.say(one.metres) if one.metres is not None else None,
            "minutes": one.minutes,
            "has": [(key, FACILITIES[key]) for key in one.station.facilities[:SHOWN] if key in FACILITIES],
            "seen": seen.get(one.station.pk, openness.NOTHING),
            "coded": one.station.lock_key_sealed is not None,
            "route": route(one.station),
        }
        for one in found
    ]


def route(station: Any) -> str:
    """The way there on the phone's own map; nothing is asked of that map until somebody presses."""
    to = {"to": f"{station.lon},{station.lat},{station.name}", "mode": "walk", "coordinate": "wgs84"}
    return f"https://uri.amap.com/navigation?{urlencode(to | {'callnative': '1'})}"


@login_not_required
@require_GET
def station_places(request: HttpRequest) -> HttpResponse:
    """Choosing where to start: a district, then a street."""
    chosen = request.GET.get("of", "")
    context = {
        "places": whereabouts.below(chosen),
        "whole": whereabouts.chosen(chosen),
        "tab": "services",
    }
    return page_or_fragment(request, "service/station_places.html", context=context)
