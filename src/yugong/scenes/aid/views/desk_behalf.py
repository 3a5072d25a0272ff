"""Filling a declaration in for somebody at the desk: the same topics, and every yes on paper."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.ground.people.models import Person
from yugong.ground.people.queries import find_by_phone, membership_of
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Phone
from yugong.kernel.permissions import Permission as P
from yugong.scenes.aid.actions import consents, members
from yugong.scenes.aid.actions import household as actions
from yugong.scenes.aid.models import Household, HouseholdState
from yugong.scenes.aid.queries import households, sheets
from yugong.scenes.aid.rules.declaring import (
    AGREED,
    DECLARED,
    MEMBER,
    RELATION_WORDS,
    SELF,
    SELF_FIELDS,
    TOPICS,
)
from yugong.scenes.aid.views import filling
from yugong.scenes.aid.views.consenting import family
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

PHONE = Phone("phone", "职工的手机号", hint="要是本辖区的会员")


def _member(actor: Actor, phone: str) -> Person:
    """The member with this number, if the officer serves him; one phone in two hands is not guessed at."""
    number = PHONE.clean(phone)
    rows = scope.within(actor, P.MATTER_OPEN, Person.objects.filter(merged_into=None))
    served = set(rows.filter(pk__in=[one.pk for one in find_by_phone(number)]).values_list("pk", flat=True))
    known = [one for one in find_by_phone(number) if one.pk in served and membership_of(one.pk)]
    if len(known) != 1:
        raise Refused("没有查到这个手机号的会员，或者查到几位；请职工自己在手机上申请", field="phone")
    return known[0]


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Whose household it is."""
    actor, _ = officer(request, P.MATTER_OPEN)
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        try:
            who = _member(actor, request.POST.get("phone", ""))
            row = actions.begin(person=who, by=actor, at=timezone.now())
        except Refused as refused:
            errors = {refused.field: refused}
        else:
            return redirect("desk_household_draft", row.pk)
    context = {"here": "households", "form": forms.form((PHONE,), request.POST, errors)}
    return page_or_fragment(request, "aid/household_new.html", context=context, status=422 if errors else 200)


def drafted(request: HttpRequest, household_id: UUID) -> tuple[Actor, Household]:
    """A declaration that this officer has begun for somebody."""
    actor, _ = officer(request, P.MATTER_OPEN)
    rows = Household.objects.filter(state=HouseholdState.DRAFT).select_related("unit", "person")
    row = scope.one(actor, P.MATTER_OPEN, rows, pk=household_id)
    if households.declared_by(row) != actor.person_id or row.person_id == actor.person_id:
        raise Http404
    return actor, row


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Everything on one page; each part is kept by itself."""
    actor, row = drafted(request, household_id)
    did, errors = request.POST.get("did", ""), {}
    if request.method == "POST":
        try:
            done = kept(request, row, did, by=actor)
        except Refused as refused:
            errors = {refused.field: refused}
        else:
            return done
    return shown(request, row, did=did, errors=errors)


def kept(request: HttpRequest, row: Household, did: str, *, by: Actor) -> HttpResponse:
    """One part of the page is kept, or all is sent."""
    now = timezone.now()
    who: dict[str, Any] = {"by": by, "at": now}
    if did == "send":
        matter = actions.submit(household=row, key=request.POST.get("key", ""), **who)
        messages.success(request, f"已提交，办件号 {matter.number}")
        return redirect("desk_household", row.pk)
    if did in TOPICS:
        actions.fill(household=row, topic=did, given=request.POST, **who)
    elif did == "add":
        members.add(household=row, given=request.POST, **who)
    elif did == "self":
        one = row.members.get(relation=SELF, left_on=None)
        members.change(household=row, member=one, given=request.POST, **who)
    else:
        raise Http404
    messages.success(request, "已存")
    return redirect("desk_household_draft", row.pk)


def shown(request: HttpRequest, row: Household, *, did: str, errors: Mapping[str, Any]) -> HttpResponse:
    """The page with the part that was wrong."""
    today = timezone.localdate()
    me = next(one for one in sheets.people(row) if one["relation"] == SELF)
    parts: dict[str, tuple[Any, Any]] = {
        topic: (fields, filling.known(row, topic, on=today)[0]) for topic, (_, fields) in TOPICS.items()
    }
    parts |= {"add": (MEMBER, {}), "self": (SELF_FIELDS, me)}
    sheets_ = {
        key: forms.form(
            fields,
            request.POST if key == did else data,
            errors if key == did else {},
            more={field.name: {"id": f"{key}-{field.name}"} for field in fields},
        )
        for key, (fields, data) in parts.items()
    }
    context = {
        "here": "households",
        "row": row,
        "people": family(row),
        "words": RELATION_WORDS,
        "forms": sheets_,
        "topics": [(key, words) for key, (words, _) in TOPICS.items()],
        "did": did,
        "missing": households.missing(row, on=today),
        "wrong": forms.Form((), tuple(forms.reason(w) for w in errors.values())).errors
        if did == "send"
        else (),
        "key": request.POST.get("key") or uuid4().hex,
        "agreed": AGREED,
        "declared": DECLARED,
        "notes": messages.get_messages(request),
    }
    response = page_or_fragment(
        request, "aid/household_draft.html", context=context, status=422 if errors else 200
    )
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def person(request: HttpRequest, household_id: UUID, member_id: UUID, do: str) -> HttpResponse:
    """A signature on paper, or somebody taken off."""
    actor, row = drafted(request, household_id)
    one = get_object_or_404(row.members.filter(left_on=None), pk=member_id)
    now = timezone.now()
    try:
        if do == "paper":
            consents.on_paper(household=row, member=one, upload=request.FILES.get("paper"), by=actor, at=now)
        elif do == "off":
            members.drop(household=row, member=one, by=actor, at=now)
        else:
            raise Http404
    except Refused as refused:
        messages.warning(request, refused.reason)
    else:
        messages.success(request, "已存")
    return redirect(reverse("desk_household_draft", args=(row.pk,)))
