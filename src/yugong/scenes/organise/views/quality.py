"""信息质量: the score of a union's register, what it is made of, and the list behind every number."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.queries import quality as queries
from yugong.scenes.organise.queries.quality import Held
from yugong.scenes.organise.queries.quality_checks import Check, checks
from yugong.scenes.organise.trades import label
from yugong.scenes.organise.views import gate, narrowing
from yugong.scenes.organise.views.recheck import uuid_of
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

SIZE = 50
NEEDS = {
    "pairs": P.PERSON_MERGE,
    "rosters": P.ROSTER_IMPORT,
    "recheck": P.MEMBERSHIP_CHANGE,
    "amend": P.PERSON_CHANGE,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One rule with what it finds in a unit."""

    check: Check
    hits: int
    share: str
    lost: str
    href: str


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The score of a unit, its rules, and the units directly below it."""
    actor, seat = gate.officer(request, P.MEMBER_LIST)
    unit = narrowing.read(request.GET, actor=actor, seat=seat).unit
    gate.insist(actor, P.MEMBER_LIST, unit)
    today = local_day(timezone.now())
    found = queries.quality(unit, on=today)
    context = {
        "here": "quality",
        "unit": unit,
        "found": found,
        "rows": _rows(unit, found) if found else [],
        "below": _below(unit, on=today),
    }
    return page_or_fragment(request, "organise/quality.html", context=context)


def _rows(unit: Unit, found: queries.Quality) -> list[Row]:
    rows = []
    for check in checks:
        hits = found.hits.get(check.key, 0)
        share = hits / found.members if found.members else 0
        href = f"{reverse('desk_quality_list', args=(check.key,))}?unit={unit.pk}" if hits else ""
        rows.append(Row(check, hits, f"{100 * share:.1f}", f"{check.weight * share:.1f}", href))
    return sorted(rows, key=lambda row: -float(row.lost))


def _below(unit: Unit, *, on: date) -> list[dict[str, Any]]:
    """The units directly below, the poorest first."""
    counted = queries.below(unit, on=on)
    units = Unit.objects.filter(parent=unit, valid_to=None, path__in=counted)[:300]
    rows = [{"unit": one, "found": counted[one.path]} for one in units if counted[one.path].members]
    return sorted(rows, key=lambda row: row["found"].score)


@require_GET
def listed(request: HttpRequest, rule: str) -> HttpResponse:
    """The members whom one rule finds, each with the next step."""
    actor, seat = gate.officer(request, P.MEMBER_LIST)
    unit = narrowing.read(request.GET, actor=actor, seat=seat).unit
    gate.insist(actor, P.MEMBER_LIST, unit)
    if rule not in checks:
        raise Http404
    check, today = checks[rule], local_day(timezone.now())
    after = uuid_of(request.GET.get("after"))
    rows, onward = queries.found(unit.path, rule, on=today, after=after, limit=SIZE)
    here, top = f"{request.path}?unit={unit.pk}", f"{reverse('desk_quality')}?unit={unit.pk}"
    context = {
        "here": "quality",
        "unit": unit,
        "check": check,
        "rows": [(row, label(row.trade), _step(check, row, actor)) for row in rows],
        "onward": f"{here}&after={onward}" if onward else "",
        "crumbs": (Link("信息质量", top), Link(check.name)),
        "months": value("register.recheck_months", on=today, path=unit.path),
    }
    return page_or_fragment(request, "organise/quality_list.html", context=context)


def _step(check: Check, row: Held, actor: Actor) -> str:
    """Where the next step is taken, for who may take it."""
    if not may(actor, NEEDS[check.step]):
        return ""
    ways = {
        "amend": reverse("desk_person_amend", args=(row.person_id,)),
        "recheck": reverse("desk_recheck_one", args=(row.person_id,)),
        "pairs": reverse("desk_person", args=(row.person_id,)),
        "rosters": reverse("desk_rosters"),
    }
    return ways[check.step]
