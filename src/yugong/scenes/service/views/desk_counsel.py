"""Counselling at the desk: the union names who counsels; the counsellor has a page that nobody else opens."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person, Tenure
from yugong.ground.people.queries import names
from yugong.kernel import hours
from yugong.kernel.errors import Refused
from yugong.kernel.fields import LongText, Select, Text, clean_all
from yugong.kernel.moment import clock, words
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service.actions import counselling as actions
from yugong.scenes.service.queries import counsel as queries
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

Errors = dict[str, Refused]
HOURS = (
    LongText("times", "时段", "一行一段：2026-12-05 14:00 到 14:50，最多 20 段", longest=1200),
    Text("place", "当面谈在哪里", "不挂牌、好进出的地方", longest=80),
)


def _fields(unit: Unit) -> tuple[Select, Text, Text]:
    """Who of the union's counsellors by post begins to counsel."""
    held = Tenure.objects.filter(
        post__unit=unit, post__role=actions.ROLE, post__closed_on=None, valid_to=None
    )
    known = names(set(held.values_list("person_id", flat=True)))
    return (
        Select(
            "person",
            "谁",
            "先在“工会干部”里任命到心理咨询岗",
            of=tuple((str(pk), name) for pk, name in known.items()),
        ),
        Text("called", "对外称呼", "例如：李老师", longest=20),
        Text("about", "资质和擅长", longest=120),
    )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Let somebody who holds the post begin."""
    actor, seat = officer(request, P.CAMPAIGN_MANAGE)
    unit, errors = Unit.objects.get(pk=seat.unit_id), Errors()
    fields = _fields(unit)
    if request.method == "POST":
        given, errors = clean_all(fields, request.POST, today=timezone.localdate())
        try:
            if not errors:
                person = Person.objects.get(pk=given.pop("person"))
                actions.name_counsellor(unit=unit, person=person, by=actor, at=timezone.now(), **given)
                messages.success(request, "可以开时段了，由咨询师自己在“咨询预约”里开。")
                return redirect("desk_health")
        except Refused as refused:
            errors = {refused.field: refused}
    context = {"here": "health", "errors": errors, "form": forms.form(fields, request.POST, errors)}
    status = 422 if errors else 200
    return page_or_fragment(request, "service/desk_counsellor_new.html", context=context, status=status)


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The counsellor's own hours and appointments; more hours."""
    actor, _ = officer(request, P.COUNSEL_HOLD)
    now, errors = timezone.now(), Errors()
    if request.method == "POST":
        given, errors = clean_all(HOURS, request.POST, today=timezone.localdate(now))
        try:
            if not errors:
                me = get_object_or_404(Person, pk=actor.person_id)
                for since, until in hours.read(given["times"], 20):
                    actions.offer(
                        person=me, place=given["place"], starts_at=since, ends_at=until, by=actor, at=now
                    )
                messages.success(request, "时段开好了。")
                return redirect("desk_counsel")
        except Refused as refused:
            errors = {"times" if refused.field == "hour" else refused.field: refused}
    rows = queries.held_by(actor).exclude(state="cancelled").order_by("-hour__starts_at")[:50]
    context = {
        "here": "counsel", "rows": list(rows), "free": queries.own_hours(actor, now), "errors": errors,
        "form": forms.form(HOURS, request.POST if errors else {}, errors), "words": words, "clock": clock,
        "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(
        request, "service/desk_counsel.html", context=context, status=422 if errors else 200
    )


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, counsel_id: UUID) -> HttpResponse:
    """One appointment of the counsellor's own: how to call the person, and notes only he opens."""
    actor, _ = officer(request, P.COUNSEL_HOLD)
    row, now, error = get_object_or_404(queries.held_by(actor), pk=counsel_id), timezone.now(), ""
    if request.method == "POST":
        try:
            actions.held(counsel=row, notes=request.POST.get("notes", ""), by=actor, at=now)
            messages.success(request, "记下了，只有你打得开。")
            return redirect("desk_counsel_one", row.pk)
        except Refused as refused:
            error = refused.reason
    told, notes = actions.opened(counsel=row, by=actor, at=now)
    context = {
        "here": "counsel", "row": row, "told": told, "notes_kept": notes, "error": error, "words": words,
        "clock": clock, "notes": messages.get_messages(request), "begun": row.hour.starts_at <= now,
    }  # fmt: skip
    response = page_or_fragment(
        request, "service/desk_counsel_one.html", context=context, status=422 if error else 200
    )
    response["Cache-Control"] = "no-store"
    return response
