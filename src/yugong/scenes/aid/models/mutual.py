"""Mutual aid (A6): a unit's enrolment in a product, the cover of each person, what was paid in and back."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from yugong.ground.access.anchors import Anchor
from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class EnrolmentState(models.TextChoices):
    """Where an enrolment stands."""

    CHECKED = "checked", "名单待确认"
    RUNNING = "running", "正在登记"
    DUE = "due", "等单位缴费"
    FORCE = "force", "已生效"
    DROPPED = "dropped", "名单作废"


class CoverState(models.TextChoices):
    """Where the cover of one person stands."""

    HELD = "held", "待缴保费"
    LIVE = "live", "保障中"
    ENDED = "ended", "已退保"


class MutualEnrolment(Row):
    """One unit's people in one product for one period: its list, what is due, what came in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mutual_enrolments", verbose_name="参保工会")
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="办事处")
    product = models.CharField("险种", max_length=12)
    starts_on = models.DateField("生效日")
    ends_on = models.DateField("到期日")
    state = models.CharField(
        "状态", max_length=10, choices=EnrolmentState.choices, default=EnrolmentState.CHECKED
    )
    number = models.CharField("缴费通知号", max_length=40, null=True, unique=True)
    after = models.ForeignKey("self", models.PROTECT, null=True, related_name="renewals", verbose_name="续自")
    price_fen = models.BigIntegerField("每份保费（分）")
    union_percent = models.SmallIntegerField("工会承担（%）", default=100)
    shares_each = models.SmallIntegerField("每人份数", default=1)
    data_rows = models.IntegerField("数据行", default=0)
    accepted = models.IntegerField("可参保", default=0)
    rejected = models.IntegerField("退回", default=0)
    duplicates = models.IntegerField("重复", default=0)
    heads = models.IntegerField("已登记", default=0)
    shares = models.IntegerField("份数", default=0)
    done = models.IntegerField("已处理", default=0)
    due_fen = models.BigIntegerField("应缴（分）", default=0)
    union_fen = models.BigIntegerField("工会承担（分）", default=0)
    received_fen = models.BigIntegerField("已缴（分）", default=0)
    paid_on = models.DateField("缴清日期", null=True)
    progress = models.UUIDField("进度", null=True)
    name_sealed = models.BinaryField("文件名", null=True)
    file_sealed = models.BinaryField("文件", null=True)
    problems_sealed = models.BinaryField("问题行", null=True)
    made_by = models.CharField("经办", max_length=80)
    made_at = models.DateTimeField("建立时间")

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-id"], name="enrolment_unit"),
            models.Index(fields=["office", "state", "-id"], name="enrolment_office"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(union_percent__gte=0, union_percent__lte=100), name="enrolment_percent"
            ),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="enrolment_lasts"),
        ]

    @property
    def owing_fen(self) -> int:
        """What is still to be paid."""
        return max(self.due_fen - self.received_fen, 0)


class MutualCover(Row):
    """One person insured in one product; in one family of products nobody is covered twice on a day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enrolment = models.ForeignKey(MutualEnrolment, models.PROTECT, related_name="covers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="mutual_covers", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mutual_covers", verbose_name="参保工会")
    product = models.CharField("险种", max_length=12)
    family = models.CharField("互斥组", max_length=12)
    slot = models.BigIntegerField("占位")  # of the person and the family, as it was when he was insured
    shares = models.SmallIntegerField("份数")
    premium_fen = models.BigIntegerField("保费（分）")
    union_fen = models.BigIntegerField("工会承担（分）")
    starts_on = models.DateField("生效日")
    ends_on = models.DateField("到期日")
    covered_from = models.DateField("起保日")
    renewal = models.BooleanField("不间断续保")
    state = models.CharField("状态", max_length=10, choices=CoverState.choices, default=CoverState.HELD)
    refunded_fen = models.BigIntegerField("退费（分）", default=0)
    ended_on = models.DateField("退保日期", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-starts_on"], name="cover_person"),
            models.Index(fields=["unit", "starts_on"], name="cover_unit"),
        ]
        constraints = [
            ExclusionConstraint(
                name="cover_once_in_a_family",
                expressions=[
                    (Func(F("slot"), F("slot"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    (
                        Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(state="ended"),
            ),
            models.CheckConstraint(condition=Q(shares__gte=1, premium_fen__gte=0), name="cover_is_something"),
        ]


class MutualPool(Row):
    """The premiums of one year at one office: the fund in the ledger and its line for claims."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Unit, models.PROTECT, related_name="mutual_pools", verbose_name="办事处")
    year = models.SmallIntegerField("年度")
    fund = models.ForeignKey("ledger.Fund", models.PROTECT, related_name="+", verbose_name="资金")
    line = models.ForeignKey("ledger.Line", models.PROTECT, related_name="+", verbose_name="给付预算")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "year"], name="pool_once_a_year")]


class MutualReceipt(Row):
    """Money that came into the bank for premiums: matched to an enrolment or not yet; the rest goes back."""

    anchor = Anchor(path="office__path")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Unit, models.PROTECT, related_name="mutual_receipts", verbose_name="办事处")
    pool = models.ForeignKey(MutualPool, models.PROTECT, related_name="receipts")
    enrolment = models.ForeignKey(MutualEnrolment, models.PROTECT, null=True, related_name="receipts")
    reference = models.CharField("银行流水号", max_length=40)
    amount_fen = models.BigIntegerField("到账（分）")
    on = models.DateField("到账日期")
    note = models.CharField("摘要", max_length=80, blank=True)
    used_fen = models.BigIntegerField("抵缴（分）", default=0)
    refunded_fen = models.BigIntegerField("已退（分）", default=0)
    refunded_on = models.DateField("退款日期", null=True)
    recorded_by = models.CharField("登记人", max_length=80)
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        indexes = [models.Index(fields=["office", "-id"], name="receipt_office")]
        constraints = [
            models.UniqueConstraint(fields=["office", "reference"], name="receipt_once"),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0)
                & Q(used_fen__gte=0)
                & Q(refunded_fen__gte=0)
                & Q(amount_fen__gte=F("used_fen") + F("refunded_fen")),
                name="receipt_adds_up",
            ),
        ]

    @property
    def rest_fen(self) -> int:
        """What is neither used nor given back."""
        return self.amount_fen - self.used_fen - self.refunded_fen


ties.add(Tie(MutualCover, "person_id", "互助保障"))
