"""Claims at the desk: the list; the union that insured confirms without seeing the illness; the case."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.engines.matters import queries as matters
from yugong.engines.matters.views import faces
from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.ground.people.identity import name_of
from yugong.kernel import masking
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission as P
from yugong.kernel.roster.grid import TOO_LARGE, UPLOAD
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.actions import mutual_claims as actions
from yugong.scenes.aid.actions import mutual_leads as leads
from yugong.scenes.aid.models import ClaimState, MutualClaim
from yugong.scenes.aid.queries import mutual as queries
from yugong.scenes.aid.rules.mutual_claiming import DESKS
from yugong.scenes.aid.views.mutual import claim_state, named, person_of
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Table

KIND = "aid.mutual_claim"
SOURCES = {"asker": "本人申请", "partner": "医保数据，本人确认", "kin": "家属申请，工会登记"}
S = ClaimState
TABS: dict[str, tuple[str, tuple[S, ...]]] = {
    "": ("全部", ()),
    "confirm": ("等单位确认", (S.CONFIRM,)),
    "review": ("核对和决定", (S.REVIEW,)),
    "granted": ("等付款", (S.GRANTED,)),
    "paid": ("已给付", (S.PAID,)),
    "not": ("不予给付、撤回", (S.REFUSED, S.DROPPED)),
}


def _open(row: MutualClaim) -> Cell:
    return Cell(row.matter, href=reverse("desk_mutual_claim", args=(row.matter,)))


def _whose(row: MutualClaim) -> str:
    return masking.name(person_of(row))


def _confirmed(row: MutualClaim) -> str:
    if not row.confirmed_at:
        return "不用确认" if row.told_by == "partner" else ""
    return dict(actions.OBJECTIONS)[row.objection]


def _table(high: bool) -> Table:
    """What a district sees of claims; a union of an employer sees neither the sum nor the sort of event."""
    money = (Column("amount_fen", "按规则（元）", lambda row: yuan(row.amount_fen), align="r"),)
    return Table(
        columns=(
            Column("matter", "办件", _open),
            Column("person", "姓名", _whose if high else person_of),
            Column("unit", "参保工会", lambda row: row.unit.name),
            Column("product", "险种", lambda row: named(row.product)),
            Column("happened_on", "出险", lambda row: f"{row.happened_on:%Y-%m-%d}"),
            *(money if high else ()),
            Column("confirmed", "单位确认", _confirmed),
            Column("state", "状态", claim_state),
        ),
        sort=("-id",),
        empty_title="没有给付申请",
        empty_text="职工在手机上申请，或者医保数据告知后本人确认，就列在这里。",
    )


def is_high(unit_id: int) -> bool:
    """Whether this union may see the sums: a district's or above."""
    return Unit.objects.filter(pk=unit_id, kind__in=DESKS).exists()


@require_GET
def claims(request: HttpRequest) -> HttpResponse:
    """The claims of the officer's subtree."""
    _, seat = officer(request, P.MATTER_HANDLE)
    tab, base, high = request.GET.get("tab", ""), reverse("desk_mutual_claims"), is_high(seat.unit_id)
    tab = tab if tab in TABS else ""
    rows = queries.claims_below(seat.unit_path).select_related("person")
    rows = rows.filter(state__in=TABS[tab][1]) if TABS[tab][1] else rows
    tabs = [Link(words, f"{base}?tab={k}" if k else base, current=k == tab) for k, (words, _) in TABS.items()]
    context = {
        "here": "mutual", "tabs": tabs, "page": _table(high).page(rows, request.GET, base), "high": high,
        "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(request, "aid/mutual_claims.html", context=context)


@require_GET
def claim(request: HttpRequest, number: str) -> HttpResponse:
    """One claim: the whole case for its desk; for the union that insured only what it confirms."""
    actor, _ = officer(request, P.MATTER_HANDLE)
    rows = MutualClaim.objects.select_related("person", "payee", "unit", "cover")
    row = scope.one(actor, P.MATTER_HANDLE, rows, matter=number)
    matter = _matter(actor, number)
    context: dict[str, Any] = {
        "here": "mutual", "row": row, "product": named(row.product), "name": person_of(row),
        "status": (claim_state(row).status, row.get_state_display()), "objections": actions.OBJECTIONS,
        "notes": messages.get_messages(request),
    }  # fmt: skip
    if matter is None:
        return page_or_fragment(request, "aid/mutual_confirm.html", context=context)
    context |= _case(actor, matter, row)
    response = page_or_fragment(request, "aid/mutual_claim.html", context=context)
    response["Cache-Control"] = "no-store"
    return response


def _matter(actor: Any, number: str) -> Any:
    """The matter, if it lies below this seat; None for the union that insured, which never sees it."""
    try:
        return matters.on_desk(actor, number)
    except Http404:
        return None


def _case(actor: Any, matter: Any, row: MutualClaim) -> dict[str, Any]:
    verdict = Verdict.from_dict(row.verdict)
    return {
        "m": matter, "verdict": verdict, "answers": matters.shown_answers(matter, full=True),
        "moves": matters.moves_for(actor, matter), "confirmed": _confirmed(row),
        "payee": name_of(row.payee.pk, row.payee.name_sealed) if row.payee else "本人",
        "source": SOURCES[row.told_by],
        "deeds": faces.deeds(matters.story(matter, full=True)),
    }  # fmt: skip


@require_POST
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """The union that insured says that he is covered and in service, or what is wrong."""
    actor, _ = officer(request, P.MATTER_HANDLE)
    row = scope.one(actor, P.MATTER_HANDLE, MutualClaim.objects.all(), matter=number)
    try:
        actions.confirm(claim=row, objection=request.POST.get("objection", ""), by=actor, at=timezone.now())
        messages.success(request, "已确认，区县工会接着核对。")
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect("desk_mutual_claim", number)


@require_http_methods(["GET", "POST"])
def told(request: HttpRequest) -> HttpResponse:
    """The insurer's file: who is covered is told what he can have, and confirms with one tap."""
    actor, seat = officer(request, P.MATTER_SUPERVISE)
    if not is_high(seat.unit_id):
        raise Http404
    error, found = "", None
    if request.method == "POST":
        upload = request.FILES.get("file")
        try:
            if upload is None:
                raise Refused("请选医保数据文件。")
            if (upload.size or 0) > UPLOAD:
                raise Refused(TOO_LARGE.format(mb=UPLOAD // 2**20))
            unit = Unit.objects.get(pk=seat.unit_id)
            found = leads.bring(
                unit=unit,
                data=upload.read(),
                file=(upload.name or "医保数据")[-120:],
                by=actor,
                at=timezone.now(),
            )
        except Refused as refused:
            error = refused.reason
    file = forms.part(
        "file", "医保数据", "files", hint="Excel：姓名、证件号码、入院和出院日期、发票号码、医院级别",
        error=error, accept=".xlsx,.xls,.csv,.et",
    )  # fmt: skip
    counts = [(leads.OUTCOMES[key], found[key]) for key in leads.OUTCOMES if found[key]] if found else []
    context = {"here": "mutual", "file": file, "counts": counts, "done": found is not None}
    return page_or_fragment(request, "aid/mutual_told.html", context=context, status=422 if error else 200)
