"""Who was elected and is not known in the register yet: an officer says who it is, and he sits down."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.access.roles import roles
from yugong.ground.org.models import Unit
from yugong.ground.people import queries
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Text, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.actions import elections
from yugong.scenes.organise.models import Chosen
from yugong.scenes.organise.views import gate
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

WHO = Text("who", "是谁", hint="填本人完整的手机号或证件号码；要先是会员", personal=True, longest=30)


def waiting(unit: Unit) -> list[dict[str, Any]]:
    """The elected of a union who have not taken their seats."""
    rows = Chosen.objects.filter(unit=unit, seated_at=None).order_by("election__held_on", "place")[:100]
    return [
        {"id": str(row.pk), "name": elections.name_of(row).partition(" ")[0], "title": row.title}
        for row in rows
    ]


@require_http_methods(["GET", "POST"])
def seat(request: HttpRequest, unit_id: int, chosen_id: str) -> HttpResponse:
    """Say who the elected is; name and member must agree with what was reported."""
    actor, _ = gate.officer(request, P.POST_APPOINT)
    unit, now = gate.unit_at(actor, unit_id), timezone.now()
    gate.insist(actor, P.POST_APPOINT, unit)
    chosen: Chosen = get_object_or_404(Chosen.objects.filter(unit=unit, seated_at=None), pk=chosen_id)
    name, back = (
        elections.name_of(chosen).partition(" ")[0],
        f"{reverse('desk_org_unit', args=(unit.pk,))}?tab=posts",
    )
    errors: gate.Errors = {}
    if request.method == "POST":
        answers, errors = clean_all([WHO], request.POST, today=local_day(now))
        try:
            if not errors:
                person = queries.exactly(answers["who"], today=local_day(now))
                elections.recognise(unit=unit, chosen=chosen, person=person, by=actor, at=now)
                return redirect(back)
        except Refused as refused:
            errors = gate.told(refused, {"who"})
    context = {
        "here": "org",
        "title": f"{name}到任",
        "sub": unit.name,
        "crumbs": (Link(unit.short or unit.name, back), Link("登记到任")),
        "form": forms.form([WHO], request.POST, errors),
        "submit": "登记到任",
        "facts": (
            ("当选", name),
            ("职务", chosen.title),
            ("岗位", roles[chosen.role].name),
            ("选举", f"{chosen.election.held_on:%Y-%m-%d}"),
        ),
        "aside_title": "选举结果",
    }
    return page_or_fragment(request, "organise/ask.html", context=context, status=422 if errors else 200)
