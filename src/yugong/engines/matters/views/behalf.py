"""Opening a matter at the desk for somebody: the kind's own questions, none that takes his own consent."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.engines.matters import actions, queries
from yugong.ground.access import scope
from yugong.ground.access.middleware import actor_of
from yugong.ground.people.models import Person
from yugong.ground.people.queries import person_card
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Consent, EmployerPick, Files, UnitPick
from yugong.kernel.flow import Kind, kinds
from yugong.kernel.permissions import Permission
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

HIS_OWN = (Consent, Files, UnitPick, EmployerPick)


def openable(actor: Actor) -> list[Kind]:
    """The kinds this seat may open for somebody."""
    duties = actor.seat.duties if actor.seat else frozenset()
    return [
        kind
        for kind in kinds
        if duties & set(kind.opened_by) and not any(isinstance(field, HIS_OWN) for field in kind.fields)
    ]


@require_http_methods(["GET", "POST"])
def open_for(request: HttpRequest, kind: str, person_id: UUID) -> HttpResponse:
    """The questions of the kind about one person, and the opening."""
    me = actor_of(request)
    found = next((one for one in openable(me) if one.key == kind), None)
    if found is None:
        raise Http404
    rows = Person.objects.filter(merged_into=None)
    who = scope.one(me, Permission.MATTER_OPEN, rows, pk=person_id)
    known = queries.known_facts(who.pk, found.fields)
    asked = [field for field in found.fields if field.name not in known]
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        answers = {field.name: request.POST.get(field.name, "") for field in asked} | known
        key = request.POST.get("once", "")
        try:
            opened = actions.open(
                kind=found.key, asker=who, answers=answers, key=key, by=me, at=timezone.now()
            )
        except Refused as refused:
            errors = {refused.field: refused}
        else:
            return redirect(reverse("desk_matter", args=[opened.number]))
    context = {
        "kind_of": found,
        "card": person_card(who.pk),
        "form": forms.form(asked, request.POST if request.method == "POST" else {}, errors),
        "here": "members",
    }
    return page_or_fragment(request, "matters/desk_open.html", "", context, status=422 if errors else 200)
