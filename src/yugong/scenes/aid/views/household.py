"""困难职工建档 on the phone: a task list in any order, each fact once, kept at each step, then sent."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from yugong.engines.matters import queries as matters
from yugong.engines.matters.views.worker import self_of
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Consent, UnitPick
from yugong.scenes.aid.actions import household as actions
from yugong.scenes.aid.actions import members
from yugong.scenes.aid.models import Household, HouseholdState
from yugong.scenes.aid.queries import households, sheets
from yugong.scenes.aid.rules.declaring import DECLARED, MEMBER, RELATION_WORDS, SELF, SELF_FIELDS, TOPICS
from yugong.scenes.aid.rules.placing import place_of
from yugong.scenes.aid.views import filling
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

AREA = UnitPick("area", "由哪个街道的工会办", hint="你还不是会员：选住的或者干活的街道", optional=True)
TRUE = Consent("declared", "我申报的都是真的", text=DECLARED)
Errors = Mapping[str, Refused]


def mine(request: HttpRequest) -> tuple[Actor, Household]:
    """The reader's own household that can still be filled in."""
    me = self_of(request)
    row = households.live_of(me.person_id) if me.person_id else None
    if row is None:
        raise Http404
    return me, row


def page(
    request: HttpRequest, template: str, context: dict[str, Any], errors: Errors | None = None
) -> HttpResponse:
    """A page of the declaration: never kept by the browser, 422 when something is wrong."""
    context = {"tab": "services", "notes": messages.get_messages(request), **context}
    response = page_or_fragment(request, template, "", context, status=422 if errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The task list of what was begun; before that, what it is and what is needed."""
    me, now = self_of(request), timezone.now()
    if me.person_id is None:
        return page_or_fragment(request, "matters/who_first.html", "", {"tab": "services"})
    row, errors = households.live_of(me.person_id), {}
    person = matters.person(me.person_id)
    if request.method == "POST" and row is None:
        area = request.POST.get("area", "")
        unit = (
            Unit.objects.filter(pk=area, valid_to=None).first()
            if area.isdecimal() and len(area) < 19
            else None
        )
        try:
            row = actions.begin(person=person, unit=unit, by=me, at=now)
        except Refused as refused:
            errors = {refused.field: refused}
        else:
            return redirect("hardship")
    if row is None:
        stranger = place_of(person, kept=True) is None
        form = forms.form(
            (AREA,),
            request.POST,
            errors,
            more={"area": {"search": reverse("apply_find", args=("aid.hardship", "area"))}},
        )
        return page(
            request, "aid/hardship_begin.html", {"stranger": stranger, "form": form, "htmx": stranger}, errors
        )
    if row.state != HouseholdState.DRAFT and not open_again(row):
        return redirect("household_mine")
    todo = filling.tasks(row)
    context = {"row": row, "tasks": todo, "left": sum(not one.done for one in todo), "mending": row.matter}
    return page(request, "aid/hardship.html", context)


def open_again(row: Household) -> bool:
    """Whether the union waits for it to be mended."""
    matter = matters.by_number(row.matter) if row.matter else None
    return matter is not None and matter.stage == "mend"


@require_http_methods(["GET", "POST"])
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """One topic of the declaration, kept when it is left."""
    me, row = mine(request)
    if topic not in TOPICS:
        raise Http404
    words, fields = TOPICS[topic]
    now, errors = timezone.now(), {}
    data, notes = filling.known(row, topic, on=timezone.localdate(now))
    if request.method == "POST":
        data, notes = request.POST.dict(), {}
        try:
            actions.fill(household=row, topic=topic, given=request.POST, by=me, at=now)
        except Refused as refused:
            errors = {refused.field: refused}
        else:
            return redirect("hardship")
    form = forms.form(fields, data, errors, prefilled=notes)
    return page(
        request,
        "aid/hardship_topic.html",
        {"words": words, "form": form, "yearly": topic in ("income", "outlay")},
        errors,
    )


@require_http_methods(["GET"])
def people(request: HttpRequest) -> HttpResponse:
    """Who lives with the household."""
    _, row = mine(request)
    rows = [{**one, "words": RELATION_WORDS[one["relation"]]} for one in sheets.people(row)]
    return page(request, "aid/hardship_people.html", {"people": rows})


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, member_id: UUID | None = None) -> HttpResponse:
    """Add somebody, or change what was said of him."""
    me, row = mine(request)
    now, errors = timezone.now(), {}
    one = get_object_or_404(row.members.filter(left_on=None), pk=member_id) if member_id else None
    fields = SELF_FIELDS if one and one.relation == SELF else MEMBER
    data = filling.typed(fields, sheets.member(one)) if one else {}
    if request.method == "POST":
        data = request.POST.dict()
        try:
            if one:
                members.change(household=row, member=one, given=request.POST, by=me, at=now)
            else:
                members.add(household=row, given=request.POST, by=me, at=now)
        except Refused as refused:
            errors = {refused.field: refused}
        else:
            return redirect("hardship_people")
    context = {
        "form": forms.form(fields, data, errors),
        "one": one,
        "own": bool(one and one.relation == SELF),
    }
    return page(request, "aid/hardship_person.html", context, errors)


@require_POST
def person_off(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Take somebody off."""
    me, row = mine(request)
    one = get_object_or_404(row.members.filter(left_on=None), pk=member_id)
    try:
        members.drop(household=row, member=one, by=me, at=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect("hardship_people")


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Everything once more, the declaration that it is true, and the sending."""
    me, row = mine(request)
    now, errors = timezone.now(), {}
    if request.method == "POST":
        try:
            TRUE.clean(request.POST.get("declared"))
            matter = actions.submit(household=row, key=request.POST.get("key", ""), by=me, at=now)
        except Refused as refused:
            errors = {refused.field: refused}
        else:
            return redirect("matter", matter.number)
    context = {
        "rows": filling.answers(row, full=True),
        "form": forms.form((TRUE,), request.POST, errors),
        "missing": households.missing(row, on=timezone.localdate(now)),
        "key": request.POST.get("key") or uuid4().hex,
        "where": row.unit.name,
        "kept": row.kept,
    }
    return page(request, "aid/hardship_check.html", context, errors)


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Throw the unsent declaration away."""
    me, row = mine(request)
    try:
        actions.drop(household=row, by=me, at=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.reason)
        return redirect("hardship")
    messages.success(request, "已删掉")
    return redirect("aid")
