"""Giving premiums back: asked for, checked, paid by three persons; the books follow the bank."""

import unicodedata
from datetime import datetime
from uuid import UUID

from yugong.engines.ledger.actions import entries
from yugong.ground.access.separation import may_lend
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.notices.addresses import Desk
from yugong.kernel.actor import RULE, Actor
from yugong.kernel.books import Leg
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.models import MutualCover, MutualReceipt, MutualRefund, RefundState
from yugong.scenes.aid.texts_mutual import REFUND

OPEN = (RefundState.MADE, RefundState.CHECKED)


def under_way(receipt: MutualReceipt) -> MutualRefund | None:
    """The refund of a receipt that waits for a hand."""
    return MutualRefund.objects.filter(receipt=receipt, state__in=OPEN).first()


@action(Permission.FUND_MANAGE, on="receipt", named="mutual.refund")
def ask(*, receipt: MutualReceipt, by: Actor, at: datetime) -> MutualRefund:
    """Ask that what of a receipt was not needed goes back; a second time there is nothing left to give."""
    if under_way(receipt) is not None:
        raise Refused("这笔到账正在办退款，不用再提。", code="under_way")
    if not receipt.rest_fen:
        raise Refused("这笔到账没有多余的钱要退。", code="nothing")
    made = MutualRefund(
        office_id=receipt.office_id, receipt=receipt, fund_id=receipt.pool.fund_id,
        amount_fen=receipt.rest_fen, made_by=by.key, made_at=at,
    )  # fmt: skip
    made.save(force_insert=True)
    _tell(made, "finance_checker", "待复核", at)
    facts(refund=str(made.pk), amount=made.amount_fen)
    return made


def owe(cover: MutualCover, *, fund: UUID, by: Actor, at: datetime) -> MutualRefund:
    """The premium of somebody who left before his cover began, inside the action that takes him off."""
    made = MutualRefund(
        office_id=cover.enrolment.office_id, cover=cover, fund_id=fund,
        amount_fen=cover.refunded_fen, made_by=by.key, made_at=at,
    )  # fmt: skip
    made.save(force_insert=True)
    _tell(made, "finance_checker", "待复核", at)
    return made


@action(Permission.PAYMENT_CHECK, on="refund", named="mutual.check_refund")
def check(*, refund: MutualRefund, by: Actor, at: datetime) -> MutualRefund:
    """Say that payer and amount were compared; never by who asked for it."""
    _insist(refund, RefundState.MADE, "checked", by)
    refund.state, refund.checked_by, refund.checked_at = RefundState.CHECKED, by.key, at
    refund.save(update_fields=["state", "checked_by", "checked_at"])
    _tell(refund, "finance_payer", "待退款", at)
    facts(refund=str(refund.pk), amount=refund.amount_fen)
    return refund


@action(Permission.PAYMENT_CHECK, on="refund", named="mutual.drop_refund")
def drop(*, refund: MutualRefund, by: Actor, at: datetime) -> MutualRefund:
    """Let the rest of a receipt stay: it may be matched to a notice. What a cover leaves must go back."""
    if refund.state not in OPEN:
        raise Refused("这笔退款已经办完，请刷新后再看。", code="stale")
    if refund.cover_id is not None:
        raise Refused("退保的保费要退给单位，不能作罢。", code="owed")
    refund.state, refund.dropped_by, refund.dropped_at = RefundState.DROPPED, by.key, at
    refund.save(update_fields=["state", "dropped_by", "dropped_at"])
    facts(refund=str(refund.pk))
    return refund


@action(Permission.PAYMENT_PAY, on="refund", named="mutual.pay_refund")
def pay(*, refund: MutualRefund, reference: str, by: Actor, at: datetime) -> MutualRefund:
    """Say that the bank has transferred it, under its reference; by a third person, once."""
    _insist(refund, RefundState.CHECKED, "paid", by)
    known = unicodedata.normalize("NFKC", reference).strip()
    if not known or len(known) > 40:
        raise Refused("请填写退款的银行流水号，最多 40 个字。", field="reference")
    if MutualRefund.objects.filter(office_id=refund.office_id, reference=known).exists():
        raise Refused("这个退款流水号已经用过，请核对。", field="reference", code="twice")
    refund.state, refund.reference = RefundState.PAID, known
    refund.paid_by, refund.paid_at = by.key, at
    refund.save(update_fields=["state", "reference", "paid_by", "paid_at"])
    receipt, day = refund.receipt, local_day(at)
    if receipt is not None:
        receipt = MutualReceipt.objects.select_for_update(of=("self",)).get(pk=receipt.pk)
        receipt.refunded_fen += refund.amount_fen
        receipt.refunded_on = day
        receipt.save(update_fields=["refunded_fen", "refunded_on"])
    amount, fund = refund.amount_fen, refund.fund_id
    legs = [Leg("custody", amount, fund), Leg("bank", -amount, fund)]
    text = "退回多缴的互助保费" if receipt else "退保退费"
    about = f"aid.mutual.receipt:{refund.receipt_id}" if receipt else f"aid.mutual.cover:{refund.cover_id}"
    entries.post(unit=refund.office, legs=legs, text=text, about=about, on=day, by=RULE, at=at)
    facts(refund=str(refund.pk), amount=amount)
    return refund


def _insist(refund: MutualRefund, state: RefundState, hand: str, by: Actor) -> None:
    """The refund waits for this hand, and it is nobody's who was on it before."""
    if refund.state != state:
        raise Refused("这笔退款已经不在这一步，请刷新后再看。", code="stale")
    lent = may_lend(hand, by=by.key, done={"made": refund.made_by, "checked": refund.checked_by})
    if not lent:
        raise Refused(lent.reason, code="same_hand")


def _tell(refund: MutualRefund, role: str, step: str, at: datetime) -> None:
    """Tell whose hand is next."""
    values = {"amount": yuan(refund.amount_fen), "step": step}
    tell(
        to=Desk(refund.office_id, role), template=REFUND.name, values=values,
        about=f"aid.mutualrefund:{refund.pk}", path=f"/desk/aid/mutual/refunds/{refund.pk}/", at=at,
    )  # fmt: skip
