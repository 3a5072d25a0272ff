"""Activities at the desk: the list, announcing one, the three reviews, the draw, who came."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.engines.campaigns.actions import attending, drawing, running
from yugong.engines.campaigns.actions.enrolling import clock, words
from yugong.engines.campaigns.queries import lists, sittings
from yugong.engines.campaigns.queries.lists import Campaign, Enrolment
from yugong.engines.campaigns.views import forms as campaign_forms
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.ground.people.queries import names
from yugong.kernel import masking, rotating
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.gather import AUDIENCES, LOT, TAKINGS, gatherings
from yugong.kernel.permissions import Permission as P
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Table

Errors = dict[str, Refused]
STATES = {"draft": "wait", "review": "doing", "public": "ok", "cancelled": "done"}


def _title(row: Campaign) -> Cell:
    return Cell(row.title, href=reverse("desk_activity", args=(row.pk,)))


LIST = Table(
    columns=(
        Column("title", "活动", _title),
        Column("gathering", "类别", lambda row: gatherings[row.gathering].name),
        Column("unit", "主办", lambda row: row.unit.name),
        Column("begins", "开始", lambda row: words(row.begins) if row.begins else ""),
        Column("taken", "名额", lambda row: f"{row.taken}/{row.places}", align="r"),
        Column("stage", "状态", lambda row: Cell(row.get_stage_display(), status=STATES[row.stage])),
    ),
    sort=("-id",),
    empty_title="还没有活动",
    empty_text="从右上角发布第一个，三个人审过就在手机上能报名。",
)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The campaigns of the officer's subtree."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    page = LIST.page(lists.run_by(actor), request.GET, reverse("desk_activities"))
    context = {"here": "activities", "page": page, "gatherings": list(gatherings)}
    return page_or_fragment(request, "campaigns/desk_list.html", context=context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, gathering: str) -> HttpResponse:
    """Announce one of a sort."""
    actor, seat = officer(request, P.CAMPAIGN_MANAGE)
    if gathering not in gatherings:
        raise Http404
    unit = Unit.objects.get(pk=seat.unit_id)
    made, response = _kept(request, actor, gathering, unit=unit)
    if made is not None:
        return redirect("desk_activity", made.pk)
    assert response is not None
    return response


@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Change a draft."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    row = lists.on_desk(actor, campaign_id)
    made, response = _kept(request, actor, row.gathering, row=row)
    if made is not None:
        return redirect("desk_activity", made.pk)
    assert response is not None
    return response


def _kept(
    request: HttpRequest,
    actor: Actor,
    gathering: str,
    *,
    unit: Unit | None = None,
    row: Campaign | None = None,
) -> tuple[Campaign | None, HttpResponse | None]:
    """What was written, kept; or the form again with what is wrong."""
    sort, errors, now = gatherings[gathering], Errors(), timezone.now()
    if request.method == "POST":
        given, times, errors = campaign_forms.cleaned(sort, request.POST, timezone.localdate())
        try:
            if not errors and row is not None:
                return running.mend(campaign=row, given=given, sittings=times, by=actor, at=now), None
            if not errors and unit is not None:
                made = running.draft(
                    unit=unit, gathering=gathering, given=given, sittings=times, by=actor, at=now
                )
                return made, None
        except Refused as refused:
            errors = {"times" if refused.field in ("starts_at", "ends_at") else refused.field: refused}
    given = (
        request.POST
        if request.method == "POST"
        else campaign_forms.shown(row)
        if row
        else {"accept_hours": "24"}
    )
    context = {
        "here": "activities", "gathering": sort, "row": row, "errors": errors,
        "form": forms.form(campaign_forms.fields(sort), given, errors),
    }  # fmt: skip
    return None, page_or_fragment(
        request, "campaigns/desk_form.html", context=context, status=422 if errors else 200
    )


def _who(row: Enrolment, known: dict[UUID, str]) -> str:
    return masking.name(known.get(row.person_id, ""))


def page_of(request: HttpRequest, actor: Actor, row: Campaign, errors: Errors) -> HttpResponse:
    """One campaign with everything that may be done with it now."""
    now = timezone.now()
    people = list(lists.people(row).order_by("turn", "id")[:200])
    known = names({one.person_id for one in people})
    turn = row.reviews.order_by("-turn", "-step")
    context = {
        "here": "activities", "row": row, "gathering": gatherings[row.gathering], "errors": errors,
        "state": Cell(row.get_stage_display(), status=STATES[row.stage]),
        "audience": AUDIENCES[row.audience], "taking": TAKINGS[row.taking], "words": words, "clock": clock,
        "sittings": sittings.times(row), "on_now": sittings.on_now(row, now), "reviews": list(turn),
        "reviewers": names({one.by_id for one in turn}),
        "numbers": lists.numbers(row), "may_review": bool(may(actor, P.CAMPAIGN_REVIEW, row)),
        "own_draft": row.drafted_by_id == actor.person_id,
        "drawable": _drawable(row, now),
        "people": [(one, _who(one, known)) for one in people],
        "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(
        request, "campaigns/desk_one.html", context=context, status=422 if errors else 200
    )


def _drawable(row: Campaign, now: datetime) -> bool:
    return row.taking == LOT and row.stage == "public" and row.drawn_at is None and now >= row.closes_at


@require_GET
def one(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """One campaign."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    return page_of(request, actor, lists.on_desk(actor, campaign_id), {})


def _submit(request: HttpRequest, row: Campaign, actor: Actor) -> str:
    running.submit(campaign=row, by=actor, at=timezone.now())
    return "提交了，三个人审过就发布。"


def _review(request: HttpRequest, row: Campaign, actor: Actor) -> str:
    passed = "passed" in request.POST
    reason = request.POST.get("reason", "")
    made = running.review(campaign=row, passed=passed, reason=reason, by=actor, at=timezone.now())
    return "三审通过，已经发布。" if made.stage == "public" else "记下了。" if passed else "退回了。"


def _draw(request: HttpRequest, row: Campaign, actor: Actor) -> str:
    record = drawing.draw(campaign=row, public=request.POST.get("public", ""), by=actor, at=timezone.now())
    return f"抽完了：{len(record.slips)} 人，{row.places} 个名额。结果已经公开，报名的人都收到消息。"


def _cancel(request: HttpRequest, row: Campaign, actor: Actor) -> str:
    running.cancel(campaign=row, why=request.POST.get("why", ""), by=actor, at=timezone.now())
    return "取消了，报名的人都收到消息。"


def _tick(request: HttpRequest, row: Campaign, actor: Actor) -> str:
    now = timezone.now()
    sitting = sittings.on_now(row, now)
    if sitting is None:
        raise Refused("现在不是签到时间，活动前一小时到结束后两小时可以登记。")
    entry = get_object_or_404(lists.people(row), code=request.POST.get("code", ""))
    attending.tick(campaign=row, sitting=sitting, enrolment=entry, by=actor, at=now)
    return "登记了到场。"


DEEDS = {"submit": _submit, "review": _review, "draw": _draw, "cancel": _cancel, "tick": _tick}


@require_POST
def act(request: HttpRequest, campaign_id: UUID, deed: str) -> HttpResponse:
    """Submit, review, draw, cancel, write down who is there."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    row = lists.on_desk(actor, campaign_id)
    if deed not in DEEDS:
        raise Http404
    try:
        messages.success(request, DEEDS[deed](request, row, actor))
    except Refused as refused:
        return page_of(request, actor, row, {refused.field: refused})
    return redirect("desk_activity", row.pk)


@require_GET
def door(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """The screen at the door: the code of this half minute; the browser asks for the next one by itself."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    row, now = lists.on_desk(actor, campaign_id), timezone.now()
    sitting: Any = sittings.on_now(row, now)
    code = rotating.code(sittings.key_of(sitting), now) if sitting else ""
    context = {"here": "activities", "row": row, "sitting": sitting, "code": code, "words": words,
               "came": sitting.attendances.count() if sitting else 0}  # fmt: skip
    response = page_or_fragment(request, "campaigns/desk_door.html", context=context)
    response["Cache-Control"] = "no-store"
    if sitting:
        response["Refresh"] = str(rotating.SECONDS - int(now.timestamp()) % rotating.SECONDS)
    return response
