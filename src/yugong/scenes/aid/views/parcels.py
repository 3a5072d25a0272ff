"""What one has of the union on the phone: money, goods with their code, children; and the public list."""

from uuid import UUID

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods
from markupsafe import Markup

from yugong.ground.access.middleware import actor_of
from yugong.ground.people import queries as people
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.masking import name as masked
from yugong.scenes.aid.actions import goods as actions
from yugong.scenes.aid.models import Grant, GrantState, Parcel, Programme, Season, Target
from yugong.scenes.aid.queries import goods as queries
from yugong.scenes.aid.queries import programmes
from yugong.scenes.aid.views.chains import cells
from yugong.ui.pages import page_or_fragment

NOBODY = UUID(int=0)  # who signed in by phone and has told no name yet
LOOKS = {
    GrantState.APPROVED: "wait", GrantState.PAID: "ok", GrantState.FAILED: "bad",
    GrantState.CANCELLED: "done",
}  # fmt: skip


def picture(address: str) -> Markup:
    """The QR code of an address of our own."""
    drawn = segno.make(address, error="m").svg_inline(
        scale=6, border=2, dark="#000", light="#fff", omitsize=True
    )
    return Markup(drawn)  # noqa: S704  drawn by segno from our own address


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Everything the union gave the reader, what waits to be fetched, and why something was not given."""
    person = actor_of(request).seated(None).person_id or NOBODY
    grants = list(
        Grant.objects.filter(person_id=person).select_related("unit", "programme").order_by("-on", "-id")[:50]
    )
    refused = Target.objects.filter(person_id=person, state="refused").select_related("programme")
    context = {
        "grants": [
            (row, Season(row.purpose).label, LOOKS[GrantState(row.state)], GrantState(row.state).label)
            for row in grants
        ],
        "parcels": queries.of_person(person),
        "refused": list(refused.order_by("-decided_at")[:10]),
        "children": cells(person),
        "tab": "services",
    }
    response = page_or_fragment(request, "aid/mine.html", context=context)
    response["Cache-Control"] = "no-store"
    return response


@require_GET
def parcel(request: HttpRequest, parcel_id: UUID) -> HttpResponse:
    """One parcel: its code as a picture and as six digits; once loaded it needs no network."""
    actor = actor_of(request).seated(None)
    rows = Parcel.objects.select_related("programme", "unit")
    row = get_object_or_404(rows, pk=parcel_id, person_id=actor.person_id)
    address = request.build_absolute_uri(reverse("desk_parcel", args=(row.code,)))
    context = {
        "row": row,
        "code": picture(address) if row.handed_at is None else None,
        "digits": f"{row.digits[:3]} {row.digits[3:]}",
        "tab": "services",
    }
    response = page_or_fragment(request, "aid/parcel_mine.html", context=context)
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
def collect(request: HttpRequest, stand: str) -> HttpResponse:
    """The reader stands where goods are given out and has scanned the code there: he confirms his parcel."""
    actor = actor_of(request).seated(None)
    programme = get_object_or_404(Programme, stand=stand)
    rows = Parcel.objects.select_related("programme", "unit")
    row = rows.filter(programme=programme, person_id=actor.person_id).first() if actor.person_id else None
    if request.method == "POST" and row is not None:
        try:
            actions.collect(parcel=row, stand=stand, by=actor, at=timezone.now())
        except Refused as refused:
            messages.warning(request, refused.reason)
        return redirect("collect", stand)
    context = {"programme": programme, "row": row, "notes": messages.get_messages(request), "tab": "services"}
    return page_or_fragment(request, "aid/collect.html", context=context)


@login_not_required
@require_GET
def posted(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """The posted list: masked names and unions, nothing else of anybody; gone when the posting is over."""
    row = get_object_or_404(Programme.objects.select_related("unit"), pk=programme_id)
    today = local_day(timezone.now())
    if row.posted_on is None or row.posted_to is None or today > row.posted_to:
        raise Http404
    listed = list(programmes.targets(row).exclude(state="refused").order_by("unit__path", "id")[:2000])
    names = people.names({one.person_id for one in listed})
    context = {
        "row": row,
        "people": [(masked(names[one.person_id]), one.unit.name, one.asked_fen) for one in listed],
    }
    return page_or_fragment(request, "aid/posted.html", context=context)
