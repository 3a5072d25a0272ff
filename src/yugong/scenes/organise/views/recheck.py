"""信息核对 at the desk: a page of members with what is held; one press says that nothing changed."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.engines.matters.views.behalf import openable
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.ground.people import actions as people
from yugong.ground.people import queries
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.actions import confirming
from yugong.scenes.organise.queries import quality, recheck
from yugong.scenes.organise.trades import label
from yugong.scenes.organise.views import gate, narrowing
from yugong.scenes.organise.words import BASIC
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

SIZE = 50


def uuid_of(text: Any) -> UUID | None:
    """A cursor or a picked row, if it is one."""
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        return None


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """A basic union's members who are due; of a unit above, how far each union below it is."""
    actor, seat = gate.officer(request, P.MEMBERSHIP_CHANGE)
    unit = narrowing.read(request.GET, actor=actor, seat=seat).unit
    gate.insist(actor, P.MEMBERSHIP_CHANGE, unit)
    here = f"{reverse('desk_recheck')}?unit={unit.pk}"
    if request.method == "POST":
        _confirmed(request, unit, actor)
        return redirect(here)
    today = local_day(timezone.now())
    context: dict[str, Any] = {
        "here": "recheck",
        "unit": unit,
        "notes": list(messages.get_messages(request)),
        "months": value("register.recheck_months", on=today, path=unit.path),
        "roster": reverse("desk_recheck_roster") + f"?unit={unit.pk}",
    }
    if unit.kind in BASIC:
        rows, onward = quality.found(
            unit.path, "stale", on=today, after=uuid_of(request.GET.get("after")), limit=SIZE
        )
        context |= {
            "tally": recheck.tally(unit, on=today),
            "rows": [(row, label(row.trade)) for row in rows],
            "onward": f"{here}&after={onward}" if onward else "",
        }
        return page_or_fragment(request, "organise/recheck.html", context=context)
    context["below"] = _below(unit, on=today)
    return page_or_fragment(request, "organise/recheck_units.html", context=context)


def _confirmed(request: HttpRequest, unit: Unit, actor: Actor) -> None:
    """One row, or all that the page showed."""
    given = [request.POST["one"]] if "one" in request.POST else request.POST.getlist("shown")
    picked = [one for text in given if (one := uuid_of(text)) is not None]
    try:
        count = confirming.confirm_members(unit=unit, memberships=picked, by=actor, at=timezone.now())
        messages.success(request, f"已确认 {count} 人没有变化")
    except Refused as refused:
        messages.warning(request, refused.reason)


def _below(unit: Unit, *, on: date) -> list[dict[str, Any]]:
    """How far each unit directly below is, the one that lags most first."""
    counted = quality.below(unit, on=on)
    units = Unit.objects.filter(parent=unit, valid_to=None, path__in=counted)
    rows: list[dict[str, Any]] = [
        {"unit": one, "members": held.members, "silent": held.hits.get("stale", 0), "at": held.counted_at}
        for one in units[:300]
        if (held := counted[one.path]).members
    ]
    for row in rows:
        row["done"] = row["members"] - row["silent"]
        row["share"] = f"{100 * row['silent'] / row['members']:.1f}"
    return sorted(rows, key=lambda row: -row["silent"] / row["members"])


@require_http_methods(["GET", "POST"])
def changed(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What changed with one member: the ways to put it right, each an own page."""
    actor, _ = gate.officer(request, P.MEMBERSHIP_CHANGE)
    person = gate.person_at(actor, person_id, P.MEMBERSHIP_CHANGE)
    if request.method == "POST":
        try:
            people.verify(person=person, by=actor, at=timezone.now())
            messages.success(request, "已记下证件核对过原件")
        except Refused as refused:
            messages.warning(request, refused.reason)
        return redirect("desk_recheck_one", person.pk)
    card = queries.person_card(person.pk)
    ways = [*_mending(person.pk), *_matters(person, actor)]
    context = {
        "here": "recheck",
        "card": card,
        "person": person,
        "ways": ways,
        "notes": list(messages.get_messages(request)),
        "crumbs": (Link("信息核对", reverse("desk_recheck")), Link(card.name if card else "")),
        "can_verify": bool(card and card.number and not person.verified and person.pk != actor.person_id),
    }
    return page_or_fragment(request, "organise/recheck_one.html", context=context)


def _mending(person_id: UUID) -> list[Link]:
    amend, days = (reverse(name, args=(person_id,)) for name in ("desk_person_amend", "desk_person"))
    return [
        Link("姓名、证件号、手机变了", amend, icon="pencil", note="更正资料，写明原因"),
        Link("入会日期写错了", days, icon="calendar-days", note="在会籍经过下面更正"),
    ]


def _matters(person: Person, actor: Actor) -> list[Link]:
    """What this seat may ask for on the member's behalf: keeping, ending, and so on."""
    return [
        Link(
            kind.name,
            reverse("desk_open", args=(kind.key, person.pk)),
            icon=kind.icon,
            note="立一个办件，本人看得到",
        )
        for kind in openable(actor)
        if kind.scene == "organise" and may(actor, P.MATTER_OPEN, person)
    ]
