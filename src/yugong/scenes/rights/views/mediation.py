"""Mediation at the desk: the list with its sums, one case with everything that happens in it, a new one."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.engines.matters import queries as matters
from yugong.engines.matters.views import faces
from yugong.engines.matters.views.keeping import without_kept
from yugong.ground.access.desks import officer
from yugong.ground.people.row_cells import unseal
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.field import Field
from yugong.kernel.permissions import Permission as P
from yugong.scenes.rights.actions import mediation as actions
from yugong.scenes.rights.models import Mediation, MediationState
from yugong.scenes.rights.queries import mediation as queries
from yugong.scenes.rights.rules.mediating import MINUTES, PAID, SESSION, TERMS
from yugong.scenes.rights.views import mediating
from yugong.ui import papers
from yugong.ui.acting import acted
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Table

KIND = "rights.mediation"
S = MediationState
TABS: Mapping[str, tuple[str, tuple[S, ...]]] = {
    "": ("全部", ()),
    "talks": ("在谈", (S.TALKS, S.DRAFTED)),
    "perform": ("履行中", (S.SEALED,)),
    "default": ("没有按约履行", (S.DEFAULT,)),
    "done": ("已履行", (S.PAID,)),
    "failed": ("没有谈成", (S.FAILED, S.DROPPED)),
}
FORMS: Mapping[str, tuple[Field, ...]] = {"session": SESSION, "minutes": MINUTES, "terms": TERMS, "pay": PAID}


def _case(row: Mediation) -> Cell:
    return Cell(row.matter, href=reverse("desk_mediation", args=(row.matter,)))


LIST = Table(
    columns=(
        Column("matter", "办件", _case),
        Column("employer_name", "用人单位", lambda row: Cell(row.employer_name, cls="wrap")),
        Column("state", "状态", lambda row: Cell(mediating.look(row)[1], status=mediating.look(row)[0])),
        Column("number", "协议", lambda row: row.number or ""),
        Column("talks_until", "谈到", lambda row: f"{row.talks_until:%Y-%m-%d}"),
        Column("confirm_by", "司法确认", lambda row: f"{row.confirm_by:%Y-%m-%d}" if row.confirm_by else ""),
        Column("body", "调解组织", lambda row: Cell(row.body.name, cls="wrap")),
    ),
    sort=("-id",),
    empty_title="还没有调解",
    empty_text="职工在「求助」申请，或者右上角代职工登记；受理以后、调解员接手了会列在这里。",
)


@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """The cases of the officer's subtree, with how many were settled and what came back."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    tab, base = request.GET.get("tab", ""), reverse("desk_mediations")
    tab = tab if tab in TABS else ""
    every = queries.below(seat.unit_path)
    rows = every.filter(state__in=TABS[tab][1]) if TABS[tab][1] else every
    tabs = [
        Link(words, f"{base}?tab={key}" if key else base, current=key == tab)
        for key, (words, _) in TABS.items()
    ]
    context = {
        "here": "mediations", "tabs": tabs,
        "page": without_kept(actor, LIST.page(rows, request.GET, base), lambda row: row.matter),
        "totals": queries.totals(every), "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(request, "rights/mediations.html", context=context)


def found(request: HttpRequest, number: str) -> tuple[Actor, Any, Mediation | None]:
    """The matter within the officer's subtree, with its case once it was taken."""
    actor, _ = officer(request, P.MATTER_HANDLE)
    matter = matters.on_desk(actor, number)
    if matter.kind != KIND:
        raise Http404
    return actor, matter, queries.case_of(number)


@require_GET
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case."""
    return shown(request, *found(request, number))


def shown(
    request: HttpRequest, actor: Actor, matter: Any, row: Mediation | None, *,
    did: str = "", errors: Mapping[str, Any] | None = None, **more: Any,
) -> HttpResponse:  # fmt: skip
    """The case's page, with the form that was wrong or the link that was just made."""
    mine = row is not None and actor.person_id == row.mediator_id
    given: Any = request.POST if did else {}
    written = {"terms": unseal(row, "terms_sealed") or "", "plan": plan_text(row)} if row else {}
    kept: Mapping[str, Any] = {did: given} if did else {}
    sheets = {
        key: mediating.form(
            key,
            fields,
            kept.get(key) or (written if key == "terms" else {}),
            errors if key == did else {},
        )
        for key, fields in FORMS.items()
    }
    context = {
        "here": "mediations",
        **mediating.facts(row, matter, reader="desk"),
        "mine": mine,
        "talks": mine and matter.stage == "talks",
        "pays": row is not None and row.unit_id == matter.unit_id and queries.may_be_paid(row, matter.stage)
        and actor.seat is not None and actor.seat.unit_id == matter.unit_id,
        "gives_link": mine and row is not None and row.state not in actions.ENDED,
        "moves": matters.moves_for(actor, matter),
        "deeds": faces.deeds(matters.story(matter, full=True)),
        "forms": sheets,
        "did": did,
        "notes": messages.get_messages(request),
        "link_address": "",
        **more,
    }  # fmt: skip
    status = 422 if errors else 200
    response = page_or_fragment(request, "rights/mediation.html", context=context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def plan_text(row: Mediation) -> str:
    """The instalments as they are typed."""
    return "\n".join(f"{day:%Y-%m-%d} {fen / 100:.2f}" for day, fen in queries.plan_of(row))


@require_POST
def act(request: HttpRequest, number: str, do: str) -> HttpResponse:
    """One act of the desk on a case: a session, its minutes, the terms, a payment."""
    actor, matter, row = found(request, number)
    if do not in FORMS or row is None:
        raise Http404
    now = timezone.now()
    errors = acted(request, FORMS[do], lambda given: ACTS[do](request, row, given, by=actor, at=now), at=now)
    if not errors:
        return redirect("desk_mediation", number)
    return shown(request, actor, matter, row, did=do, errors=errors)


def _session(request: HttpRequest, row: Mediation, given: Mapping[str, Any], **who: Any) -> str:
    actions.schedule(
        mediation=row,
        on=date.fromisoformat(given["on"]),
        clock=given["clock"],
        place=given["place"],
        **who,
    )
    return "已定下，职工收到了消息"


def _minutes(request: HttpRequest, row: Mediation, given: Mapping[str, Any], **who: Any) -> str:
    session = get_object_or_404(row.sessions.filter(result=""), pk=request.POST.get("session") or None)
    actions.minute(mediation=row, session=session, **given, **who)
    return "笔录已存"


def _terms(request: HttpRequest, row: Mediation, given: Mapping[str, Any], **who: Any) -> str:
    actions.draft_terms(mediation=row, terms=given["terms"], plan=given["plan"] or "", **who)
    return "已存，看清楚了再“协议交双方确认”"


def _pay(request: HttpRequest, row: Mediation, given: Mapping[str, Any], **who: Any) -> str:
    on = date.fromisoformat(given["on"])
    actions.record_payment(mediation=row, on=on, fen=given["fen"], way=given["way"], **who)
    return "已登记到账"


ACTS: Mapping[str, Callable[..., str]] = {
    "session": _session,
    "minutes": _minutes,
    "terms": _terms,
    "pay": _pay,
}


@require_POST
def link(request: HttpRequest, number: str) -> HttpResponse:
    """A link for the employer, shown this once."""
    actor, matter, row = found(request, number)
    if row is None:
        raise Http404
    try:
        secret = actions.link(mediation=row, by=actor, at=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.reason)
        return redirect("desk_mediation", number)
    address = request.build_absolute_uri(reverse("mediation_room", args=(secret,)))
    return shown(request, actor, matter, queries.case_of(number), link_address=address)


@require_GET
def file(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The agreement as PDF or Word."""
    _, matter, row = found(request, number)
    if row is None or not row.version:
        raise Http404
    return papers.handed(mediating.paper(row, matter), form, row.number or row.matter)
