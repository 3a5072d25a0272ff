"""One station on the phone: is it open, what is there, what people found; its door; what one says of it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.ground.access.middleware import actor_of
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import ZONE
from yugong.kernel.errors import Refused
from yugong.kernel.opening_hours import table
from yugong.scenes.service.actions import doors, impressions, reports
from yugong.scenes.service.models import Station, StationReport, StationWord
from yugong.scenes.service.queries import openness, photos
from yugong.scenes.service.queries import reports as said_of
from yugong.scenes.service.queries import stations as queries
from yugong.scenes.service.rules.facilities import FACILITIES
from yugong.scenes.service.views.stations import route
from yugong.ui.pages import page_or_fragment

TOLD = {
    StationWord.OPEN: "记下了，谢谢。后来的人看得到。",
    StationWord.LOCKED: "记下了。管护工会 24 小时内要去看，处理好了问你。",
}
ORDERED = "记下了。已经派给管护工会，24 小时内要处理。"
NOTED = "记下了。再有人这样说，就派给管护工会。"


def context_of(request: HttpRequest, row: Station, at: datetime, error: str = "") -> dict[str, Any]:
    """Everything the page of one station shows to whoever looks at it."""
    me = actor_of(request).person_id
    mine = said_of.own_impression(row.pk, me)
    return {
        "row": row,
        "opening": queries.status(row, at),
        "seen": openness.seen([row.pk], at).get(row.pk, openness.NOTHING),
        "hours": table(row.hours, row.always_open),
        "has": [(key, FACILITIES[key]) for key in row.facilities if key in FACILITIES],
        "coded": row.lock_key_sealed is not None,
        "route": route(row),
        "geo": f"geo:{row.lat},{row.lon}?q={row.lat},{row.lon}",
        "sayable": [(word.value, word.label) for word in (StationWord.OPEN, *reports.SAYABLE[:-1])],
        "own": list(said_of.own(row.pk, me, at)) if me else [],
        "impressions": [(impressions.WORDS[word], count) for word, count in said_of.impressions(row.pk)],
        "words": [(word, label, word in mine) for word, label in impressions.WORDS.items()],
        "photos": photos.up(row),
        "keeps": me is not None and me == row.steward_id,
        "signed_in": me is not None,
        "clock": lambda moment: f"{moment.astimezone(ZONE):%H:%M}",
        "error": error,
        "notes": messages.get_messages(request),
        "tab": "services",
    }


@login_not_required
@require_GET
def station(request: HttpRequest, station_id: UUID) -> HttpResponse:
    """One station."""
    row = queries.one(station_id)
    return page_or_fragment(request, "service/station.html", context=context_of(request, row, timezone.now()))


def _acted(
    request: HttpRequest, station_id: UUID, act: Callable[[Station, Person, Actor, datetime], str]
) -> HttpResponse:
    """Do something at a station and go back to its page; a refusal stands on it."""
    row, me, now = queries.one(station_id), actor_of(request).seated(None), timezone.now()
    who = Person.objects.filter(pk=me.person_id).first() if me.person_id else None
    try:
        if who is None:
            raise Refused("请先完成实名登记，再告诉我们。")
        messages.success(request, act(row, who, me, now))
    except Refused as refused:
        context = context_of(request, row, now, refused.reason)
        return page_or_fragment(request, "service/station.html", context=context, status=422)
    return redirect("station", row.pk)


@require_POST
def station_say(request: HttpRequest, station_id: UUID) -> HttpResponse:
    """One tap: open, locked, no water."""

    def act(row: Station, who: Person, me: Actor, now: datetime) -> str:
        said = reports.say(station=row, what=request.POST.get("what", ""), by=me, at=now)
        word = StationWord(said.what)
        return TOLD.get(word, ORDERED if said.matter else NOTED)

    return _acted(request, station_id, act)


@require_POST
def station_unsay(request: HttpRequest, station_id: UUID, report_id: UUID) -> HttpResponse:
    """Take back what one has said."""

    def act(row: Station, who: Person, me: Actor, now: datetime) -> str:
        said: StationReport | None = said_of.own(row.pk, who.pk, now).filter(pk=report_id).first()
        if said is None:
            raise Http404
        reports.unsay(said=said, by=me, at=now)
        return "撤回了。"

    return _acted(request, station_id, act)


@require_POST
def station_impression(request: HttpRequest, station_id: UUID) -> HttpResponse:
    """Two or three words."""

    def act(row: Station, who: Person, me: Actor, now: datetime) -> str:
        impressions.say(person=who, station=row, said=request.POST.getlist("said"), by=me, at=now)
        return "谢谢，记下了。"

    return _acted(request, station_id, act)


@require_POST
def station_door(request: HttpRequest, station_id: UUID) -> HttpResponse:
    """A code for the door, on a page that is never kept."""
    row, me, now = queries.one(station_id), actor_of(request).seated(None), timezone.now()
    who = Person.objects.filter(pk=me.person_id).first() if me.person_id else None
    try:
        if who is None:
            raise Refused("请先完成实名登记，再取开门码。")
        given = doors.ask_code(person=who, station=row, by=me, at=now)
    except Refused as refused:
        context = context_of(request, row, now, refused.reason)
        return page_or_fragment(request, "service/station.html", context=context, status=422)
    code = f"{given.code[:2]} {given.code[2:5]} {given.code[5:]}"
    until = f"{given.until.astimezone(ZONE):%H:%M:%S}"
    context = {"row": row, "code": code, "until": until, "tab": "services"}
    return page_or_fragment(request, "service/station_door.html", context=context)
