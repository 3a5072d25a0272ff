"""Programmes of the seasons (A3): what is given, for whom, out of which line, and who got what."""

from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class Season(models.TextChoices):
    """What a programme is for; the same word is the purpose under which nobody is paid twice."""

    SPRING = "spring", "春送岗位"
    SUMMER = "summer", "夏送清凉"
    AUTUMN = "autumn", "金秋助学"
    WINTER = "winter", "冬送温暖"
    LIVING = "living", "生活救助"
    MEDICAL = "medical", "大病救助"
    TEMPORARY = "temporary", "临时救助"
    HOLIDAY = "holiday", "勤工俭学补助"


class Programme(Row):
    """A season's programme of a union: money of one budget line, or goods out of the store, or both.

    `each_fen` is what each person gets unless `rule` says how much; `piece_fen` what one piece of goods cost;
    `filed` asks for a hardship file; `period` names the round in which nobody gets the same twice; `stand`
    opens the page of its hand-out.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aid_programmes")
    name = models.CharField("名称", max_length=60)
    season = models.CharField("类别", max_length=10, choices=Season.choices)
    period = models.CharField("期次", max_length=20)
    opens_on = models.DateField("开始")
    closes_on = models.DateField("结束")
    line = models.ForeignKey("ledger.Line", models.PROTECT, null=True, related_name="+")
    budget_fen = models.BigIntegerField("预算（分）", default=0)
    each_fen = models.BigIntegerField("每人金额（分）", default=0)
    rule = models.CharField("按哪条规则算", max_length=40, blank=True)
    filed = models.BooleanField("只帮建档困难户", default=False)
    posting_days = models.SmallIntegerField("公示（工作日）", default=0)
    posted_on = models.DateField("公示开始", null=True)
    posted_to = models.DateField("公示到", null=True)
    goods = models.CharField("物资代码", max_length=40, blank=True)
    goods_name = models.CharField("物资", max_length=40, blank=True)
    pieces_each = models.SmallIntegerField("每人份数", default=0)
    piece_fen = models.BigIntegerField("每份价值（分）", default=0)
    stand = models.CharField("领取点码", max_length=40, unique=True)
    opened_by = models.CharField("设立人", max_length=80)
    closed_on = models.DateField("关闭日期", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "season", "period", "name"], name="programme_once"),
            models.CheckConstraint(condition=Q(closes_on__gte=models.F("opens_on")), name="programme_days"),
            models.CheckConstraint(
                condition=Q(budget_fen=0, line=None) | Q(budget_fen__gt=0, line__isnull=False),
                name="programme_line",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-id"], name="programme_unit")]


class Listed(models.TextChoices):
    """Where somebody on the list stands."""

    WAITING = "waiting", "待审批"
    GRANTED = "granted", "已批准"
    REFUSED = "refused", "未批准"


class Target(Row):
    """Somebody on a programme's list: why he is on it, and what was decided about him and why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="targets")
    person = models.ForeignKey(Person, models.PROTECT, related_name="aid_targets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aid_targets")
    source = models.CharField("来自", max_length=10)  # rule | roster | hand
    why = models.CharField("为什么在名单上", max_length=200)
    verdict = models.JSONField("规则结论", null=True)
    asked_fen = models.BigIntegerField("拟发（分）", default=0)
    pieces = models.SmallIntegerField("份数", default=0)
    state = models.CharField("状态", max_length=10, choices=Listed.choices, default=Listed.WAITING)
    reason = models.CharField("理由", max_length=300, blank=True)
    change = models.CharField("怎样会不同", max_length=300, blank=True)
    listed_at = models.DateTimeField("列入时间")
    decided_by = models.CharField("审批人", max_length=80, blank=True)
    decided_at = models.DateTimeField("审批时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "person"], name="aidtarget_once"),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(decided_at__isnull=False), name="aidtarget_decided"
            ),
        ]
        indexes = [models.Index(fields=["programme", "state", "id"], name="aidtarget_list")]


class GrantState(models.TextChoices):
    """Where the money of a grant is."""

    APPROVED = "approved", "已批准，待付款"
    PAID = "paid", "帮扶金已到账"
    FAILED = "failed", "帮扶金没有付成"
    CANCELLED = "cancelled", "帮扶金已撤销"


class Grant(Row):
    """Money given to a person: by which union, for what and for which round.

    All unions' grants of a year are summed for the cap. `child` is the chain of the child it is for, so that
    a worker with two children is not refused for the second.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="aid_grants")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aid_grants")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="grants")
    target = models.OneToOneField(Target, models.PROTECT, null=True, related_name="grant")
    purpose = models.CharField("用途", max_length=10, choices=Season.choices)
    period = models.CharField("期次", max_length=20)
    child = models.CharField("子女", max_length=40, blank=True)
    amount_fen = models.BigIntegerField("金额（分）")
    on = models.DateField("批准日期")
    state = models.CharField("状态", max_length=10, choices=GrantState.choices, default=GrantState.APPROVED)
    matter = models.CharField("办件号", max_length=40, blank=True)
    approved_by = models.CharField("批准人", max_length=80)
    paid_on = models.DateField("到账日期", null=True)
    report_by = models.DateField("最迟报备", null=True)
    reported_on = models.DateField("报备日期", null=True)
    verdict = models.JSONField("规则结论", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "child", "purpose", "period"],
                condition=~Q(state="cancelled"),
                name="aidgrant_once",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="aidgrant_amount"),
        ]
        indexes = [
            models.Index(fields=["person", "on"], name="aidgrant_person"),
            models.Index(fields=["unit", "-id"], name="aidgrant_unit"),
        ]


ties.add(Tie(Target, "person_id", "帮扶名单"))
ties.add(Tie(Grant, "person_id", "帮扶金"))
ties.add(Tie(Programme, "opened_by", "设立的帮扶项目", text="person:{}"))
ties.add(Tie(Target, "decided_by", "审批的帮扶", text="person:{}"))
ties.add(Tie(Grant, "approved_by", "批准的帮扶金", text="person:{}"))
