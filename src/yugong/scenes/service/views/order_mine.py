"""What I ordered: where it stands, taking it back, saying that it came or did not."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.ground.access.middleware import actor_of
from yugong.ground.people.models import Person
from yugong.kernel.errors import Refused
from yugong.scenes.service.actions import delivering, wishing
from yugong.scenes.service.models import Wish
from yugong.scenes.service.queries import orders
from yugong.scenes.service.rules import ordering
from yugong.scenes.service.views.order_words import STATES, way
from yugong.ui.pages import page_or_fragment

OF = ("order", "order__offering", "order__offering__unit", "order__unit", "order__chosen")


def _found(request: HttpRequest, wish_id: UUID) -> Wish:
    """The wish of whoever asks; for anybody else it does not exist."""
    me = actor_of(request)
    rows = Wish.objects.select_related(*OF).filter(pk=wish_id, taken_back_at=None)
    row = rows.filter(person_id=me.person_id).first() if me.person_id else None
    if row is None:
        raise Http404
    return row


def _page(request: HttpRequest, row: Wish, error: Refused | None = None) -> HttpResponse:
    order = row.order
    context: dict[str, Any] = {
        "row": row, "order": order, "offering": order.offering, "steps": way(order), "error": error,
        "status": STATES[order.stage], "heard": orders.heard(order), "tab": "services",
        "notes": messages.get_messages(request),
        "asks": order.stage == "asking" or (order.stage == "done" and row.got != "yes"),
        "hand": row.person_id in ordering.hands(order),
    }  # fmt: skip
    return page_or_fragment(request, "service/order_mine.html", context=context, status=422 if error else 200)


@require_GET
def mine(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """One of my wishes, with the order it is in."""
    return _page(request, _found(request, wish_id))


@require_POST
def act(request: HttpRequest, wish_id: UUID, deed: str) -> HttpResponse:
    """Take it back, say that it came, or that it did not."""
    row, me, now = _found(request, wish_id), actor_of(request).seated(None), timezone.now()
    person = Person.objects.get(pk=row.person_id)
    words = request.POST.get("words", "")
    try:
        if deed == "back":
            wishing.take_back(person=person, wish=row, by=me, at=now)
            return redirect("orders")
        if deed == "received":
            liked = request.POST.get("liked", "")
            delivering.receive(person=person, wish=row, got="yes", liked=liked, words=words, by=me, at=now)
            messages.success(request, "谢谢，记下了。")
        elif deed == "missing":
            delivering.receive(person=person, wish=row, got="no", words=words, by=me, at=now)
            messages.success(request, "知道了：这一单重新打开，限期再送，到了会再问你。")
        else:
            raise Http404
    except Refused as refused:
        return _page(request, row, refused)
    return redirect("order_mine", row.pk)
