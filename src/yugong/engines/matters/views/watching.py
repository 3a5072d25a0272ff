"""What the levels do to a matter besides its moves: supervise, answer, gather, draw again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from yugong.engines.matters import actions, queries
from yugong.engines.matters.views import desk
from yugong.ground.access.middleware import actor_of
from yugong.kernel.errors import Refused


@require_POST
def watch(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One of these acts, with its reason."""
    me, now, data = actor_of(request), timezone.now(), request.POST
    found = queries.on_desk(me, number)
    why: dict[str, Any] = {"by": me, "at": now}
    try:
        if name == "supervise":
            actions.supervise(matter=found, demand=data.get("reason", ""), **why)
            done = "已发督办，承办工会会按时答复"
        elif name == "answer":
            actions.answer_supervision(matter=found, answer=data.get("reason", ""), **why)
            done = "已答复督办"
        elif name == "gather":
            others = queries.picked(me, data.getlist("pick"))
            if not others:
                raise Refused("请先勾选要并在一起办的件")
            actions.gather(lead=found, others=others, reason=data.get("reason", ""), **why)
            done = f"已并案 {len(others)} 件，答复一次、各自确认"
        elif name == "part":
            actions.part(matter=found, reason=data.get("reason", ""), **why)
            done = "已分开办理"
        elif name == "redraw":
            actions.redraw(matter=found, reason=data.get("reason", ""), **why)
            done = "已另抽一人回访"
        else:
            raise Http404
    except Refused as refused:
        return desk.page(request, found, now, status=422, error=refused.reason)
    messages.success(request, done)
    gone = name == "redraw"
    return redirect(reverse("desk_inbox") if gone else reverse("desk_matter", args=[number]))
