"""Payments at the desk: what waits for my hand, for a batch, for a better card; and all batches."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.engines.ledger.actions import batches as acting
from yugong.engines.ledger.actions import payments as ordering
from yugong.engines.ledger.queries import payees as cards
from yugong.engines.ledger.queries import payments as queries
from yugong.engines.ledger.queries.payments import PaymentState as S
from yugong.engines.ledger.views.paying_words import BATCH, LINE, PAYMENT
from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.ground.people import queries as people
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Field, Text
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission as P
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Table

WHY: tuple[Field, ...] = (Text("why", "原因", hint="写清楚，办的人好照着改", longest=80),)
TABS = {"mine": "待我办", "waiting": "待制单", "back": "银行退回", "all": "全部批次"}


def when(at: datetime) -> str:
    """A moment as lists show it."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def money(fen: int) -> Cell:
    return Cell(yuan(fen), cls="r num")


BATCHES = Table(
    columns=(
        Column("number", "批号", lambda row: Cell(row.number, href=reverse("desk_batch", args=(row.pk,)))),
        Column("unit", "付款工会", lambda row: Cell(row.unit.name, cls="wrap")),
        Column("count", "笔数", lambda row: f"{row.count:,}", align="r"),
        Column("total_fen", "合计（元）", lambda row: money(row.total_fen), align="r"),
        Column("paid_fen", "已付（元）", lambda row: money(row.paid_fen), align="r"),
        Column("failed_count", "退回", lambda row: f"{row.failed_count:,}", align="r"),
        Column("state", "状态", lambda row: Cell(BATCH[row.state][0], status=BATCH[row.state][1])),
        Column("made_at", "制单时间", lambda row: when(row.made_at)),
    ),
    sort=("-id",),
    label="number",
    empty_title="没有付款批次",
    empty_text="制单以后，批次在这里一步一步往下走。",
)


def of_payments(rows: Any, tab: str, given: Mapping[str, str], path: str) -> Any:
    """A page of payments with names and cards of the people on it."""
    plain = Table(columns=(Column("payee_id", ""),), sort=("-id",)).page(rows, given, path, count=False)
    payees = {line.row.payee_id for line in plain.rows}
    names, known = people.names(payees), cards.cards_of(payees)

    def name(row: Any) -> Cell:
        return Cell(names.get(row.payee_id, ""), href=reverse("desk_payment", args=(row.pk,)))

    def card(row: Any) -> Cell:
        held = known.get(row.payee_id)
        return Cell(held) if held else Cell("没有银行卡", status="warn")

    last = Column("reason", "银行说") if tab == "back" else Column("card", "收款账户", card)
    empty = {
        "waiting": ("没有等待制单的付款", "救助、补助批准以后，要付的钱自动出现在这里，不用再录。"),
        "back": ("没有银行退回的款项", "银行退回的款项连同原因列在这里，改好银行卡就能重付。"),
    }[tab]
    table = Table(
        columns=(
            Column("payee", "收款人", name),
            Column("purpose", "用途", lambda row: Cell(f"{row.purpose} · {row.period}", cls="wrap")),
            Column("amount_fen", "金额（元）", lambda row: money(row.amount_fen), align="r"),
            Column("fund", "资金", lambda row: Cell(row.commitment.line.fund.name, cls="wrap")),
            last,
            Column("ordered_at", "批准时间", lambda row: when(row.ordered_at)),
        ),
        sort=("-id",), label="purpose", fixed={"tab": tab}, empty_title=empty[0], empty_text=empty[1],
    )  # fmt: skip
    return table.page(rows, given, path)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What waits for my hand; a maker begins with the payments that wait for a batch."""
    actor, seat = officer(request, P.FUND_VIEW)
    base = reverse("desk_payments")
    scoped = scope.within(actor, P.FUND_VIEW, queries.batches())
    mine = queries.waiting_for(scoped, seat, actor.key, local_day(timezone.now()))
    waiting = scope.within(actor, P.FUND_VIEW, queries.payments(S.MADE))
    back = scope.within(actor, P.FUND_VIEW, queries.payments(S.FAILED))
    makes = P.PAYMENT_MAKE in seat.permissions
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "waiting" if makes else "mine"
    if tab in ("waiting", "back"):
        page = of_payments(waiting if tab == "waiting" else back, tab, request.GET, base)
    else:
        table = Table(**{**BATCHES.__dict__, "fixed": {"tab": tab}})
        page = table.page(mine if tab == "mine" else scoped, request.GET, base)
    counts = {"mine": mine.count(), "waiting": waiting.count(), "back": back.count(), "all": None}
    context = {
        "here": "payments",
        "tab": tab,
        "tabs": [Link(label, f"{base}?tab={key}", key == tab, counts[key]) for key, label in TABS.items()],
        "page": page,
        "total": queries.sums(waiting)[1],
        "makes": makes and tab == "waiting" and bool(page.rows),
        "unit_name": seat.unit_name,
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "ledger/payments.html", "list", context)


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Batches of the ticked payments, or of all that wait; one batch for each union that pays."""
    actor, _ = officer(request, P.PAYMENT_MAKE)
    rows = scope.within(actor, P.PAYMENT_MAKE, queries.payments(S.MADE))
    picked = {found for text in request.POST.getlist("pick") if (found := _uuid(text))}
    if "all" not in request.POST:
        rows = rows.filter(pk__in=picked)
    units = {row.unit_id: row.unit for row in rows.order_by("unit_id").distinct("unit_id")}
    if not units:
        messages.warning(request, "请先勾选要付的款项，再按“制单”。")
        return redirect("desk_payments")
    made = []
    for unit in units.values():
        chosen = None if "all" in request.POST else picked
        try:
            made.append(acting.make(unit=unit, payments=chosen, by=actor, at=timezone.now()))
        except Refused as refused:
            messages.warning(request, f"{unit.name}：{refused.reason}")
    if not made:
        return redirect("desk_payments")
    numbers = "、".join(one.number for one in made)
    total = sum(one.total_fen for one in made)
    messages.success(request, f"已制单：{numbers}，合计 {yuan(total)} 元，等待复核。")
    return (
        redirect("desk_batch", made[0].pk)
        if len(made) == 1
        else redirect(f"{reverse('desk_payments')}?tab=all")
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_GET
def payment(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """One payment: whose, what for, the card, the batches it stood in."""
    actor, _ = officer(request, P.FUND_VIEW)
    row = scope.one(actor, P.FUND_VIEW, queries.payments(), pk=payment_id)
    return page_or_fragment(request, "ledger/payment.html", context=_facts(request, actor, row))


def _facts(request: HttpRequest, actor: Actor, row: Any) -> dict[str, Any]:
    card, fund = cards.card_of(row.payee_id), row.commitment.line.fund
    facts = [
        ("用途", f"{row.purpose}（{row.period}）"),
        ("金额", f"{yuan(row.amount_fen)} 元"),
        ("付款工会", row.unit.name),
        ("资金", f"{fund.name}（{fund.year} 年）"),
        ("收款账户", card.masked if card else "还没有登记银行卡"),
        ("批准时间", when(row.ordered_at)),
        ("付款日期", f"{row.paid_on:%Y-%m-%d}" if row.paid_on else "—"),
    ]
    makes = bool(may(actor, P.PAYMENT_MAKE, row))
    return {
        "here": "payments",
        "row": row,
        "name": people.names({row.payee_id}).get(row.payee_id, ""),
        "state": PAYMENT[row.state],
        "facts": facts,
        "stood": [(line, LINE[line.state]) for line in queries.of_batch(row)],
        "again": makes and row.state == S.FAILED,
        "voids": makes and row.state in (S.MADE, S.FAILED),
        "cards": may(actor, P.PERSON_CHANGE, row.payee) and row.state != S.PAID,
        "why": forms.form(WHY, {}, {}),
        "notes": messages.get_messages(request),
    }


@require_POST
def payment_act(request: HttpRequest, payment_id: UUID, do: str) -> HttpResponse:
    """Let it be paid again, or give it up."""
    actor, _ = officer(request, P.PAYMENT_MAKE)
    row = scope.one(actor, P.PAYMENT_MAKE, queries.payments(), pk=payment_id)
    verbs: Mapping[str, tuple[Callable[..., Any], str]] = {
        "again": (ordering.pay_again, "已放回待制单，可以重新付了"),
        "void": (ordering.void, "已作废，这笔款不会再付"),
    }
    if do not in verbs:
        raise Http404
    verb, said = verbs[do]
    more = {"why": request.POST.get("why", "")} if do == "void" else {}
    try:
        verb(payment=row, by=actor, at=timezone.now(), **more)
        messages.success(request, said)
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect("desk_payment", row.pk)
