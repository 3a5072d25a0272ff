"""What is done with an order at the desk: call for bids, write one down, choose, deliver, or drop it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from yugong.ground.access.desks import officer
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.field import insist_all
from yugong.kernel.fields import Choice, Day, Money, Text
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service.actions import bidding, delivering
from yugong.scenes.service.models import ServiceOrder
from yugong.scenes.service.queries import orders
from yugong.scenes.service.views.order_desk import page_of

BID = (
    Text("provider", "谁来送", longest=60),
    Money("price", "总价"),
    Day("on", "哪天能送到", future=True),
    Text("note", "说明", optional=True, longest=120),
)
DELIVERY = (Day("on", "哪天送到的", past=True), Text("place", "送到了哪里", longest=80))


def _invite(request: HttpRequest, row: ServiceOrder, actor: Actor) -> str:
    bidding.invite(order=row, by=actor, at=timezone.now())
    return "不再收新的心愿，可以登记报价了。"


def _bid(request: HttpRequest, row: ServiceOrder, actor: Actor) -> str:
    given = insist_all(BID, request.POST, today=timezone.localdate())
    bidding.bid(order=row, provider=given["provider"], price_fen=given["price"], note=given["note"] or "",
                on=date.fromisoformat(given["on"]), by=actor, at=timezone.now())  # fmt: skip
    return "报价登记了。"


def _choose(request: HttpRequest, row: ServiceOrder, actor: Actor) -> str:
    choices = tuple(str(one) for one in row.bids.values_list("pk", flat=True))
    given = insist_all(
        (Choice("bid", "报价", of=choices or ("",)),), request.POST, today=timezone.localdate()
    )
    why, few = request.POST.get("why", ""), request.POST.get("few_why", "")
    bidding.choose(order=row, bid_id=UUID(given["bid"]), why=why, few_why=few, by=actor, at=timezone.now())
    return "选定了，点单的职工都收到了消息和理由。"


def _deliver(request: HttpRequest, row: ServiceOrder, actor: Actor) -> str:
    given = insist_all(DELIVERY, request.POST, today=timezone.localdate())
    day = date.fromisoformat(given["on"])
    delivering.deliver(order=row, on=day, place=given["place"], by=actor, at=timezone.now())
    return "登记了，收到没有由职工自己说。"


def _drop(request: HttpRequest, row: ServiceOrder, actor: Actor) -> str:
    bidding.drop(order=row, why=request.POST.get("why", ""), by=actor, at=timezone.now())
    return "告诉点单的职工了。"


DEEDS = {"invite": _invite, "bid": _bid, "choose": _choose, "deliver": _deliver, "drop": _drop}


@require_POST
def act(request: HttpRequest, order_id: UUID, deed: str) -> HttpResponse:
    """One deed about an order; what is wrong is said on its page."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    row = orders.on_desk(actor, order_id)
    if deed not in DEEDS:
        raise Http404
    try:
        messages.success(request, DEEDS[deed](request, row, actor))
    except Refused as refused:
        return page_of(request, actor, row, refused)
    return redirect("desk_order", row.pk)
