"""Photos of a station: the picture itself, and putting up and taking off on the phone and at the desk."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from yugong.ground.access.desks import officer
from yugong.ground.access.middleware import actor_of
from yugong.ground.files import store
from yugong.ground.files.queries import find
from yugong.ground.files.views import answer
from yugong.ground.people.models import Person
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service.actions import photos as acting
from yugong.scenes.service.models import Station, StationPhoto
from yugong.scenes.service.queries import photos, station_desk
from yugong.scenes.service.queries import stations as queries
from yugong.scenes.service.views.station import context_of
from yugong.ui.pages import page_or_fragment

UP, OFF = "放上去了，大家看得到。", "撤下了，图片已经销毁。"


def _photo(station: Station, pk: str | UUID) -> StationPhoto:
    if (found := photos.one(station, pk)) is None:
        raise Http404
    return found


@login_not_required
@require_safe
def picture(request: HttpRequest, station_id: UUID, photo_id: UUID) -> HttpResponseBase:
    """The picture, fetched when somebody wants to see it; a browser keeps it for an hour."""
    file = find(_photo(queries.one(station_id), photo_id).file)
    if file is None or not store.path_of(file.sha256).exists():
        raise Http404
    shown = answer(request, file, None)
    shown["Cache-Control"] = "private, max-age=3600"
    return shown


@require_POST
def of_steward(request: HttpRequest, station_id: UUID) -> HttpResponse:
    """The steward at his station: a photo up, or one off."""
    row, me, now = queries.one(station_id), actor_of(request).seated(None), timezone.now()
    person = Person.objects.filter(pk=me.person_id).first() if me.person_id else None
    if person is None:
        raise Http404
    gone, shows = request.POST.get("drop"), request.POST.get("shows", "")
    try:
        if gone:
            photo = _photo(row, gone)
            acting.steward_drops_photo(person=person, station=row, photo=photo, by=me, at=now)
        else:
            upload: Any = request.FILES.get("picture")
            acting.steward_photo(person=person, station=row, upload=upload, shows=shows, by=me, at=now)
    except Refused as refused:
        context = context_of(request, row, now, refused.reason)
        return page_or_fragment(request, "service/station.html", context=context, status=422)
    messages.success(request, OFF if gone else UP)
    return redirect("station", row.pk)


@require_POST
def at_desk(request: HttpRequest, station_id: UUID) -> HttpResponse:
    """An officer: a photo up, or one off."""
    actor, _ = officer(request, P.STATION_MANAGE)
    row, now = station_desk.on_desk(actor, station_id), timezone.now()
    gone, shows = request.POST.get("drop"), request.POST.get("shows", "")
    try:
        if gone:
            acting.drop_photo(station=row, photo=_photo(row, gone), by=actor, at=now)
        else:
            upload: Any = request.FILES.get("picture")
            acting.add_photo(station=row, upload=upload, shows=shows, by=actor, at=now)
        messages.success(request, OFF if gone else UP)
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect("desk_station", row.pk)
