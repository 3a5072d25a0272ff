"""Commitment: an amount of a budget line arranged for one thing, once."""

from django.db import models
from django.db.models import F, Q

from yugong.engines.ledger.models.budget import Line
from yugong.ground.access.anchors import Anchor
from yugong.ground.audit.models import Row
from yugong.kernel.ident import uuid7


class Commitment(Row):
    """What is set aside for `about`, in fen; `spent` of it stands in entries; released it holds nothing."""

    anchor = Anchor(path="line__fund__unit__path")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    line = models.ForeignKey(Line, models.PROTECT, related_name="commitments", verbose_name="预算项")
    amount = models.BigIntegerField("金额")
    spent = models.BigIntegerField("已支出", default=0)
    about = models.CharField("事由", max_length=120, unique=True)
    at = models.DateTimeField("安排时间")
    released_at = models.DateTimeField("收回时间", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, spent__gte=0, spent__lte=F("amount")),
                name="commitment_not_overspent",
            )
        ]
        indexes = [models.Index(fields=["line", "-id"], name="commitment_line")]

    @property
    def held(self) -> int:
        """What it still keeps of its line, in fen."""
        return 0 if self.released_at else self.amount - self.spent
