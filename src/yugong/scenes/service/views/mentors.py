"""Mentors of health on the phone: who serves my union, and a seat in two taps."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.ground.access.middleware import actor_of
from yugong.kernel.errors import Refused
from yugong.kernel.moment import clock, words
from yugong.scenes.service.actions import mentors as actions
from yugong.scenes.service.models import Mentor
from yugong.scenes.service.queries import mentors as queries
from yugong.scenes.service.views.health import oneself
from yugong.ui.pages import page_or_fragment


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Those who serve my union, each with the next free time."""
    person_id, now = actor_of(request).person_id, timezone.now()
    lines = []
    for row in queries.serving(person_id):
        free = next((one for one in queries.hours(row, now) if one.taken < one.seats), None)
        lines.append((row, f"最近 {words(free.starts_at)}" if free else "近期没有空的时段"))
    booked = list(queries.booked(person_id).values()) if person_id else []
    context = {"lines": lines, "booked": booked, "words": words, "tab": "services"}
    return page_or_fragment(request, "service/mentors.html", context=context)


def _page(request: HttpRequest, row: Mentor, refused: Refused | None = None) -> HttpResponse:
    person_id = actor_of(request).person_id
    context = {
        "row": row, "hours": queries.hours(row, timezone.now()),
        "booked": queries.booked(person_id, mentor=row) if person_id else {},
        "words": words, "clock": clock, "error": refused.reason if refused else "",
        "notes": messages.get_messages(request), "tab": "services",
    }  # fmt: skip
    status = 422 if refused else 200
    return page_or_fragment(request, "service/mentor.html", context=context, status=status)


@require_GET
def one(request: HttpRequest, mentor_id: UUID) -> HttpResponse:
    """One mentor with the times that lie ahead."""
    return _page(request, queries.one_for(mentor_id, actor_of(request).person_id))


@require_POST
def act(request: HttpRequest, mentor_id: UUID, deed: str) -> HttpResponse:
    """Book or give back."""
    me, person = oneself(request)
    row = queries.one_for(mentor_id, person.pk)
    hour = next((one for one in row.hours.all() if str(one.pk) == request.POST.get("hour")), None)
    if deed not in ("reserve", "cancel") or hour is None:
        raise Http404
    try:
        verb = actions.book if deed == "reserve" else actions.cancel
        verb(person=person, hour=hour, by=me, at=timezone.now())
    except Refused as refused:
        return _page(request, row, refused)
    messages.success(request, "约好了，到时候见。" if deed == "reserve" else "取消了，没有任何影响。")
    return redirect("mentor", row.pk)
