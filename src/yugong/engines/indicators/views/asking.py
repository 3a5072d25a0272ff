"""Which number is asked for: the measure, a union within the viewer's own, and a time."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from yugong.engines.indicators.texts import span
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.kernel import tree
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Day
from yugong.kernel.measure import Declared, measures
from yugong.kernel.permissions import Permission as P


@dataclass(frozen=True)
class Place:
    """Who asks, about which union, from which day to which."""

    actor: Actor
    seat: Seat
    unit: Unit
    since: date
    until: date

    def words(self, unit: int | None = None) -> dict[str, Any]:
        """The same as words of an address; `unit`: about another union."""
        return {"unit": unit or self.unit.pk, "since": self.since, "until": self.until}

    def to(self, key: str, unit: int | None = None) -> str:
        """The page of a measure for the same union and time."""
        return address("desk_measure", key, self, unit)

    def span(self, one: Declared) -> str:
        """Of which time a number speaks, in words."""
        return span(one, self.since.isoformat(), self.until.isoformat())


def place(request: HttpRequest) -> Place:
    """The union and the time asked for: within the seat's subtree; by default its own, this year to today."""
    actor, seat = officer(request, P.MEASURE_VIEW)
    wanted = request.GET.get("unit", "")
    pk = int(wanted) if wanted.isdecimal() and len(wanted) < 19 else seat.unit_id
    unit = Unit.objects.filter(pk=pk).first()
    if unit is None or not tree.within(unit.path, seat.unit_path):
        raise Http404
    today = local_day(timezone.now())
    until = _day(request, "until", today)
    return Place(actor, seat, unit, min(_day(request, "since", until.replace(month=1, day=1)), until), until)


def address(name: str, key: str, place: Place, unit: int | None = None) -> str:
    """Another page about the same union and time."""
    return f"{reverse(name, args=(key,) if key else ())}?{urlencode(place.words(unit))}"


def declared(key: str) -> Declared:
    """The measure under a key; otherwise there is no such page."""
    if key not in measures:
        raise Http404
    return measures[key]


def _day(request: HttpRequest, name: str, usual: date) -> date:
    try:
        return date.fromisoformat(Day(name, name).clean(request.GET.get(name, "") or usual.isoformat()))
    except Refused:
        return usual
