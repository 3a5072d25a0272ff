"""Account: what stands on one head of one fund of one union, in one commodity."""

from django.db import models
from django.db.models import Q

from yugong.engines.ledger.models.fund import Fund
from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit


class Account(Row):
    """A head of the chart, for a unit and a fund; `balance` is the sum of its postings, debits positive.

    A `solid` account (the bank, goods in store) is never below zero, and the database says so too.
    """

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="工会")
    fund = models.ForeignKey(Fund, models.PROTECT, null=True, related_name="accounts", verbose_name="资金")
    head = models.CharField("科目", max_length=30)
    commodity = models.CharField("计量", max_length=50)
    solid = models.BooleanField("不为负", default=False)
    balance = models.BigIntegerField("余额", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "fund", "head", "commodity"], name="account_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(solid=False) | Q(balance__gte=0), name="account_solid_not_below_zero"
            ),
        ]
