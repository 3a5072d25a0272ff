"""政策找人 at the desk: who may qualify and has not asked, why, and whether somebody has phoned."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from yugong.ground.access.desks import officer
from yugong.ground.people import actions as people
from yugong.ground.people.identity import name_of
from yugong.kernel import masking
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.formula_verdict import formula_of
from yugong.kernel.permissions import Permission as P
from yugong.kernel.rules import rules
from yugong.scenes.aid.actions import offers as actions
from yugong.scenes.aid.actions import scanning
from yugong.scenes.aid.models import AidOffer, OfferState
from yugong.scenes.aid.queries import offers as queries
from yugong.scenes.aid.queries import scan as scans
from yugong.scenes.aid.rules.offering import policies
from yugong.scenes.aid.rules.weighing import because
from yugong.scenes.aid.views.offers import LOOKS
from yugong.ui.environment import when
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Table

TABS = (("open", "等本人确认"), ("taken", "已确认"), ("declined", "不需要"), ("ended", "不再符合"))
UNTOLD = "一项帮扶政策（依据只有街道以上工会能看）"


def name(row: AidOffer) -> str:
    """The masked name."""
    return masking.name(name_of(row.person_id, row.person.name_sealed))


def label(row: AidOffer) -> str:
    """The category in words."""
    version = next((one for one in rules[row.rule].versions if one.name == row.version), None)
    return formula_of(version).label(row.outcome) if version else row.outcome


def table(why: bool) -> Table:
    """The columns for whoever may read the reasons, and for the others."""

    def policy(row: AidOffer) -> Cell:
        return Cell(policies[row.rule].name if why else UNTOLD, cls="wrap")

    def reason(row: AidOffer) -> Cell:
        return Cell(f"{label(row)}。{because(queries.verdict_of(row))}", cls="wrap")

    shown = [
        Column("person", "职工", lambda row: Cell(name(row), href=reverse("desk_offer", args=(row.pk,)))),
        Column("unit", "工会", lambda row: Cell(row.unit.short or row.unit.name, cls="wrap")),
        Column("rule", "政策", policy),
        *([Column("why", "因为", reason)] if why else []),
        Column("made_at", "发现", lambda row: when(row.made_at)),
        Column("called_at", "电话", lambda row: "已联系" if row.called_at else "—"),
        Column("state", "状态", _state),
    ]
    return Table(
        columns=shown,
        sort=("-id",),
        empty_title="这里还没有人",
        empty_text="每天夜里按政策查一遍：谁符合、还没有申请，就列在这里，也告诉本人。",
    )


def _state(row: AidOffer) -> Cell:
    state = OfferState(row.state)
    return Cell(state.label, status=LOOKS[state])


@require_GET
def offers(request: HttpRequest) -> HttpResponse:
    """The offers of the officer's subtree, by state, with the last search."""
    actor, seat = officer(request, P.OFFER_VIEW)
    rows, base = queries.seen_by(actor), reverse("desk_offers")
    tab = request.GET.get("tab", "open")
    tab = tab if tab in dict(TABS) else "open"
    counts, why = queries.counts(rows), queries.reads_why(actor)
    page = table(why).page(rows.filter(state=tab), request.GET, base)
    context = {
        "here": "offers", "page": page, "why": why, "scan": scans.newest(),
        "tabs": [
            Link(words, f"{base}?tab={key}", current=key == tab, count=counts.get(key, 0))
            for key, words in TABS
        ],
        "policies": [one.name for one in policies], "may_scan": P.OFFER_SCAN in seat.permissions,
        "may_import": P.FACTS_IMPORT in seat.permissions, "may_try": P.POLICY_TRY in seat.permissions,
        "notes": messages.get_messages(request),
    }  # fmt: skip
    response = page_or_fragment(request, "aid/offers_desk.html", context=context)
    response["Cache-Control"] = "no-store"
    return response


def _one(request: HttpRequest, offer_id: UUID) -> tuple[Actor, AidOffer]:
    actor, _ = officer(request, P.OFFER_VIEW)
    row = queries.seen_by(actor).filter(pk=offer_id).first()
    if row is None:
        raise Http404
    return actor, row


@never_cache
@require_GET
def offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """One offer: the reasons with every figure for whoever may read them, and the way to the phone number."""
    actor, row = _one(request, offer_id)
    why = queries.reads_why(actor, row)
    if why:
        people.look(person=row.person, by=actor, at=timezone.now())
    verdict = queries.verdict_of(row) if why else None
    context: dict[str, Any] = {
        "here": "offers", "row": row, "name": name(row), "verdict": verdict,
        "policy": policies[row.rule].name if why else UNTOLD, "label": label(row) if why else "",
        "status": (LOOKS[OfferState(row.state)], OfferState(row.state).label),
        "person": f"/desk/members/{row.person_id}/" if may(actor, P.PERSON_VIEW, row.person) else "",
        "may_call": row.state == OfferState.OPEN and may(actor, P.MATTER_HANDLE, row),
        "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(request, "aid/offer_desk.html", context=context)


@require_POST
def called(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Somebody has phoned."""
    actor, row = _one(request, offer_id)
    try:
        actions.called(offer=row, by=actor, at=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.reason)
    else:
        messages.success(request, "已记下，同事能看到您联系过")
    return redirect("desk_offer", offer_id)


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Search now."""
    actor, _ = officer(request, P.OFFER_SCAN)
    watched = scanning.order(by=actor, at=timezone.now())
    return redirect("desk_job", watched.pk)
