"""Handing goods over at the desk: scan a code or hear six digits; a union's steward receipts its share."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.ground.people import queries as people
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Number, Select, Text
from yugong.kernel.masking import name as masked
from yugong.kernel.permissions import Permission as P
from yugong.scenes.aid.actions import goods as actions
from yugong.scenes.aid.models import Parcel, Share, Way
from yugong.scenes.aid.queries import goods as queries
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

SHEET = Text("sheet", "签收单编号", hint="没有手机的，在纸质签收单上签字", longest=40, optional=True)
COUNT = Number("received", "实收份数", least=1, most=1_000_000, unit="份")


def _asked(programmes: list[tuple[str, str]]) -> tuple[Any, ...]:
    return (
        Select("programme", "哪个项目", of=tuple(programmes)),
        Text("digits", "6 位数字", hint="本人手机「领取物资」里显示，也可以让家里人报", longest=6),
    )


@require_http_methods(["GET", "POST"])
def stand(request: HttpRequest) -> HttpResponse:
    """The stand: digits lead to the parcel; shares of the officer's own unions wait below."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    today = local_day(timezone.now())
    programmes = queries.handing(seat.unit_path, on=today)
    fields = _asked([(str(one.pk), one.name) for one in programmes])
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        try:
            found = _by_digits(actor, fields, request)
            return redirect("desk_parcel", found.code)
        except Refused as refused:
            errors = {refused.field: refused}
    data: Any = request.POST or {"programme": str(programmes[0].pk) if len(programmes) == 1 else ""}
    context = {
        "here": "goods",
        "form": forms.form(fields, data, errors),
        "programmes": programmes,
        "shares": list(queries.shares_waiting(seat.unit_path)[:50]),
        "count": forms.form((COUNT,), {}, {}),
        "notes": messages.get_messages(request),
        "handed": queries.handed_today(seat.unit_path, today),
    }
    return page_or_fragment(request, "aid/goods_stand.html", context=context, status=422 if errors else 200)


def _by_digits(actor: Actor, fields: tuple[Any, ...], request: HttpRequest) -> Parcel:
    """The parcel behind six digits of one programme, among those this officer may hand over."""
    programme = fields[0].clean(request.POST.get("programme", ""))
    digits = fields[1].clean(request.POST.get("digits", ""))
    rows = scope.within(actor, P.MATTER_HANDLE, Parcel.objects.filter(programme=programme, digits=digits))
    if (found := rows.first()) is None:
        raise Refused("没有这个号，请核对项目和数字", field="digits", code="unknown")
    return found


@require_http_methods(["GET", "POST"])
def parcel(request: HttpRequest, parcel_code: str) -> HttpResponse:
    """One parcel, by its code: whose it is, masked, and the button that hands it over once."""
    actor, _ = officer(request, P.MATTER_HANDLE)
    rows = Parcel.objects.select_related("programme", "unit")
    row = scope.one(actor, P.MATTER_HANDLE, rows, code=parcel_code)
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        way = request.POST.get("way", "")
        try:
            sheet = SHEET.clean(request.POST.get("sheet", "")) or ""
            actions.hand(parcel=row, way=way, sheet=sheet, by=actor, at=timezone.now())
            messages.success(request, "已签收。下一位")
            return redirect("desk_goods")
        except Refused as refused:
            errors = {refused.field: refused}
    row.refresh_from_db()
    context = {
        "here": "goods",
        "row": row,
        "name": masked(people.names({row.person_id})[row.person_id]),
        "way": Way(row.way).label if row.way else "",
        "form": forms.form((SHEET,), request.POST, errors),
    }
    return page_or_fragment(request, "aid/parcel.html", context=context, status=422 if errors else 200)


@require_POST
def receive(request: HttpRequest, share_id: UUID) -> HttpResponse:
    """The steward of a union confirms what arrived for its workers."""
    actor, _ = officer(request, P.MATTER_HANDLE)
    row = scope.one(actor, P.MATTER_HANDLE, Share.objects.all(), pk=share_id)
    try:
        received = COUNT.clean(request.POST.get("received", ""))
        actions.receive(share=row, received=received, by=actor, at=timezone.now())
        messages.success(request, f"已签收 {received} 份")
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect("desk_goods")
