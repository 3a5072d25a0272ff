"""A worker's own offers on the phone: what he may have and why, one press for yes, one for no."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from yugong.ground.access.middleware import actor_of
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.scenes.aid.actions import offers as actions
from yugong.scenes.aid.models import AidOffer, OfferState
from yugong.scenes.aid.queries import offers as queries
from yugong.scenes.aid.rules.offering import policies
from yugong.scenes.aid.rules.weighing import because
from yugong.ui.pages import page_or_fragment

LOOKS = {
    OfferState.OPEN: "new",
    OfferState.TAKEN: "ok",
    OfferState.DECLINED: "done",
    OfferState.ENDED: "done",
}
ENDED = "您的情况有了变化，现在不符合这项政策了；有困难可以打 12351，或者直接申请。"


def _me(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if actor.person_id is None:
        raise Http404
    return actor


@never_cache
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What waits for my yes or no, and what became of the others."""
    me = _me(request)
    assert me.person_id is not None
    rows = queries.mine(me.person_id)
    waiting = [
        (row, policies[row.rule].name, verdict, because(verdict))
        for row in rows
        if row.state == OfferState.OPEN and (verdict := queries.verdict_of(row))
    ]
    past = [
        (row, policies[row.rule].name, LOOKS[OfferState(row.state)], OfferState(row.state).label)
        for row in rows
        if row.state != OfferState.OPEN
    ]
    context = {"waiting": waiting, "past": past, "notes": messages.get_messages(request), "tab": "home"}
    return page_or_fragment(request, "aid/offers.html", context=context)


@require_POST
def answer(request: HttpRequest, offer_id: UUID, do: str) -> HttpResponse:
    """Yes opens the matter, no keeps quiet for a year; pressed twice it is the same."""
    me = _me(request)
    row = get_object_or_404(AidOffer, pk=offer_id, person_id=me.person_id)
    if do not in ("confirm", "decline"):
        raise Http404
    verb = actions.confirm if do == "confirm" else actions.decline
    try:
        row = verb(offer=row, by=me, at=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.reason)
        return redirect("my_offers")
    if row.state == OfferState.TAKEN:
        return redirect("matter", row.matter)
    if do == "confirm":
        messages.warning(request, ENDED)
    else:
        messages.success(request, "好的，一年内不再提这项政策；需要时随时可以申请。")
    return redirect("my_offers")
