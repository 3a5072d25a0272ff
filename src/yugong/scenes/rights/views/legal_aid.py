"""Legal aid at the desk: the list with its sums, one case with the rule's reasons, and the lawyers."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.engines.matters import queries as matters
from yugong.engines.matters.views import faces
from yugong.engines.matters.views.keeping import without_kept
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Day, Select, Text, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.scenes.rights.actions import legal_aid as actions
from yugong.scenes.rights.models import AidState, LawField, Lawyer
from yugong.scenes.rights.queries import legal_aid as queries
from yugong.scenes.rights.rules import aiding
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Table

KIND = "rights.legal_aid"
S = AidState
TABS: Mapping[str, tuple[str, tuple[S, ...]]] = {
    "": ("全部", ()),
    "granted": ("待派律师", (S.GRANTED,)),
    "assigned": ("律师在办", (S.ASSIGNED,)),
    "done": ("已结案", (S.DONE,)),
    "not": ("终止、不予援助", (S.ENDED, S.REFUSED)),
}
LOOKS = {S.GRANTED: "new", S.ASSIGNED: "doing", S.DONE: "ok", S.ENDED: "warn", S.REFUSED: "done"}
LAWYER = (
    Text("name", "姓名", longest=30),
    Text("office", "律师事务所", longest=60),
    Select("field", "专长", of=tuple((key, str(words)) for key, words in LawField.choices)),
    Day("since", "从哪天起", past=True),
)


def look(row: Any) -> tuple[str, str]:
    """(key of the look, words) of where the case stands."""
    return LOOKS[S(row.state)], S(row.state).label


def _number(row: Any) -> Cell:
    return Cell(row.matter, href=reverse("desk_legal_aid", args=(row.matter,)))


def _lawyer(row: Any) -> str:
    return f"{row.lawyer.name}（{row.lawyer.office}）" if row.lawyer else ""


def _serving(row: Any) -> Cell:
    return Cell("已离开", status="done") if row.ended_on else Cell("接案", status="ok")


LIST = Table(
    columns=(
        Column("matter", "办件", _number),
        Column("state", "状态", lambda row: Cell(look(row)[1], status=look(row)[0])),
        Column("urgent", "急不急", lambda row: "先援助后补手续" if row.urgent else "按程序"),
        Column("means", "经济困难", lambda row: "审查" if row.means_tested else "不审查"),
        Column("lawyer", "律师", _lawyer),
        Column("decided_on", "决定", lambda row: f"{row.decided_on:%Y-%m-%d}"),
        Column("recovered_fen", "追回金额", lambda row: f"{row.recovered_fen / 100:,.2f}", align="r"),
    ),
    sort=("-id",),
    empty_title="还没有法律援助",
    empty_text="职工在「求助」里申请，先到待办；决定以后列在这里。",
)  # fmt: skip


@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """The cases of the officer's subtree, with what came back."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    tab, base = request.GET.get("tab", ""), reverse("desk_legal_aids")
    tab = tab if tab in TABS else ""
    every = queries.below(seat.unit_path)
    rows = every.filter(state__in=TABS[tab][1]) if TABS[tab][1] else every
    tabs = [Link(words, f"{base}?tab={k}" if k else base, current=k == tab) for k, (words, _) in TABS.items()]
    context = {
        "here": "legal_aid", "tabs": tabs,
        "page": without_kept(actor, LIST.page(rows, request.GET, base), lambda row: row.matter),
        "totals": queries.totals(every), "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(request, "rights/legal_aids.html", context=context)


@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case: what the rule says and why, the lawyers and their load; a lawyer is assigned here."""
    actor, _ = officer(request, P.MATTER_HANDLE)
    matter, now = matters.on_desk(actor, number), timezone.now()
    if matter.kind != KIND:
        raise Http404
    row = queries.aid_of(number)
    if request.method == "POST":
        if row is None:
            raise Http404
        lawyer = get_object_or_404(Lawyer, pk=_uuid(request.POST.get("lawyer", "")))
        try:
            actions.assign(aid=row, lawyer=lawyer, by=actor, at=now)
        except Refused as refused:
            messages.warning(request, refused.reason)
        else:
            messages.success(request, f"已交{lawyer.name}律师承办")
        return redirect("desk_legal_aid", number)
    today = timezone.localdate(now)
    answers, path = matters.all_answers(matter), matter.unit_path
    verdict = aiding.RULE.apply(aiding.facts_of(answers, on=local_day(matter.opened_at), path=path), on=today)
    context = {
        "here": "legal_aid", "m": matter, "row": row, "status": look(row) if row else None,
        "answers": matters.shown_answers(matter, full=True), "verdict": verdict,
        "lawyers": list(queries.lawyers_for(path, on=today)[:30]) if matter.stage == "appoint" else [],
        "fields": dict(LawField.choices), "results": dict(aiding.RESULTS),
        "stage": matter.stage, "assigns": any(m.name == "assign" for m in matters.moves_for(actor, matter)),
        "moves": [m for m in matters.moves_for(actor, matter) if m.name != "assign"],
        "deeds": faces.deeds(matters.story(matter, full=True)), "notes": messages.get_messages(request),
    }  # fmt: skip
    response = page_or_fragment(request, "rights/legal_aid.html", context=context)
    response["Cache-Control"] = "no-store"
    return response


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_http_methods(["GET", "POST"])
def lawyers(request: HttpRequest) -> HttpResponse:
    """The lawyers of the officer's subtree with their load, and one more."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        given, errors = clean_all(LAWYER, request.POST, today=timezone.localdate())
        try:
            if not errors:
                given["since"] = date.fromisoformat(given["since"])
                unit = Unit.objects.get(pk=seat.unit_id)
                actions.add_lawyer(unit=unit, by=actor, at=timezone.now(), **given)
        except Refused as refused:
            errors = {refused.field: refused}
        if not errors:
            messages.success(request, "已登记")
            return redirect("desk_lawyers")
    table = Table(
        columns=(
            Column("name", "律师"),
            Column("office", "律师事务所", lambda row: Cell(row.office, cls="wrap")),
            Column("field", "专长", lambda row: LawField(row.field).label),
            Column("load", "在办", lambda row: f"{row.load} 件", align="r"),
            Column("unit", "名单", lambda row: row.unit.name),
            Column("ended_on", "状态", _serving),
        ),
        sort=("-id",),
        empty_title="还没有律师",
        empty_text="先登记愿意做法律援助的律师，再派案。",
    )  # fmt: skip
    context = {
        "here": "legal_aid",
        "page": table.page(queries.lawyers_below(seat.unit_path), request.GET, reverse("desk_lawyers")),
        "form": forms.form(LAWYER, request.POST, errors),
        "errors": errors,
        "mine": list(queries.lawyers_below(seat.unit_path).filter(unit=seat.unit_id, ended_on=None)[:60]),
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "rights/lawyers.html", context=context, status=422 if errors else 200)


@require_POST
def lawyer_end(request: HttpRequest, lawyer_id: UUID) -> HttpResponse:
    """Off the list."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    row = get_object_or_404(queries.lawyers_below(seat.unit_path), pk=lawyer_id)
    try:
        actions.end_lawyer(lawyer=row, by=actor, at=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.reason)
    else:
        messages.success(request, "已移出名单")
    return redirect("desk_lawyers")
