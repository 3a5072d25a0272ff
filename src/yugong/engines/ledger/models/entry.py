"""Volume, Entry and Posting: the vouchers of a union, numbered without gaps and chained, and their legs."""

from django.db import models
from django.db.models import Q

from yugong.engines.ledger.models.account import Account
from yugong.engines.ledger.models.commitment import Commitment
from yugong.ground.audit.models import Fixed, Row
from yugong.ground.org.models import Unit
from yugong.kernel.books import label
from yugong.kernel.ident import uuid7


class Volume(Row):
    """The end of a union's chain of entries; whoever writes an entry holds this row."""

    unit = models.OneToOneField(Unit, models.PROTECT, primary_key=True, related_name="+", verbose_name="工会")
    seq = models.IntegerField("末张", default=0)
    digest = models.BinaryField(max_length=32, default=bytes(32))
    surplus = models.BigIntegerField("结余", default=0)


class Entry(Fixed):
    """One voucher: `number` counts in the unit and year, `seq` in the unit's chain; nothing is ever changed.

    `income`, `outlay` and the surplus after it are what its postings amount to, in fen. The text says what
    for, never for whom.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="entries", verbose_name="工会")
    seq = models.IntegerField("链中序号")
    year = models.SmallIntegerField("年度")
    number = models.IntegerField("凭证号")
    on = models.DateField("日期")
    text = models.CharField("摘要", max_length=120)
    about = models.CharField("事由", max_length=120, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversal", verbose_name="冲销"
    )
    spends = models.ForeignKey(
        Commitment, models.PROTECT, null=True, related_name="entries", verbose_name="用款安排"
    )
    income = models.BigIntegerField("收入")
    outlay = models.BigIntegerField("支出")
    surplus = models.BigIntegerField("结余")
    legs = models.SmallIntegerField("分录数")
    by = models.CharField("制单", max_length=80)
    at = models.DateTimeField("时间")
    before = models.BinaryField(max_length=32)
    key_id = models.SmallIntegerField()
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "seq"], name="entry_seq"),
            models.UniqueConstraint(fields=["unit", "year", "number"], name="entry_number"),
            models.CheckConstraint(condition=Q(number__gt=0, seq__gt=0), name="entry_counts_from_one"),
        ]
        indexes = [
            models.Index(fields=["unit", "-on", "-seq"], name="entry_unit_on"),
            models.Index(fields=["about"], name="entry_about", condition=~Q(about="")),
        ]

    @property
    def label(self) -> str:
        return label(self.number)


class Posting(Fixed):
    """One leg of an entry on an account; the legs of an entry add up to nothing in every commodity."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="postings", verbose_name="凭证")
    account = models.ForeignKey(Account, models.PROTECT, related_name="postings", verbose_name="账户")
    amount = models.BigIntegerField("金额")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="posting_is_something")]
