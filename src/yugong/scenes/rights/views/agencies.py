"""Agencies we work with at the desk: which there are, who speaks for each, and how many papers lie there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from yugong.engines.matters.queries.handing import lying_with
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Agency, Unit
from yugong.ground.org.queries import subtree
from yugong.ground.people.models import Tenure
from yugong.ground.people.queries import names
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Day, PersonName, Phone, Select, Text, clean_all
from yugong.kernel.handing import AGENCIES
from yugong.kernel.permissions import Permission as P
from yugong.scenes.rights.actions import agencies as actions
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Table

KIND = Select("kind", "类型", of=tuple(AGENCIES.items()))
NAME = Text("name", "名称", hint="例如：南川区人民法院", longest=60)
LIAISON = (
    PersonName("name", "联络员姓名", personal=True),
    Phone("phone", "手机", hint="用这个号码收验证码登录，再设密码", personal=True),
    Text("title", "职务", hint="例如：立案庭联络员", longest=40),
    Day("on", "从哪天起"),
    Text("basis", "依据", hint="例如：法院来函文号", optional=True, longest=80),
)
Errors = Mapping[str, Refused]


def _below(path: str) -> QuerySet[Agency]:
    return Agency.objects.filter(unit__in=subtree(path)).select_related("unit")


def _serving(agency: Agency) -> list[Tenure]:
    rows = Tenure.objects.filter(post__agency=agency, post__closed_on=None, valid_to=None)
    return list(rows.select_related("post").order_by("valid_from", "id"))


@require_http_methods(["GET", "POST"])
def agencies(request: HttpRequest) -> HttpResponse:
    """The agencies of the officer's subtree; a new one is registered with his own union."""
    actor, seat = officer(request, P.AGENCY_MANAGE)
    errors: Errors = {}
    if request.method == "POST":
        given, errors = clean_all((KIND, NAME), request.POST, today=timezone.localdate())
        if not errors:
            unit = Unit.objects.get(pk=seat.unit_id)
            try:
                made = actions.register(unit=unit, by=actor, at=timezone.now(), **given)
            except Refused as refused:
                errors = {refused.field: refused}
            else:
                messages.success(request, "已登记；请接着登记联络员，对方才能登录")
                return redirect("desk_agency", made.pk)
    base, rows = reverse("desk_agencies"), _below(seat.unit_path)
    context = {
        "here": "agencies",
        "page": _table(rows).page(rows, request.GET, base),
        "form": forms.form((KIND, NAME), request.POST, errors),
        "errors": errors,
        "unit": seat.unit_name,
        "notes": messages.get_messages(request),
    }
    status = 422 if errors else 200
    return page_or_fragment(request, "rights/agencies.html", context=context, status=status)


def _table(rows: QuerySet[Agency]) -> Table:
    """The columns, with how many speak for each and how much lies there."""
    serving = Tenure.objects.filter(post__agency__in=rows, post__closed_on=None, valid_to=None)
    heads = list(serving.values_list("post__agency_id", flat=True))
    lying = lying_with([row.pk for row in rows])
    return Table(
        columns=(
            Column(
                "name", "协作单位", lambda row: Cell(row.name, href=reverse("desk_agency", args=(row.pk,)))
            ),
            Column("kind", "类型", lambda row: AGENCIES.get(row.kind, row.kind)),
            Column("unit", "登记在", lambda row: row.unit.name),
            Column("liaisons", "联络员", lambda row: _heads(row, heads.count(row.pk))),
            Column("lying", "在对方手里", lambda row: f"{lying.get(row.pk, 0)} 件", align="r"),
        ),
        sort=("-id",),
        empty_title="还没有协作单位",
        empty_text="先登记法院、司法、人社等单位，再登记联络员；没有登记的单位，送交时可以生成一次性链接。",
    )


def _heads(row: Agency, count: int) -> Cell:
    if row.closed_on:
        return Cell("已停用", status="done")
    return Cell(f"{count} 人", status="ok") if count else Cell("没有联络员", status="warn")


def _one(request: HttpRequest, agency_id: int) -> tuple[Actor, Agency]:
    actor, seat = officer(request, P.AGENCY_MANAGE)
    agency: Agency = get_object_or_404(_below(seat.unit_path), pk=agency_id)
    return actor, agency


@require_http_methods(["GET", "POST"])
def agency(request: HttpRequest, agency_id: int) -> HttpResponse:
    """One agency: who speaks for it; one more is entered here."""
    actor, row = _one(request, agency_id)
    now, today = timezone.now(), timezone.localdate()
    given: Any = request.POST or {"on": today.isoformat()}
    errors: Errors = {}
    if request.method == "POST":
        answers, errors = clean_all(LIAISON, given, today=local_day(now))
        if not errors:
            answers |= {"on": date.fromisoformat(answers["on"]), "basis": answers["basis"] or ""}
            try:
                actions.send_liaison(agency=row, by=actor, at=now, **answers)
            except Refused as refused:
                errors = {refused.field: refused}
            else:
                messages.success(request, "已登记；请告诉对方用这个手机号在登录页收验证码，再设密码")
                return redirect("desk_agency", row.pk)
    serving = _serving(row)
    known = names({one.person_id for one in serving})
    context = {
        "here": "agencies", "row": row, "kind": AGENCIES.get(row.kind, row.kind),
        "liaisons": [(one, known[one.person_id]) for one in serving],
        "lying": lying_with([row.pk]).get(row.pk, 0),
        "manages": bool(may(actor, P.AGENCY_MANAGE, row)) and row.closed_on is None,
        "form": forms.form(LIAISON, given, errors), "errors": errors,
        "notes": messages.get_messages(request),
    }  # fmt: skip
    response = page_or_fragment(request, "rights/agency.html", context=context, status=422 if errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def change(request: HttpRequest, agency_id: int, do: str) -> HttpResponse:
    """A liaison ends, or the agency itself."""
    actor, row = _one(request, agency_id)
    now = timezone.now()
    try:
        if do == "end":
            tenure = next((one for one in _serving(row) if str(one.pk) == request.POST.get("who")), None)
            if tenure is None:
                raise Http404
            actions.end_liaison(agency=row, tenure=tenure, on=local_day(now), by=actor, at=now)
        elif do == "close":
            actions.close(agency=row, on=local_day(now), by=actor, at=now)
        else:
            raise Http404
    except Refused as refused:
        messages.warning(request, refused.reason)
    else:
        messages.success(request, "已停用" if do == "close" else "已免去")
    return redirect("desk_agency", row.pk)
