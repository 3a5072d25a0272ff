"""Mutual aid on the phone: what I am covered by, what I can have, how my claims stand."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.ground.access.middleware import actor_of
from yugong.kernel.errors import Refused
from yugong.scenes.aid.actions import mutual_leads as leads
from yugong.scenes.aid.models import MutualLead
from yugong.scenes.aid.queries import mutual as queries
from yugong.scenes.aid.rules.mutual import PRODUCTS
from yugong.scenes.aid.rules.mutual_claiming import AGREED
from yugong.scenes.aid.views.mutual import claim_state, named
from yugong.ui.pages import page_or_fragment

LOOKS = {"held": "warn", "waiting": "new", "live": "ok", "over": "done"}


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """My covers, what waits for one tap, my claims."""
    who = actor_of(request).person_id
    if who is None:
        return page_or_fragment(request, "matters/who_first.html", "", {"tab": "services"})
    held = queries.holdings(who, on=timezone.localdate())
    context: dict[str, Any] = {
        "tab": "services", "agreed": AGREED,
        "covers": [(one, PRODUCTS[one.product], LOOKS[one.state]) for one in held if one.state != "over"],
        "over": [(one, PRODUCTS[one.product]) for one in held if one.state == "over"],
        "leads": queries.leads_of(who),
        "claims": [(row, named(row.product), claim_state(row)) for row in queries.claims_of(who)],
        "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(request, "aid/mutual_mine.html", context=context)


@require_POST
def answer(request: HttpRequest, lead_id: UUID, do: str) -> HttpResponse:
    """Have it, or not."""
    actor = actor_of(request)
    lead = get_object_or_404(MutualLead, pk=lead_id, person_id=actor.person_id)
    now = timezone.now()
    try:
        if do == "take":
            done = leads.take(lead=lead, agreed=request.POST.get("medical") == "on", by=actor, at=now)
            messages.success(request, "已确认，区县工会正在核对。")
            return redirect("matter", done.matter)
        leads.decline(lead=lead, by=actor, at=now)
        messages.success(request, "好的，不申请。就诊信息已经删除；以后改主意，可以自己申请。")
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect("my_mutual")
