"""A station is put on the map, changed, moved on the drawn map, and taken off again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from yugong.ground.access.desks import officer
from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Text
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service.actions import stations
from yugong.scenes.service.models import Station
from yugong.scenes.service.queries import station_desk as queries
from yugong.scenes.service.views import station_forms
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

FRESH = {"sort": "station", "system": "gcj02"}
OWNER = Text("unit_name", "管护工会", hint="全称；空着就是本会", longest=120, optional=True)


def owner_of(seat: Seat, typed: str) -> Unit:
    """The union that is to look after a new station: the seat's own or one below it."""
    own = Unit.objects.get(pk=seat.unit_id)
    name = " ".join(typed.split())
    if not name or name == own.name:
        return own
    found = org.subtree(seat.unit_path).filter(name=name, valid_to=None).first()
    if found is None:
        raise Refused("本会范围内没有叫这个名称的工会，请写全称", field="unit_name")
    return found


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Put a station on the map."""
    actor, seat = officer(request, P.STATION_MANAGE)
    now, errors = timezone.now(), station_forms.Errors()
    if request.method == "POST":
        made, errors = _opened(request, actor, seat, now)
        if made is not None:
            messages.success(request, "登记好了，职工在手机上已经能找到。请在地图上核对一下位置。")
            return redirect("desk_station_place", made.pk)
    given: Any = request.POST or {**FRESH, "opened_on": local_day(now).isoformat()}
    return _asked(request, given, errors, None, owner=True)


def _opened(
    request: HttpRequest, actor: Actor, seat: Seat, now: datetime
) -> tuple[Station | None, station_forms.Errors]:
    errors = station_forms.Errors()
    try:
        unit = owner_of(seat, request.POST.get("unit_name", ""))
        given, errors = station_forms.cleaned(unit, request.POST, today=local_day(now))
        if given is not None:
            return stations.open_station(unit=unit, given=given, by=actor, at=now), {}
    except Refused as refused:
        errors[refused.field] = refused
    return None, errors


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, station_id: UUID) -> HttpResponse:
    """Change a station's facts."""
    actor, _ = officer(request, P.STATION_MANAGE)
    row, now = queries.on_desk(actor, station_id), timezone.now()
    errors = station_forms.Errors()
    if request.method == "POST":
        try:
            given, errors = station_forms.cleaned(row.unit, request.POST, today=local_day(now), before=row)
            if given is not None:
                stations.change_station(station=row, given=given, by=actor, at=now)
                messages.success(request, "改好了。")
                return redirect("desk_station", row.pk)
        except Refused as refused:
            errors[refused.field] = refused
    return _asked(request, request.POST or station_forms.shown(row), errors, row)


def _asked(
    request: HttpRequest,
    given: Any,
    errors: station_forms.Errors,
    row: Station | None,
    *,
    owner: bool = False,
) -> HttpResponse:
    chosen = given.getlist("facilities") if hasattr(given, "getlist") else row.facilities if row else []
    form = station_forms.form(given, errors, chosen)
    unit = forms.form((OWNER,), given, errors).parts[0] if owner else None
    context = {"here": "stations", "row": row, "form": form, "unit": unit, "errors": errors}
    status = 422 if errors else 200
    return page_or_fragment(request, "service/desk_station_form.html", context=context, status=status)


@require_POST
def close(request: HttpRequest, station_id: UUID) -> HttpResponse:
    """Take a station off the map."""
    actor, _ = officer(request, P.STATION_MANAGE)
    row = queries.on_desk(actor, station_id)
    try:
        stations.close_station(station=row, why=request.POST.get("why", ""), by=actor, at=timezone.now())
        messages.success(request, "停用了，手机上不再显示。")
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect("desk_station", row.pk)
