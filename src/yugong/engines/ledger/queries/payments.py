"""Reading payments and batches: what waits for which hand, what became of each, what one person had."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from yugong.engines.ledger.models import (
    BankFile,
    Batch,
    BatchLine,
    BatchState,
    Entry,
    FileKind,
    Payment,
    PaymentState,
    ReceiptRow,
)
from yugong.ground.parameters.queries import number_within, value
from yugong.ground.people import vault
from yugong.ground.people.queries import names
from yugong.kernel.actor import Seat
from yugong.kernel.permissions import Permission as P

HANDS: Mapping[str, tuple[BatchState, ...]] = {
    P.PAYMENT_CHECK: (BatchState.MADE,),
    P.PAYMENT_PAY: (BatchState.CHECKED, BatchState.RELEASED, BatchState.SENT),
}
DONE_BY = ("made", "checked", "countersigned", "released", "sent", "returned")


@dataclass(frozen=True, slots=True)
class Mine:
    """One payment as its payee sees it."""

    purpose: str
    period: str
    amount_fen: int
    state: str
    account: str
    reason: str
    ordered_at: datetime
    paid_on: date | None


def payments(*states: str) -> QuerySet[Payment]:
    """Payments in these states, all of them without any; a page scopes them."""
    rows = Payment.objects.select_related("unit", "commitment__line__fund")
    return rows.filter(state__in=states) if states else rows


def batches() -> QuerySet[Batch]:
    """All batches; a page scopes them."""
    return Batch.objects.select_related("unit")


def receipts() -> QuerySet[BankFile]:
    """The files that came from the bank; a page scopes their batches."""
    return BankFile.objects.filter(kind=FileKind.IN).select_related("batch__unit").defer("content_sealed")


def limit_of(path: str, on: date) -> int:
    """Above how many fen a batch of a union needs a further signature."""
    return int(value("payment.countersign_above", on=on, path=path)) * 100


def waiting_for(rows: QuerySet[Batch], seat: Seat, key: str, on: date) -> QuerySet[Batch]:
    """Those of the batches that wait for a hand of this seat, without those on which the actor's hand was."""
    held = Q(pk__in=())
    for permission, states in HANDS.items():
        if permission in seat.permissions:
            held |= Q(state__in=states)
    if P.FUND_MANAGE in seat.permissions:
        above = number_within("payment.countersign_above", on=on, path=seat.unit_path) * 100
        held |= Q(state=BatchState.CHECKED, total_fen__gt=above, countersigned_by="")
    signed = Q(state=BatchState.CHECKED) & (Q(checked_by=key) | Q(countersigned_by=key))
    return rows.filter(held).exclude(made_by=key).exclude(signed)


def lines(batch: Batch) -> QuerySet[BatchLine]:
    """The lines of a batch in their order."""
    return BatchLine.objects.filter(batch=batch).select_related("payment", "account")


def of_batch(payment: Payment) -> list[BatchLine]:
    """The batches in which a payment has stood, the newest first."""
    return list(
        BatchLine.objects.filter(payment=payment).select_related("batch", "account").order_by("-id")[:20]
    )


def sums(rows: QuerySet[Payment]) -> tuple[int, int]:
    """How many payments, and how many fen together."""
    found = rows.order_by().aggregate(count=Count("pk"), total=Sum("amount_fen"))
    return found["count"], found["total"] or 0


def files_of(batch: Batch) -> list[BankFile]:
    """The files of a batch in order of time."""
    return list(batch.files.defer("content_sealed").order_by("at", "id"))


def entries_of(batch: Batch) -> list[Entry]:
    """The vouchers in which a batch stands, in their order."""
    return list(Entry.objects.filter(unit=batch.unit_id, about=batch.number).order_by("seq")[:50])


def results(file: BankFile) -> QuerySet[ReceiptRow]:
    """What was done with each row of an answer."""
    return ReceiptRow.objects.filter(file=file)


def tallied(file: BankFile) -> dict[str, tuple[int, int]]:
    """How many rows of an answer came to what, and how many fen they are together."""
    rows = ReceiptRow.objects.filter(file=file).values("outcome").order_by()
    found = rows.annotate(count=Count("id"), total=Sum("amount_fen"))
    return {row["outcome"]: (row["count"], row["total"] or 0) for row in found}


def returned_words(batch: Batch) -> str:
    """Why a batch was sent back."""
    return vault.unseal(batch.returned_sealed, table="ledger_batch", column="returned_sealed", row=batch.pk)


def deeds_of(batch: Batch) -> list[tuple[str, datetime, str]]:
    """The hands that were on a batch: (which, when, whose name), in order of time."""
    found = [
        (hand, getattr(batch, f"{hand}_at"), getattr(batch, f"{hand}_by"))
        for hand in DONE_BY
        if getattr(batch, f"{hand}_at")
    ]
    keys = {key: UUID(key.partition(":")[2]) for _, _, key in found if key.startswith("person:")}
    known = names(set(keys.values()))
    named = {key: known.get(person, "") for key, person in keys.items()}
    return [(hand, at, named.get(key) or "系统") for hand, at, key in found]


def mine(person_id: UUID) -> list[Mine]:
    """What one person had and is to have, the newest first."""
    rows = Payment.objects.filter(payee=person_id).exclude(state=PaymentState.VOID).order_by("-id")[:100]
    held = {row.pk: row for row in rows}
    paid_to = BatchLine.objects.filter(payment__in=held, account__isnull=False).order_by("id")
    cards = {
        line.payment_id: line.account.masked for line in paid_to.select_related("account") if line.account
    }
    return [
        Mine(
            row.purpose, row.period, row.amount_fen, row.state, cards.get(row.pk, ""), row.reason,
            row.ordered_at, row.paid_on,
        )
        for row in held.values()
    ]  # fmt: skip
