"""Payment: money of a commitment that one person is to have for one purpose and period, once."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from yugong.engines.ledger.models.commitment import Commitment
from yugong.ground.access.anchors import Anchor
from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class PaymentState(StrEnum):
    """How far a payment has come; a failed one waits to be paid again, a void one never is."""

    MADE = "made"
    BATCHED = "batched"
    CHECKED = "checked"
    RELEASED = "released"
    SENT = "sent"
    PAID = "paid"
    FAILED = "failed"
    VOID = "void"


class Payment(Row):
    """What one person is to have, in fen; the same purpose and period is ordered for him once.

    `approved_by` is who decided it: his hand may not release the money. The unit is the one that pays.
    """

    anchor = Anchor(path="unit__path", person="payee_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="payments", verbose_name="付款工会")
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, related_name="payments", verbose_name="用款安排"
    )
    payee = models.ForeignKey(Person, models.PROTECT, related_name="payments", verbose_name="收款人")
    amount_fen = models.BigIntegerField("金额（分）")
    purpose = models.CharField("用途", max_length=60)
    period = models.CharField("所属期", max_length=20)
    about = models.CharField("事由", max_length=120)
    approved_by = models.CharField("批准人", max_length=80)
    ordered_by = models.CharField("提出人", max_length=80)
    ordered_at = models.DateTimeField("提出时间")
    state = models.CharField("状态", max_length=10, default=PaymentState.MADE.value)
    reason = models.CharField("退回原因", max_length=80, blank=True)
    paid_on = models.DateField("付款日期", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["payee", "purpose", "period"],
                condition=~Q(state=PaymentState.VOID.value),
                name="payment_once_per_purpose_and_period",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="payment_is_something"),
            models.CheckConstraint(
                condition=Q(state=PaymentState.PAID.value, paid_on__isnull=False)
                | (~Q(state=PaymentState.PAID.value) & Q(paid_on__isnull=True)),
                name="payment_paid_has_its_day",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "id"], name="payment_unit_state"),
            models.Index(fields=["payee", "-id"], name="payment_payee"),
            models.Index(fields=["about"], name="payment_about"),
        ]


ties.add(Tie(Payment, "payee_id", "付款"))
for column in ("approved_by", "ordered_by"):
    ties.add(Tie(Payment, column, "付款经手", text="person:{}"))
