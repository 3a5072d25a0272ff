"""This year's roster: uploaded, then a list of what differs with a decision for each line."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.people import queries
from yugong.kernel import masking
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.actions import comparing
from yugong.scenes.organise.models import Comparison, Difference, Sort
from yugong.scenes.organise.views import gate, narrowing
from yugong.scenes.organise.views.recheck import uuid_of
from yugong.scenes.organise.views.roster_new import ACCEPT, _content
from yugong.scenes.organise.words import BASIC
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

SIZE = 30


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The file of one basic union."""
    actor, seat = gate.officer(request, P.ROSTER_IMPORT)
    unit = narrowing.read(request.GET, actor=actor, seat=seat).unit
    gate.insist(actor, P.ROSTER_IMPORT, unit)
    back, why = f"{reverse('desk_recheck')}?unit={unit.pk}", ""
    if unit.kind not in BASIC:
        return redirect(back)
    if request.method == "POST":
        try:
            data, name = _content(request.FILES.get("file"))
            made = comparing.compare(unit=unit, data=data, file=name, by=actor, at=timezone.now())
            return redirect("desk_comparison", made.pk)
        except Refused as refused:
            why = refused.reason
    hint = "和导入名册用同一种文件；只比对，不会自动加人、改人、减人"
    context = {
        "here": "recheck",
        "unit": unit,
        "file": forms.part("file", "今年的名册", "files", hint=hint, error=why, accept=ACCEPT),
        "crumbs": (Link("信息核对", back), Link("用今年的名册核对")),
        "back": back,
        "last": Comparison.objects.filter(unit=unit).order_by("-id").first(),
    }
    return page_or_fragment(request, "organise/comparing.html", context=context, status=422 if why else 200)


def _own(request: HttpRequest, comparison_id: UUID) -> tuple[Actor, Comparison]:
    actor, _ = gate.officer(request, P.ROSTER_IMPORT)
    rows = Comparison.objects.select_related("unit")
    row: Comparison = get_object_or_404(rows, pk=comparison_id)
    gate.insist(actor, P.ROSTER_IMPORT, row.unit)
    return actor, row


@require_http_methods(["GET", "POST"])
def comparison(request: HttpRequest, comparison_id: UUID) -> HttpResponse:
    """The differences of one sort that wait, each with its buttons."""
    actor, row = _own(request, comparison_id)
    counts = dict(
        Difference.objects.filter(comparison=row, decision="").values_list("sort").annotate(n=Count("id"))
    )
    sort = request.GET.get("sort", "")
    sort = sort if sort in Sort.values else next((one for one in Sort.values if counts.get(one)), Sort.NEW)
    if request.method == "POST":
        return _decided(request, row, actor)
    found = comparing.undecided(row, sort, after=uuid_of(request.GET.get("after")), limit=SIZE + 1)
    base = reverse("desk_comparison", args=(row.pk,))
    context = {
        "here": "recheck",
        "row": row,
        "left": sum(counts.values()),
        "tabs": [
            Link(Sort(one).label, f"{base}?sort={one}", current=one == sort, count=counts.get(one, 0))
            for one in Sort.values
        ],
        "lines": [_line(one) for one in found[:SIZE]],
        "choices": list(comparing.DECISIONS[sort].items()),
        "onward": f"{base}?sort={sort}&after={found[SIZE - 1].pk}" if len(found) > SIZE else "",
        "notes": list(messages.get_messages(request)),
        "crumbs": (Link("信息核对", f"{reverse('desk_recheck')}?unit={row.unit_id}"), Link("名册差异")),
    }
    return page_or_fragment(request, "organise/comparison.html", context=context)


def _decided(request: HttpRequest, row: Comparison, actor: Actor) -> HttpResponse:
    key, _, decision = request.POST.get("do", "").partition(":")
    found = get_object_or_404(Difference, pk=uuid_of(key), comparison=row)
    try:
        done = comparing.decide(
            unit=row.unit, difference=found, decision=decision, by=actor, at=timezone.now()
        )
        if decision == "ask":
            return redirect("desk_recheck_one", done.person_id)
        messages.success(request, f"{comparing.DECISIONS[found.sort][decision]}，已办")
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect(f"{request.path}?sort={found.sort}")


def _line(row: Difference) -> dict[str, Any]:
    """One difference: who, what the register holds, what the roster says."""
    given, person = comparing.open_line(row), row.person
    held = queries.identity_of(person) if person is not None else None
    source: Any = held or given
    return {
        "key": row.pk,
        "person_id": row.person_id,
        "name": source.name,
        "number": masking.id_number(source.number) if source.number else "",
        "held": masking.phone(held.phone) if held and held.phone else "",
        "given": masking.phone(given.phone) if given and given.phone else "",
        "trade": given.trade if given else "",
    }
