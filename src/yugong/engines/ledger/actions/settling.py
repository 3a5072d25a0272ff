"""Booking how payments ended: what the bank paid, what it sent back, and everybody who hears of it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, Sum

from yugong.engines.ledger import followers, texts
from yugong.engines.ledger.actions import entries
from yugong.engines.ledger.actions.clearing import owed_of
from yugong.engines.ledger.actions.entries import Draft
from yugong.engines.ledger.models import (
    Batch,
    BatchLine,
    BatchState,
    Commitment,
    LineState,
    Payment,
    PaymentState,
)
from yugong.ground.notices import actions as notices
from yugong.kernel.actor import Actor
from yugong.kernel.books import Leg
from yugong.kernel.calendar import local_day
from yugong.kernel.money import yuan

PAID, FAILED = Q(state=LineState.PAID), Q(state=LineState.FAILED)


def lines_of(batch: Batch) -> list[BatchLine]:
    """The lines that went to the bank, with what settling them needs."""
    rows = batch.lines.exclude(state=LineState.DROPPED).order_by("no")
    return list(rows.select_related("batch", "account", "payment__commitment__line"))


def spending(batch: Batch, owed: Mapping[UUID, int], text: str, *, on: date) -> list[Draft]:
    """Entries that book amounts by commitment from what was set aside to what is on its way to the bank;
    negative amounts come back."""
    rows = Commitment.objects.filter(pk__in=owed).select_related("line").order_by("pk")
    return [
        Draft(_both(one.line.head, "payable", owed[one.pk], one.line.fund_id), text, on, batch.number, one)
        for one in rows
    ]


def _both(debit: str, credit: str, amount: int, fund: UUID) -> tuple[Leg, Leg]:
    return Leg(debit, amount, fund), Leg(credit, -amount, fund)


def settle(
    batch: Batch, lines: Sequence[BatchLine], *, came_back: Collection[int] = (), by: Actor, at: datetime
) -> None:
    """Book lines whose state says how they ended, in one transaction with all that follows from it.

    A failed one of `came_back` was booked as paid before: that is turned round first.
    """
    if not lines:
        return
    today = local_day(at)
    for line in lines:
        _ended(line.payment, line, today)
    BatchLine.objects.bulk_update(lines, ["state", "reason"])
    Payment.objects.bulk_update([line.payment for line in lines], ["state", "reason", "paid_on"])
    entries.write(unit=batch.unit, drafts=_drafts(batch, lines, came_back, on=today), by=by, at=at)
    _count(batch)
    for line in lines:
        _follow(line, by=by, at=at)
    _tell(lines, came_back, at=at)


def _ended(payment: Payment, line: BatchLine, today: date) -> None:
    if line.state == LineState.PAID:
        payment.state, payment.reason, payment.paid_on = PaymentState.PAID, "", today
    else:
        payment.state, payment.reason = PaymentState.FAILED, line.reason
        payment.paid_on = None


def _drafts(batch: Batch, lines: Iterable[BatchLine], came_back: Collection[int], *, on: date) -> list[Draft]:
    """What was paid leaves the bank, by fund; what the bank sends back is set aside again, by commitment,
    and lies in the bank again when it had left it."""
    paid: Counter[UUID] = Counter()
    again: Counter[UUID] = Counter()
    back: Counter[UUID] = Counter()
    for line in lines:
        commitment = line.payment.commitment
        if line.state == LineState.PAID:
            paid[commitment.line.fund_id] += line.amount_fen
        else:
            back[commitment.pk] -= line.amount_fen
            if line.pk in came_back:
                again[commitment.line.fund_id] += line.amount_fen
    gone = f"银行已付，付款批次 {batch.number}"
    drafts = [
        Draft(_both("payable", "bank", sum_, fund), gone, on, batch.number)
        for fund, sum_ in sorted(paid.items())
    ]
    drafts += [
        Draft(_both("bank", "payable", sum_, fund), f"付出后退汇，付款批次 {batch.number}", on, batch.number)
        for fund, sum_ in sorted(again.items())
    ]
    return drafts + spending(batch, back, f"银行退回，付款批次 {batch.number}", on=on)


def _count(batch: Batch) -> None:
    """The sums of a batch anew; one without open lines is done."""
    sums = batch.lines.aggregate(
        paid=Count("id", filter=PAID), paid_fen=Sum("amount_fen", filter=PAID),
        failed=Count("id", filter=FAILED), failed_fen=Sum("amount_fen", filter=FAILED),
        open=Count("id", filter=Q(state=LineState.OPEN)),
    )  # fmt: skip
    batch.paid_count, batch.paid_fen = sums["paid"], sums["paid_fen"] or 0
    batch.failed_count, batch.failed_fen = sums["failed"], sums["failed_fen"] or 0
    batch.state = BatchState.SENT if sums["open"] else BatchState.DONE
    batch.save()


def _follow(line: BatchLine, *, by: Actor, at: datetime) -> None:
    """Tell the scenes whose payment it is."""
    owed = owed_of(line.payment)
    for follower in followers.following(owed):
        if line.state == LineState.PAID:
            follower.paid(owed, on=local_day(at), by=by, at=at)
        else:
            follower.failed(owed, reason=line.reason, by=by, at=at)


def _tell(lines: Sequence[BatchLine], came_back: Collection[int], *, at: datetime) -> None:
    """Tell the payees, all of them together."""
    paid = [one for one in lines if one.state == LineState.PAID]
    failed = [one for one in lines if one.state != LineState.PAID]
    returned = [one for one in failed if one.pk in came_back]
    failed = [one for one in failed if one.pk not in came_back]
    for text, those in ((texts.PAID, paid), (texts.FAILED, failed), (texts.RETURNED, returned)):
        words = [_word(text.name, one, on=local_day(at)) for one in those]
        notices.tell_each(template=text.name, words=words, at=at)


def _word(template: str, line: BatchLine, *, on: date) -> notices.Word:
    payment, paid = line.payment, line.state == LineState.PAID
    values = {"amount": yuan(payment.amount_fen), "purpose": payment.purpose, "period": payment.period}
    if paid:
        values |= {"account": line.account.masked if line.account else "", "on": f"{on:%Y-%m-%d}"}
    else:
        values |= {"reason": line.reason}
    path = "/me/payments/" if paid else "/me/bank/"
    about, once = f"ledger.payment:{payment.pk}", f"{template}|{line.pk}"
    return notices.Word(payment.payee_id, values, about, path, once)
