"""How a mediation begins: the worker's own page, what is carried over, and the desk that writes it down."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.engines.matters import actions as engine
from yugong.engines.matters import queries as matters
from yugong.engines.matters.views import faces
from yugong.engines.matters.views.worker import self_of
from yugong.ground.access.desks import officer
from yugong.ground.people.models import Person
from yugong.ground.people.queries import find_by_phone, membership_of
from yugong.kernel.errors import Refused
from yugong.kernel.fields import EmployerPick, Files, Phone, UnitPick
from yugong.kernel.permissions import Permission as P
from yugong.scenes.rights.rules.carrying import carried
from yugong.scenes.rights.rules.mediating import FIELDS
from yugong.scenes.rights.views.mediation import KIND
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

CARRIES = ("rights.hotline_12351",)
PHONE = Phone("phone", "职工的手机号", hint="要是本辖区的会员；从办件转来的不用填")
ASKED = tuple(one for one in FIELDS if not isinstance(one, Files | UnitPick))


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Mediation on the phone: what it is, one's own cases, and earlier matters that can be carried over."""
    me, now = self_of(request), timezone.now()
    rows = matters.my_matters(me.person_id, limit=50, now=now) if me.person_id else []
    context = {
        "mine": [faces.card(row, now) for row in rows if row.kind == KIND],
        "earlier": [row for row in rows if row.kind in CARRIES],
        "tab": "help",
    }
    return page_or_fragment(request, "rights/mediation_index.html", context=context)


@require_POST
def carry(request: HttpRequest, number: str) -> HttpResponse:
    """Fill the draft of a mediation from one's own earlier matter, and go on to the form."""
    me = self_of(request)
    earlier = matters.own(me, number)
    if earlier.kind not in CARRIES:
        raise Http404
    person = earlier.asker
    raw = carried(number, matters.all_answers(earlier))
    engine.save_draft(person=person, kind=KIND, raw=raw, by=me, at=timezone.now())
    return redirect(reverse("apply", args=[KIND]))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write an application down at the desk: for a member who is here, or carried over from an appeal."""
    actor, _ = officer(request, P.MATTER_OPEN)
    data, now = request.POST if request.method == "POST" else request.GET, timezone.now()
    earlier = matters.on_desk(actor, data["matter"]) if data.get("matter") else None
    errors: dict[str, Refused] = {}
    searching = bool(data.get("employer_id_q", "").strip()) and not data.get("employer_id")
    if request.method == "POST" and not ("search" in data or "find" in data):
        try:
            if searching:
                raise Refused("请在下面选一家单位，或者清空不选", field="employer_id")
            who = earlier.asker if earlier else _member(data.get("phone", ""))
            opened = engine.open(
                kind=KIND, asker=who, answers=_answers(data), key=data.get("once", ""), by=actor, at=now
            )
        except Refused as refused:
            errors = {refused.field: refused}
        else:
            return redirect("desk_mediation", opened.number)
    given = data.dict()
    if earlier and request.method == "GET":
        given |= carried(earlier.number, matters.all_answers(earlier))
    asked = ASKED if earlier else (PHONE, *ASKED)
    search = {"search": reverse("desk_mediation_new"), **_employers(given)}
    context = {
        "here": "mediations",
        "form": forms.form(asked, given, errors, more={"employer_id": search}),
        "found": "employer_id",
        "earlier": earlier,
    }
    return page_or_fragment(
        request, "rights/mediation_new.html", "found", context, status=422 if errors else 200
    )


def _answers(data: Any) -> dict[str, Any]:
    return {one.name: data.get(one.name, "") for one in ASKED}


def _member(phone: str) -> Person:
    """The member with this number; one phone in two hands is not guessed at."""
    number = PHONE.clean(phone)
    known = [one for one in find_by_phone(number) if membership_of(one.pk)]
    if len(known) != 1:
        raise Refused("没有查到这个手机号的会员，或者查到几位；请职工自己在手机上申请", field="phone")
    return known[0]


def _employers(given: dict[str, Any]) -> dict[str, Any]:
    """What the search for an employer found, and what is picked."""
    field, asked = EmployerPick("employer_id", "从名单里选单位"), str(given.get("employer_id_q", ""))
    picked = given.get("employer_id")
    shown = matters.picked_words((field,), given).get("employer_id", "") if picked else ""
    found = matters.offered(field, asked) or ([(str(picked), shown, "")] if shown else [])
    return {"options": found, "shown": asked or shown}
