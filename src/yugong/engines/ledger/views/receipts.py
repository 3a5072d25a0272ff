"""The bank's files at the desk: the one to send, and what each answer came to."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.engines.ledger.actions import bank
from yugong.engines.ledger.queries import payments as queries
from yugong.engines.ledger.views.paying_words import OUTCOME
from yugong.engines.ledger.views.payments import money, when
from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission as P
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Table


@require_GET
def take(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The file for the bank, as often as it is needed the same one."""
    actor, _ = officer(request, P.PAYMENT_PAY)
    rows = queries.batches().filter(state__in=("sent", "done"))
    found = scope.one(actor, P.PAYMENT_PAY, rows, pk=batch_id)
    name, data = bank.take(batch=found, by=actor, at=timezone.now())
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


RESULTS = Table(
    columns=(
        Column("row", "行", align="r"),
        Column("reference", "业务编号", lambda row: row.reference or "—"),
        Column(
            "amount_fen", "金额（元）",
            lambda row: Cell("—", cls="r") if row.amount_fen is None else money(row.amount_fen), align="r",
        ),
        Column("outcome", "结果", lambda row: Cell(OUTCOME[row.outcome][0], status=OUTCOME[row.outcome][1])),
        Column("reason", "说明", lambda row: Cell(row.reason or "—", cls="wrap")),
    ),
    sort=("row",), label="row", empty_title="这份回单没有一行结果", empty_text="请核对文件。",
)  # fmt: skip


@require_GET
def receipt(request: HttpRequest, receipt_id: UUID) -> HttpResponse:
    """What was done with each row of an answer."""
    actor, _ = officer(request, P.FUND_VIEW)
    file = get_object_or_404(queries.receipts(), pk=receipt_id)
    scope.one(actor, P.FUND_VIEW, queries.batches(), pk=file.batch_id)
    rows = queries.results(file)
    tallied = queries.tallied(file)
    booked = [tallied.get(key, (0, 0)) for key in ("paid", "failed", "returned")]
    context = {
        "here": "payments",
        "file": file,
        "page": RESULTS.page(rows, request.GET, reverse("desk_receipt", args=(file.pk,))),
        "booked": booked,
        "odd": sum(tallied.get(key, (0, 0))[0] for key in ("clash", "amount", "unknown", "unreadable")),
        "again": tallied.get("again", (0, 0))[0],
        "sums": [yuan(fen) for _, fen in booked],
        "at": when(file.at),
    }
    return page_or_fragment(request, "ledger/bank_receipt.html", "list", context)
