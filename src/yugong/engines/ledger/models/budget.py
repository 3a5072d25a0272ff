"""Line: what of a fund is planned for one head, arranged and spent; Plan: the history of planning."""

from django.db import models
from django.db.models import F, Q

from yugong.engines.ledger.models.fund import Fund
from yugong.ground.access.anchors import Anchor
from yugong.ground.audit.models import Fixed, Row
from yugong.kernel.ident import uuid7


class Line(Row):
    """A budget line in fen. `held` is arranged and not yet spent, `spent` stands in entries; both fit in it.

    A line on a head of income is what is expected to come in; nothing is held or spent of it.
    """

    anchor = Anchor(path="fund__unit__path")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="lines", verbose_name="资金")
    head = models.CharField("科目", max_length=30)
    amount = models.BigIntegerField("预算")
    held = models.BigIntegerField("已安排未付", default=0)
    spent = models.BigIntegerField("已支出", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "head"], name="line_once"),
            models.CheckConstraint(
                condition=Q(amount__gte=0, held__gte=0, spent__gte=0), name="line_not_below_zero"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=F("held") + F("spent")), name="line_not_overspent"
            ),
        ]

    @property
    def left(self) -> int:
        """What may still be arranged, in fen."""
        return self.amount - self.held - self.spent


class Plan(Fixed):
    """One planning of a line, written once: planning again adds another."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    line = models.ForeignKey(Line, models.PROTECT, related_name="plans")
    amount = models.BigIntegerField("预算")
    by = models.CharField("由谁", max_length=80)
    at = models.DateTimeField("时间")

    class Meta:
        indexes = [models.Index(fields=["line", "-id"], name="plan_line")]
