"""A screening at the desk: planned, published by another hand, offered, closed; in counts, never in names."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.ground.access.desks import officer
from yugong.ground.org.models import Agency, Unit
from yugong.kernel import hours, tree
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.field import Field
from yugong.kernel.fields import Choice, LongText, Number, Select, Text, clean_all
from yugong.kernel.moment import clock, words
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service.actions import screening as actions
from yugong.scenes.service.models import Screening, ScreeningSort
from yugong.scenes.service.queries import screening as queries
from yugong.scenes.service.views.desk_health import STAGES
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell

Errors = dict[str, Refused]
MOST = 60
PLAN = (
    Choice("sort", "项目", of=tuple(ScreeningSort.choices)),
    Text("title", "名称", longest=60),
    LongText("about", "说明", "查什么、要不要空腹、带什么", longest=800),
    Text("contact", "咨询电话", longest=30),
)


def _hours(unit: Unit) -> tuple[Field, ...]:
    """Which hospital, when, how many."""
    rows = Agency.objects.filter(unit__in=tree.ids(unit.path), kind=actions.HOSPITAL, closed_on=None)
    of = tuple((str(pk), name) for pk, name in rows.order_by("name").values_list("pk", "name"))
    return (
        Select("agency", "医院", "没有要选的医院，先在“协作单位”里登记", of=of),
        LongText("times", "时段", f"一行一段：2026-12-05 08:00 到 09:00，最多 {MOST} 段", longest=60 * MOST),
        Number("seats", "每段多少人", least=1, most=500, unit="人"),
    )


def _read(given: dict[str, Any]) -> list[actions.Hour]:
    """The hours that were typed."""
    agency = Agency.objects.get(pk=given.pop("agency"))
    seats = int(given.pop("seats"))
    return [
        actions.Hour(agency, since, until, seats) for since, until in hours.read(given.pop("times"), MOST)
    ]


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan one."""
    actor, seat = officer(request, P.CAMPAIGN_MANAGE)
    unit, errors = Unit.objects.get(pk=seat.unit_id), Errors()
    fields = (*PLAN, *_hours(unit))
    if request.method == "POST":
        given, errors = clean_all(fields, request.POST, today=timezone.localdate())
        try:
            if not errors:
                slots = _read(given)
                row = actions.plan(unit=unit, given=given, hours=slots, by=actor, at=timezone.now())
                return redirect("desk_screening", row.pk)
        except Refused as refused:
            errors = {"times" if refused.field == "hours" else refused.field: refused}
    context = {"here": "health", "errors": errors, "form": forms.form(fields, request.POST, errors)}
    status = 422 if errors else 200
    return page_or_fragment(request, "service/desk_screening_new.html", context=context, status=status)


def _page(request: HttpRequest, actor: Actor, row: Screening, errors: Errors) -> HttpResponse:
    now = timezone.now()
    context = {
        "here": "health", "row": row, "errors": errors, "words": words, "clock": clock,
        "state": Cell(row.get_stage_display(), status=STAGES[row.stage]),
        "counts": queries.counts(row, timezone.localdate(now)), "slots": queries.slots(row),
        "own_draft": row.drafted_by_id == actor.person_id,
        "may_publish": bool(may(actor, P.CAMPAIGN_REVIEW, row)),
        "form": forms.form(_hours(row.unit), request.POST if errors else {}, errors),
        "notes": messages.get_messages(request),
    }  # fmt: skip
    status = 422 if errors else 200
    return page_or_fragment(request, "service/desk_screening.html", context=context, status=status)


@require_GET
def one(request: HttpRequest, screening_id: UUID) -> HttpResponse:
    """One screening in counts."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    return _page(request, actor, queries.on_desk(actor, screening_id), {})


@require_POST
def act(request: HttpRequest, screening_id: UUID, deed: str) -> HttpResponse:
    """Publish, offer, add hours, close."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    row, now = queries.on_desk(actor, screening_id), timezone.now()
    try:
        if deed == "publish":
            actions.publish(screening=row, by=actor, at=now)
            said = "发布了，手机上可以约了。下一步邀请符合条件的职工。"
        elif deed == "invite":
            count = actions.invite(screening=row, by=actor, at=now)
            said = f"邀请了 {count} 人，名单不显示。" if count else "符合条件的都邀请过了。"
        elif deed == "close":
            actions.close(screening=row, by=actor, at=now)
            said = "结束了，医院从现在起看不到名单。"
        elif deed == "hours":
            given, errors = clean_all(_hours(row.unit), request.POST, today=timezone.localdate(now))
            if errors:
                return _page(request, actor, row, errors)
            actions.add_hours(screening=row, hours=_read(given), by=actor, at=now)
            said = "时段加好了。"
        else:
            raise Http404
    except Refused as refused:
        return _page(request, actor, row, {"times" if refused.field == "hours" else refused.field: refused})
    messages.success(request, said)
    return redirect("desk_screening", row.pk)
