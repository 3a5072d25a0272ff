"""The member's card: shown with a short-lived code, read by a partner without an account."""

from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from markupsafe import Markup

from yugong.ground.access.middleware import actor_of
from yugong.ground.parameters.queries import value
from yugong.ground.people import actions, queries
from yugong.kernel.actor import VISITOR
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.scenes.organise import trades
from yugong.scenes.organise.views import moving, oneself
from yugong.ui.pages import page_or_fragment


def _context(request: HttpRequest) -> dict[str, Any] | None:
    actor = actor_of(request).seated(None)
    stretch = queries.membership_of(actor.person_id) if actor.person_id else None
    if stretch is None:
        return None
    return {
        "name": actor.label,
        "stretch": stretch,
        "trade": trades.label(stretch.trade),
        "seconds": int(value("card.token_seconds", on=local_day(timezone.now()))),
        "code": "",
        "purpose": "member",
        "ways": moving.ways(stretch),
        "note": next(iter(messages.get_messages(request)), ""),
    }


def card(request: HttpRequest) -> HttpResponse:
    """The card as its holder sees it."""
    context = _context(request)
    if context is None:
        return redirect("join")
    return page_or_fragment(request, "organise/card.html", context=context)


@require_POST
def code(request: HttpRequest) -> HttpResponse:
    """A fresh code to show; the one before is worthless from now on."""
    context = _context(request)
    if context is None:
        return redirect("join")
    purpose = request.POST.get("purpose", "member")
    secret = actions.issue_card_token(
        person=oneself.registered(request),
        purpose=purpose,
        by=actor_of(request).seated(None),
        at=timezone.now(),
    )
    address = request.build_absolute_uri(reverse("verify", args=[secret]))
    drawn = segno.make(address, error="m").svg_inline(
        scale=6, border=2, dark="#000", light="#fff", omitsize=True
    )
    picture = Markup(drawn)  # noqa: S704  drawn by segno from our own address
    return page_or_fragment(
        request, "organise/card.html", "code", context | {"code": picture, "purpose": purpose, "htmx": True}
    )


@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """Every code shown so far is worthless from now on."""
    me = actor_of(request).seated(None)
    actions.revoke_card_tokens(person=oneself.registered(request), by=me, at=timezone.now())
    messages.success(request, "出示过的会员码都已作废，别人再扫也看不到了")
    return redirect("card")


@login_not_required
def verify(request: HttpRequest, secret: str) -> HttpResponse:
    """What a partner learns from a shown code: masked name, union, standing; nothing else."""
    now = timezone.now()
    try:
        token = actions.read_card_token(secret=secret, by=VISITOR, at=now)
    except Refused as refused:
        return page_or_fragment(request, "organise/verify.html", context={"why": refused.reason}, status=410)
    seen = queries.card_view(token)
    why = "" if seen else "对方现在不是工会会员"
    return page_or_fragment(request, "organise/verify.html", context={"seen": seen, "why": why, "at": now})
