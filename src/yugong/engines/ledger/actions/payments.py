"""Ordering a payment, paying one again that the bank sent back, and giving one up."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Sum

from yugong.engines.ledger.models import Commitment, Payment, PaymentState
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts, words
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission

TWICE = "这个人 {period} 的“{purpose}”已经有一笔 {amount} 元的付款，不能再付一笔；金额有误请先作废那一笔。"


@action(Permission.PAYMENT_MAKE, on="commitment", named="ledger.order")
def order(
    *,
    commitment: Commitment,
    payee: Person,
    amount_fen: int,
    purpose: str,
    period: str,
    approved_by: str,
    by: Actor,
    at: datetime,
    about: str = "",
) -> Payment:
    """What a person is to have out of a commitment; the same purpose and period again is the same row.

    Scenes call it with `by=RULE` from the deed that decided, and `approved_by`, the key of whoever did: his
    hand may not pay. The commitment is locked, so that its payments together never exceed it. Refused when
    the purpose and period are taken with another amount or from another commitment.
    """
    payee.insist_live()
    if amount_fen <= 0:
        raise Refused("付款金额要大于 0。", field="amount")
    if not purpose.strip() or not period.strip() or not approved_by:
        raise Refused("付款要写明用途、所属期和批准人。", field="purpose")
    known = _known(payee, purpose, period)
    if known is not None:
        return _same(known, commitment, amount_fen)
    _insist_left(commitment, amount_fen)
    made = Payment(
        unit_id=commitment.line.fund.unit_id, commitment=commitment, payee=payee, amount_fen=amount_fen,
        purpose=purpose, period=period, about=about or commitment.about, approved_by=approved_by,
        ordered_by=by.key, ordered_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        return _same(_known(payee, purpose, period) or made, commitment, amount_fen)
    facts(payment=str(made.pk), amount=amount_fen)
    return made


def _insist_left(commitment: Commitment, amount_fen: int) -> None:
    """So much may still be ordered of it."""
    if commitment.released_at is not None:
        raise Refused("这笔用款安排已经收回，请重新安排后再付款。", code="released")
    live = Payment.objects.filter(commitment=commitment).exclude(state=PaymentState.VOID)
    left = commitment.amount - (live.aggregate(sum=Sum("amount_fen"))["sum"] or 0)
    if amount_fen > left:
        raise Refused(
            f"这笔用款安排只剩 {yuan(left)} 元，不够付 {yuan(amount_fen)} 元。", code="commitment_short"
        )


def _known(payee: Person, purpose: str, period: str) -> Payment | None:
    rows = Payment.objects.filter(payee=payee, purpose=purpose, period=period)
    return rows.exclude(state=PaymentState.VOID).first()


def _same(known: Payment, commitment: Commitment, amount_fen: int) -> Payment:
    """The payment that stands, if it is the very same; nothing is paid twice."""
    if (known.commitment_id, known.amount_fen) == (commitment.pk, amount_fen):
        return known
    said = {"period": known.period, "purpose": known.purpose, "amount": yuan(known.amount_fen)}
    raise Refused(TWICE.format(**said), code="paid_twice")


@action(Permission.PAYMENT_MAKE, on="payment", named="ledger.pay_again")
def pay_again(*, payment: Payment, by: Actor, at: datetime) -> Payment:
    """Let a payment that the bank sent back wait for a batch again, though the card is the same."""
    if payment.state != PaymentState.FAILED:
        raise Refused("只有银行退回的款项才能重付。", code="stale")
    payment.state, payment.reason = PaymentState.MADE, ""
    payment.save(update_fields=["state", "reason"])
    return payment


@action(Permission.PAYMENT_MAKE, on="payment", named="ledger.void")
def void(*, payment: Payment, why: str, by: Actor, at: datetime) -> Payment:
    """Give a payment up that stands in no batch; its purpose and period may be ordered again."""
    if payment.state not in (PaymentState.MADE, PaymentState.FAILED):
        raise Refused("这笔款已经进了付款批次，请先退回批次再作废。", code="stale")
    if not why.strip():
        raise Refused("请写明为什么作废。", field="why")
    payment.state, payment.reason = PaymentState.VOID, ""
    payment.save(update_fields=["state", "reason"])
    words(why=why)
    return payment
