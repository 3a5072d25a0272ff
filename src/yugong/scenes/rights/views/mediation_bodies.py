"""The network at the desk: committees and studios with their term, their mediators and what they settled."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.ground.org.queries import subtree
from yugong.ground.people.queries import names
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Choice, Day, Select, Text, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.scenes.rights.actions import mediation_bodies as actions
from yugong.scenes.rights.models import BodyKind, Mediation, MediationBody
from yugong.scenes.rights.queries import mediation as queries
from yugong.scenes.rights.rules.mediators import mediators_below, mediators_of
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Table

SOON = 60  # days before a term ends
YEARS = Choice("years", "任期", of=(("3", "三年"), ("5", "五年")))


def _term(row: MediationBody) -> Cell:
    today = timezone.localdate()
    if row.closed_on:
        return Cell("已撤销", status="done")
    left = (row.term_to - today).days
    look = "bad" if left < 0 else "warn" if left <= SOON else "ok"
    return Cell(f"{row.term_to:%Y-%m-%d}" + ("，已到期" if left < 0 else ""), status=look)


@require_http_methods(["GET", "POST"])
def bodies(request: HttpRequest) -> HttpResponse:
    """The bodies of the officer's subtree; those who set up unions may register one."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    now, manages = timezone.now(), bool(may(actor, P.UNIT_MANAGE, Unit.objects.get(pk=seat.unit_id)))
    fields = _fields(seat.unit_path)
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        given, errors = clean_all(fields, request.POST, today=local_day(now))
        try:
            if not errors:
                unit = get_object_or_404(subtree(seat.unit_path), pk=given["unit"])
                actions.form_body(
                    unit=unit, kind=given["kind"], name=given["name"],
                    formed_on=date.fromisoformat(given["formed_on"]), years=int(given["years"]),
                    by=actor, at=now,
                )  # fmt: skip
        except Refused as refused:
            errors = {refused.field: refused}
        if not errors:
            messages.success(request, "已登记；调解员在下面“聘任调解员”里任命")
            return redirect("desk_mediation_bodies")
    base, rows = reverse("desk_mediation_bodies"), queries.bodies_below(seat.unit_path)
    context = {
        "here": "mediation_bodies",
        "page": _table(seat.unit_path, local_day(now)).page(rows, request.GET, base),
        "form": forms.form(fields, request.POST, errors) if manages else None,
        "errors": errors,
        "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(
        request, "rights/mediation_bodies.html", context=context, status=422 if errors else 200
    )


def _fields(path: str) -> tuple[Any, ...]:
    units = subtree(path).filter(kind__in=("city", "district", "zone", "industry", "street", "joint", "home"))
    offered = tuple((str(row.pk), row.name) for row in units.order_by("path")[:200])
    return (
        Choice("kind", "类别", of=tuple((key, str(words)) for key, words in BodyKind.choices)),
        Select("unit", "设在哪个工会", of=offered),
        Text("name", "名称", hint="例如：东城街道总工会劳动争议调解委员会", longest=60),
        Day("formed_on", "成立日期", past=True),
        YEARS,
    )


def _named(row: MediationBody) -> Cell:
    return Cell(row.name, href=reverse("desk_mediation_body", args=(row.pk,)))


def _table(path: str, today: date) -> Table:
    """The columns, with how many mediators sit in each body's union."""
    count = mediators_below(path, on=today)
    return Table(
        columns=(
            Column("name", "调解组织", _named),
            Column("kind", "类别", lambda row: BodyKind(row.kind).label),
            Column("unit", "设在", lambda row: row.unit.name),
            Column("formed_on", "成立", lambda row: f"{row.formed_on:%Y-%m-%d}"),
            Column("term_to", "任期到", _term),
            Column("mediators", "调解员", lambda row: f"{count[row.unit_id]} 人", align="r"),
        ),
        sort=("-id",),
        empty_title="还没有调解组织",
        empty_text="区县、街道、工作室三级，先登记组织，再聘任调解员。",
    )  # fmt: skip


@require_GET
def body(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """One body: its term, its mediators by name, and its cases in numbers."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    row = get_object_or_404(queries.bodies_below(seat.unit_path), pk=body_id)
    since = mediators_of(row.unit_id, on=timezone.localdate())
    known = names(set(since))
    context = {
        "here": "mediation_bodies",
        "row": row,
        "kind": BodyKind(row.kind).label,
        "term": _term(row),
        "mediators": [(known[who], f"{day:%Y-%m-%d} 起") for who, day in since.items()],
        "totals": queries.totals(Mediation.objects.filter(body=row)),
        "manages": bool(may(actor, P.UNIT_MANAGE, row.unit)),
        "appoints": bool(may(actor, P.POST_APPOINT, row.unit)),
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "rights/mediation_body.html", context=context)


@require_POST
def change(request: HttpRequest, body_id: UUID, do: str) -> HttpResponse:
    """Its next term, or its end."""
    actor, seat = officer(request, P.UNIT_MANAGE)
    row = get_object_or_404(queries.bodies_below(seat.unit_path), pk=body_id)
    try:
        if do == "renew":
            actions.renew_body(body=row, years=3, by=actor, at=timezone.now())
        else:
            actions.close_body(body=row, by=actor, at=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.reason)
    else:
        messages.success(request, "已换届" if do == "renew" else "已撤销")
    return redirect("desk_mediation_body", body_id)
