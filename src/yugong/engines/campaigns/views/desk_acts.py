"""What is done with a campaign at the desk: submit, review, draw, cancel, write down who is there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.engines.campaigns.actions import attending, drawing, reviewing
from yugong.engines.campaigns.queries import lists, sittings
from yugong.engines.campaigns.queries.lists import Campaign
from yugong.engines.campaigns.views.desk import page_of
from yugong.ground.access.desks import officer
from yugong.kernel import rotating
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.moment import words
from yugong.kernel.permissions import Permission as P
from yugong.ui.pages import page_or_fragment


def _submit(request: HttpRequest, row: Campaign, actor: Actor) -> str:
    reviewing.submit(campaign=row, by=actor, at=timezone.now())
    return "提交了，三个人审过就发布。"


def _review(request: HttpRequest, row: Campaign, actor: Actor) -> str:
    passed = "passed" in request.POST
    reason = request.POST.get("reason", "")
    made = reviewing.review(campaign=row, passed=passed, reason=reason, by=actor, at=timezone.now())
    return "三审通过，已经发布。" if made.stage == "public" else "记下了。" if passed else "退回了。"


def _draw(request: HttpRequest, row: Campaign, actor: Actor) -> str:
    record = drawing.draw(campaign=row, public=request.POST.get("public", ""), by=actor, at=timezone.now())
    return f"抽完了：{len(record.slips)} 人，{row.places} 个名额。结果已经公开，报名的人都收到消息。"


def _cancel(request: HttpRequest, row: Campaign, actor: Actor) -> str:
    reviewing.cancel(campaign=row, why=request.POST.get("why", ""), by=actor, at=timezone.now())
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
