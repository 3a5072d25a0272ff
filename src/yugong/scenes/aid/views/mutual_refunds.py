"""Premiums on their way back: the list, and one with the button of whose hand is next."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.engines.ledger.queries.hands import hands as names_of
from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission as P
from yugong.scenes.aid.actions import mutual_refunds as actions
from yugong.scenes.aid.models import MutualReceipt, MutualRefund
from yugong.scenes.aid.queries import mutual as queries
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Table

STATUS = {"made": "wait", "checked": "warn", "paid": "ok", "dropped": "plain"}
STEPS = {"check": P.PAYMENT_CHECK, "pay": P.PAYMENT_PAY, "drop": P.PAYMENT_CHECK}
HANDS = {"made": "提出", "checked": "复核", "paid": "退款", "dropped": "作罢"}
DONE = {"check": "已复核，等付款人退款。", "pay": "已登记退回。", "drop": "不退了，可以再对上缴费通知。"}


def payer(row: MutualRefund) -> str:
    """Whose money it is."""
    enrolment = row.cover.enrolment if row.cover else row.receipt.enrolment if row.receipt else None
    return enrolment.unit.name if enrolment else "没有对上通知的到账"


LIST = Table(
    columns=(
        Column("made_at", "提出", lambda row: f"{timezone.localtime(row.made_at):%Y-%m-%d}"),
        Column(
            "payer", "退给",
            lambda row: Cell(payer(row), href=reverse("desk_mutual_refund_of", args=(row.pk,))),
        ),
        Column("why", "为什么", lambda row: "退保" if row.cover_id else "多缴或者转错"),
        Column("amount_fen", "金额（元）", lambda row: yuan(row.amount_fen), align="r"),
        Column("state", "状态", lambda row: Cell(row.get_state_display(), status=STATUS[row.state])),
    ),
    sort=("-id",),
    empty_title="还没有退费",
    empty_text="多缴、转错的到账，和参保前退出的保费，在这里复核、退回。",
)  # fmt: skip


@require_GET
def refunds(request: HttpRequest) -> HttpResponse:
    """What goes back at the seat's office."""
    _, seat = officer(request, P.FUND_VIEW)
    page = LIST.page(queries.refunds_at(seat.unit_path), request.GET, reverse("desk_mutual_refunds"))
    context = {"here": "mutual", "seat": seat, "page": page, "notes": messages.get_messages(request)}
    return page_or_fragment(request, "aid/mutual_refunds.html", "list", context)


@require_http_methods(["GET", "POST"])
def refund(request: HttpRequest, refund_id: UUID) -> HttpResponse:
    """One refund; a post is a step: `do` is check, pay or drop."""
    actor, seat = officer(request, P.FUND_VIEW)
    row = scope.one(actor, P.FUND_VIEW, queries.refunds(), pk=refund_id)
    do = request.POST.get("do", "")
    if request.method == "POST" and do in STEPS:
        now = timezone.now()
        try:
            if do == "pay":
                actions.pay(refund=row, reference=request.POST.get("reference", ""), by=actor, at=now)
            else:
                (actions.check if do == "check" else actions.drop)(refund=row, by=actor, at=now)
            messages.success(request, DONE[do])
        except Refused as refused:
            messages.warning(request, refused.reason)
        return redirect("desk_mutual_refund_of", row.pk)
    may_do = {do for do, wanted in STEPS.items() if wanted in seat.permissions}
    lent = [(label, getattr(row, f"{hand}_by"), getattr(row, f"{hand}_at")) for hand, label in HANDS.items()]
    names = names_of({key for _, key, _ in lent if key})
    context = {
        "here": "mutual", "row": row, "payer": payer(row), "status": STATUS[row.state], "may_do": may_do,
        "hands": [
            (label, f"{names[key]} · {timezone.localtime(at):%Y-%m-%d %H:%M}")
            for label, key, at in lent
            if key and at
        ],
        "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(request, "aid/mutual_refund.html", context=context)


@require_POST
def ask(request: HttpRequest, premium_id: UUID) -> HttpResponse:
    """Ask that the rest of a receipt goes back."""
    actor, _ = officer(request, P.FUND_MANAGE)
    rows = MutualReceipt.objects.select_related("office", "pool")
    row = scope.one(actor, P.FUND_MANAGE, rows, pk=premium_id)
    try:
        made = actions.ask(receipt=row, by=actor, at=timezone.now())
        messages.success(request, f"已提出退 {yuan(made.amount_fen)} 元，等另一位同志复核。")
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect("desk_mutual_receipt", row.pk)
