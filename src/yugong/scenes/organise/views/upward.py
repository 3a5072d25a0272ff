"""上级要数 at the desk: what a union has to fill in, and the forms it sends down itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.queries import upward as queries
from yugong.ui.pages import page_or_fragment

HOME = "上级要数"


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this union, what it has behind it, and the forms it sent down."""
    _, seat = officer(request, P.UPWARD_ANSWER, P.UPWARD_SEND)
    context = {
        "here": "upward",
        "unit": Unit.objects.get(pk=seat.unit_id),
        "waiting": list(queries.to_answer(seat.unit_id).order_by("form__due_on", "id")[:50]),
        "behind": queries.answered(seat.unit_id),
        "forms": queries.forms(seat.unit_id) if P.UPWARD_SEND in seat.permissions else [],
        "sends": P.UPWARD_SEND in seat.permissions,
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "organise/upward.html", context=context)
