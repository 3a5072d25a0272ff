"""A screening on the phone: whom it is for with the reasons, the hours of the hospitals, my booking."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.ground.access.middleware import actor_of
from yugong.ground.people.models import Person
from yugong.kernel.errors import Refused
from yugong.kernel.moment import clock, words
from yugong.scenes.service.actions import examining
from yugong.scenes.service.models import Screening
from yugong.scenes.service.queries import screening as queries
from yugong.scenes.service.rules import screening as rules
from yugong.scenes.service.views.health import oneself
from yugong.ui.pages import page_or_fragment


def _page(request: HttpRequest, row: Screening, refused: Refused | None = None) -> HttpResponse:
    me, now = actor_of(request), timezone.now()
    person = Person.objects.filter(pk=me.person_id).first() if me.person_id else None
    verdict = rules.fits(row.sort, person, on=timezone.localdate(now), path=row.unit.path) if person else None
    context: dict[str, Any] = {
        "row": row,
        "own": queries.own(row, me.person_id),
        "verdict": verdict,
        "can": verdict is not None and verdict.outcome == rules.CAN,
        "slots": queries.slots(row, now) if row.stage == "public" else [],
        "signed_in": person is not None,
        "words": words,
        "clock": clock,
        "error": refused.reason if refused else "",
        "notes": messages.get_messages(request),
        "tab": "services",
    }
    status = 422 if refused else 200
    return page_or_fragment(request, "service/screening.html", context=context, status=status)


@login_not_required
@require_GET
def one(request: HttpRequest, screening_id: UUID) -> HttpResponse:
    """One screening, with my place in it."""
    return _page(request, queries.one_public(screening_id))


@require_POST
def act(request: HttpRequest, screening_id: UUID, deed: str) -> HttpResponse:
    """Book an hour or change to it, or say that one does not come."""
    row, (me, person) = queries.one_public(screening_id), oneself(request)
    now = timezone.now()
    try:
        if deed == "reserve":
            slot = next((one for one in queries.slots(row) if str(one.pk) == request.POST.get("slot")), None)
            if slot is None:
                raise Refused("请选一个时段。")
            examining.book(person=person, slot=slot, by=me, at=now)
            messages.success(request, "约好了，按时带身份证来。")
        elif deed == "decline":
            examining.decline(person=person, screening=row, by=me, at=now)
            messages.success(request, "记下了，想来随时可以再约。")
        else:
            raise Http404
    except Refused as refused:
        return _page(request, row, refused)
    return redirect("screening", row.pk)
