"""The menu on the phone: what my union brings, and ordering it in two taps."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.ground.access.middleware import actor_of
from yugong.ground.people.models import Person
from yugong.ground.people.queries import membership_of
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.scenes.service.actions import wishing
from yugong.scenes.service.models import Audience, Offering, Wish
from yugong.scenes.service.queries import orders
from yugong.scenes.service.rules import ordering
from yugong.scenes.service.views.order_words import STATES, cost
from yugong.ui.pages import page_or_fragment


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What I may order, and what I ordered."""
    me = actor_of(request)
    stretch = membership_of(me.person_id) if me.person_id else None
    menu = [one for one in orders.menu(stretch) if ordering.suits(one, stretch)] if stretch else []
    context = {
        "member": stretch is not None,
        "menu": [(one, cost(one)) for one in menu],
        "mine": [(one, STATES[one.order.stage]) for one in orders.mine(me.person_id)] if me.person_id else [],
        "tab": "services",
    }
    return page_or_fragment(request, "service/orders.html", context=context)


def _found(request: HttpRequest, offering_id: UUID) -> tuple[Offering, Person]:
    """A thing on the menu of whoever asks; for anybody else it does not exist."""
    me = actor_of(request)
    row = Offering.objects.select_related("unit").filter(pk=offering_id).first()
    person = Person.objects.filter(pk=me.person_id).first() if me.person_id else None
    if row is None or person is None or not ordering.suits(row, membership_of(person.pk)):
        raise Http404
    return row, person


def _page(request: HttpRequest, row: Offering, person: Person, error: Refused | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "row": row,
        "cost": cost(row),
        "audience": Audience(row.audience).label,
        "left": ordering.left(row, person.pk, timezone.now()),
        "error": error,
        "most": yuan(row.fen_each),
        "tab": "services",
    }
    return page_or_fragment(
        request, "service/order_thing.html", context=context, status=422 if error else 200
    )


@require_GET
def thing(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    """One thing of the menu, with the button."""
    return _page(request, *_found(request, offering_id))


@require_POST
def wish(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    """The second tap."""
    row, person = _found(request, offering_id)
    text = request.POST.get("heads", "1").strip()
    try:
        if not (text.isascii() and text.isdigit() and len(text) < 5):
            raise Refused("人数请填数字。", field="heads")
        made: Wish = wishing.wish(
            person=person, offering=row, heads=int(text), by=actor_of(request).seated(None), at=timezone.now()
        )
    except Refused as refused:
        return _page(request, row, person, refused)
    return redirect("order_mine", made.pk)
