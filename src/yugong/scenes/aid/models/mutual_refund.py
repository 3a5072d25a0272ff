"""Premiums that go back to the union that paid them, through the hands of three persons."""

from django.db import models
from django.db.models import F, Q

from yugong.ground.access.anchors import Anchor
from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7
from yugong.scenes.aid.models.mutual import MutualCover, MutualReceipt

HANDS = ("made", "checked", "paid", "dropped")


class RefundState(models.TextChoices):
    """Whose hand a refund waits for, or how it ended."""

    MADE = "made", "待复核"
    CHECKED = "checked", "待退款"
    PAID = "paid", "已退回"
    DROPPED = "dropped", "没有退"


class MutualRefund(Row):
    """What is to go back: the rest of a receipt, or the premium of somebody who left before his cover began.

    Asked for, checked and paid by three persons; the bank's reference says that it went.
    """

    anchor = Anchor(path="office__path")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Unit, models.PROTECT, related_name="mutual_refunds", verbose_name="办事处")
    receipt = models.ForeignKey(MutualReceipt, models.PROTECT, null=True, related_name="refunds")
    cover = models.ForeignKey(MutualCover, models.PROTECT, null=True, related_name="refunds")
    fund = models.ForeignKey("ledger.Fund", models.PROTECT, related_name="+", verbose_name="资金")
    amount_fen = models.BigIntegerField("退款（分）")
    state = models.CharField("状态", max_length=10, choices=RefundState.choices, default=RefundState.MADE)
    reference = models.CharField("退款流水号", max_length=40, blank=True)
    made_by = models.CharField("提出", max_length=80)
    made_at = models.DateTimeField("提出时间")
    checked_by = models.CharField("复核", max_length=80, blank=True)
    checked_at = models.DateTimeField("复核时间", null=True)
    paid_by = models.CharField("退款", max_length=80, blank=True)
    paid_at = models.DateTimeField("退款时间", null=True)
    dropped_by = models.CharField("作罢", max_length=80, blank=True)
    dropped_at = models.DateTimeField("作罢时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["office", "-id"], name="refund_office")]
        constraints = [
            models.UniqueConstraint(
                fields=["receipt"], condition=Q(state__in=("made", "checked")), name="refund_one_at_a_time"
            ),
            models.UniqueConstraint(fields=["cover"], name="refund_of_a_cover_once"),
            models.UniqueConstraint(
                fields=["office", "reference"], condition=~Q(reference=""), name="refund_reference_once"
            ),
            models.CheckConstraint(
                condition=Q(receipt__isnull=False, cover__isnull=True)
                | Q(receipt__isnull=True, cover__isnull=False),
                name="refund_of_one_thing",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="refund_is_something"),
            models.CheckConstraint(
                condition=Q(checked_by="") | ~Q(checked_by=F("made_by")), name="refund_maker_does_not_check"
            ),
            models.CheckConstraint(
                condition=Q(paid_by="")
                | (~Q(paid_by=F("made_by")) & ~Q(paid_by=F("checked_by")) & ~Q(checked_by="")),
                name="refund_is_paid_by_a_third_person",
            ),
        ]


for hand in HANDS:
    ties.add(Tie(MutualRefund, f"{hand}_by", "互助退费", text="person:{}"))
