"""Mentors at the desk: one named, hours opened, who is booked with masked names, who came, the end."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.ground.people.queries import names
from yugong.kernel import hours, masking
from yugong.kernel.errors import Refused
from yugong.kernel.fields import LongText, Number, Text, clean_all
from yugong.kernel.moment import clock, words
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service.actions import mentors as actions
from yugong.scenes.service.models import Mentor, MentorVisit
from yugong.scenes.service.queries import mentors as queries
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

Errors = dict[str, Refused]
NEW = (
    Text("name", "姓名", "本人同意公开", longest=30),
    Text("office", "单位", longest=60),
    Text("field", "擅长", "例如：颈肩腰腿、三高", longest=60),
    LongText("about", "介绍", optional=True, longest=600),
)
HOURS = (
    LongText("times", "时段", "一行一段：2026-12-05 14:00 到 14:30，最多 20 段", longest=1200),
    Number("seats", "每段几个人", least=1, most=50, unit="人"),
    Text("place", "地点", longest=80),
)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Name one for the own union and all below."""
    actor, seat = officer(request, P.CAMPAIGN_MANAGE)
    errors = Errors()
    if request.method == "POST":
        given, errors = clean_all(NEW, request.POST, today=timezone.localdate())
        given["about"] = given.get("about") or ""
        try:
            if not errors:
                unit = Unit.objects.get(pk=seat.unit_id)
                row = actions.name_mentor(unit=unit, given=given, by=actor, at=timezone.now())
                return redirect("desk_mentor", row.pk)
        except Refused as refused:
            errors = {refused.field: refused}
    context = {"here": "health", "errors": errors, "form": forms.form(NEW, request.POST, errors)}
    status = 422 if errors else 200
    return page_or_fragment(request, "service/desk_mentor_new.html", context=context, status=status)


def _page(request: HttpRequest, row: Mentor, errors: Errors) -> HttpResponse:
    now = timezone.now()
    visits = queries.visits(row, now - timedelta(days=30))
    known = names({one.person_id for one in visits})
    context = {
        "here": "health", "row": row, "errors": errors, "words": words, "clock": clock, "now": now,
        "hours": queries.hours(row, now), "form": forms.form(HOURS, request.POST if errors else {}, errors),
        "visits": [(one, masking.name(known.get(one.person_id, ""))) for one in visits],
        "notes": messages.get_messages(request),
    }  # fmt: skip
    status = 422 if errors else 200
    return page_or_fragment(request, "service/desk_mentor.html", context=context, status=status)


@require_GET
def one(request: HttpRequest, mentor_id: UUID) -> HttpResponse:
    """One mentor."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    return _page(request, queries.on_desk(actor, mentor_id), {})


@require_POST
def act(request: HttpRequest, mentor_id: UUID, deed: str) -> HttpResponse:
    """Open hours, write down who came, end."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    row, now = queries.on_desk(actor, mentor_id), timezone.now()
    try:
        if deed == "hours":
            given, errors = clean_all(HOURS, request.POST, today=timezone.localdate(now))
            if errors:
                return _page(request, row, errors)
            for since, until in hours.read(given["times"], 20):
                actions.offer(
                    mentor=row, place=given["place"], starts_at=since, ends_at=until,
                    seats=given["seats"], by=actor, at=now,
                )  # fmt: skip
            said = "时段开好了，职工在手机上能约了。"
        elif deed == "came":
            rows = MentorVisit.objects.filter(hour__mentor=row)
            actions.came(visit=get_object_or_404(rows, pk=_key(request)), by=actor, at=now)
            said = "登记了到场。"
        elif deed == "end":
            actions.end(mentor=row, why=request.POST.get("why", ""), by=actor, at=now)
            said = "解聘了，约好的人都收到消息。"
        else:
            raise Http404
    except Refused as refused:
        return _page(request, row, {"times" if refused.field == "hour" else refused.field: refused})
    messages.success(request, said)
    return redirect("desk_mentor", row.pk)


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("visit", ""))
    except ValueError:
        raise Http404 from None
