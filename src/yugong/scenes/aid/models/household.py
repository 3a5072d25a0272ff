"""The household of A1: one file, one main person; its members, what they declare and agree to, verdicts."""

from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Fixed, Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class HouseholdState(models.TextChoices):
    """Where a household stands."""

    DRAFT = "draft", "填写中"
    APPLIED = "applied", "审核中"
    HELPED = "helped", "在档"
    OBSERVED = "observed", "退出观察"
    REFUSED = "refused", "不符合"
    REMOVED = "removed", "已退出"
    DROPPED = "dropped", "已撤回申请"


class HardshipCategory(models.TextChoices):
    """How hard it is; the keys are the outcomes of the rule."""

    DEEP = "deep", "深度困难"
    RELATIVE = "relative", "相对困难"
    ACCIDENT = "accident", "意外致困"


class ExitReason(models.TextChoices):
    """Why a household leaves the file."""

    RECOVERED = "recovered", "已经脱困"
    DEATH = "death", "主要申请人去世"
    MOVED = "moved", "迁出本市"
    FALSE = "false", "隐瞒、虚报"
    ASKED = "asked", "本人申请退出"


class ConsentWay(models.TextChoices):
    """How a member said yes to the check of the household's means."""

    SELF = "self", "本人在手机上"
    LINK = "link", "家人用短信链接"
    PAPER = "paper", "纸上签字"
    GUARDIAN = "guardian", "监护人代签"


LIVE = (HouseholdState.DRAFT, HouseholdState.APPLIED, HouseholdState.HELPED, HouseholdState.OBSERVED)
ON_FILE = (HouseholdState.HELPED, HouseholdState.OBSERVED)


class Household(Row):
    """One household, one file, one main person. What it declares is sealed in its statements."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="households", verbose_name="主要申请人", db_index=False
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="households", verbose_name="建档的工会")
    state = models.CharField(
        "状态", max_length=10, choices=HouseholdState.choices, default=HouseholdState.DRAFT
    )
    category = models.CharField("类别", max_length=10, choices=HardshipCategory.choices, blank=True)
    rural = models.BooleanField("农村户口", default=False)
    kept = models.BooleanField("不让单位知道", default=True)
    matter = models.CharField("办件号", max_length=40, null=True, unique=True)
    number = models.CharField("档案编号", max_length=60, null=True, unique=True)
    opened_at = models.DateTimeField("开始填写")
    since = models.DateField("建档日期", null=True)
    valid_to = models.DateField("有效期到", null=True)
    ended_on = models.DateField("退出日期", null=True)
    ended_why = models.CharField("退出原因", max_length=10, choices=ExitReason.choices, blank=True)
    blocked_until = models.DateField("多久不受理", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-id"], name="household_unit"),
            models.Index(fields=["person", "-id"], name="household_person"),
            models.Index(fields=["state", "valid_to"], name="household_due"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=LIVE), name="household_one_live"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ON_FILE) | Q(valid_to__isnull=False, since__isnull=False),
                name="household_on_file_has_days",
            ),
        ]


class HouseholdMember(Row):
    """Somebody of a household: his identity is sealed; while the file stands he can stand in no other one.

    `facts_sealed` holds what concerns him alone: phone, health, school. `standing` is true from the
    sending of the application until the household leaves the file.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="household_places", verbose_name="已登记的本人"
    )
    relation = models.CharField("关系", max_length=10)
    adult = models.BooleanField("成年", default=True)
    name_sealed = models.BinaryField("姓名")
    number_sealed = models.BinaryField("证件号码")
    number_index = models.BinaryField("证件索引")
    facts_sealed = models.BinaryField("个人情况", null=True)
    standing = models.BooleanField("占一户", default=False)
    left_on = models.DateField("移出日期", null=True)
    link_print = models.BinaryField("授权链接", null=True)
    link_until = models.DateTimeField("链接有效期", null=True)

    class Meta:
        indexes = [models.Index(fields=["household", "id"], name="housemember_house")]
        constraints = [
            models.UniqueConstraint(
                fields=["number_index"], condition=Q(standing=True), name="housemember_one_house"
            ),
            models.UniqueConstraint(
                fields=["household", "number_index"],
                condition=Q(left_on__isnull=True),
                name="housemember_once",
            ),
            models.UniqueConstraint(
                fields=["link_print"], condition=Q(link_print__isnull=False), name="housemember_link"
            ),
        ]


class HouseholdConsent(Row):
    """A member's yes to the check of the household's means, in the wording he saw; withdrawn by a date."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    member = models.ForeignKey(HouseholdMember, models.PROTECT, related_name="consents")
    way = models.CharField("方式", max_length=10, choices=ConsentWay.choices)
    wording = models.CharField("文本版本", max_length=40)
    given_at = models.DateTimeField("同意时间")
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    paper = models.UUIDField("签字照片", null=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["member", "-id"], name="houseconsent_member")]


class Statement(Row):
    """What a household declared, or what the union found: income, outlay, belongings, as one sealed sheet."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="statements")
    source = models.CharField("来源", max_length=10)  # declared, verified or review
    on = models.DateField("截至")
    sheet_sealed = models.BinaryField("申报内容", null=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="填写人")
    made_at = models.DateTimeField("填写时间")

    class Meta:
        indexes = [models.Index(fields=["household", "-id"], name="statement_house")]


class HouseholdVerdict(Fixed):
    """What the rule said about a household on a day, with every figure; never changed, replayable."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="verdicts")
    source = models.CharField("依据", max_length=10)  # declared, verified or review
    rule = models.CharField("规则", max_length=40)
    on = models.DateField("日期")
    outcome = models.CharField("结论", max_length=20)
    verdict = models.JSONField("判定")
    made_at = models.DateTimeField("时间")

    class Meta:
        indexes = [models.Index(fields=["household", "-id"], name="houseverdict_house")]


ties.add(Tie(Household, "person_id", "困难职工档案"))
ties.add(Tie(HouseholdMember, "person_id", "所在的困难家庭"))
ties.add(Tie(HouseholdConsent, "recorded_by_id", "登记的家庭授权"))
ties.add(Tie(Statement, "made_by_id", "填写的家庭情况"))
