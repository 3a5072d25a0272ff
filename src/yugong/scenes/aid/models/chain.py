"""The chain of a child (A4): grant at admission, posts in the holidays, the first post; one thread."""

from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Employer, Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7
from yugong.scenes.aid.models.programme import Grant


class SchoolStage(models.TextChoices):
    """Where the child learns."""

    SENIOR = "senior", "普通高中"
    VOCATIONAL = "vocational", "中职、技校"
    COLLEGE = "college", "大专、高职"
    BACHELOR = "bachelor", "本科"
    MASTER = "master", "研究生"


class Chain(Row):
    """One child of a worker: `person` is the parent; found again by the blind index of the child's number.

    His name, number and school are sealed; `born_year` and `born_month` are all that the clock needs.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="aid_chains")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aid_chains")
    child_sealed = models.BinaryField("子女")
    child_index = models.BinaryField("证件索引", unique=True)
    born_year = models.SmallIntegerField("出生年")
    born_month = models.SmallIntegerField("出生月")
    stage = models.CharField("学段", max_length=12, choices=SchoolStage.choices)
    entered = models.SmallIntegerField("入学年份")
    graduates = models.SmallIntegerField("毕业年份")
    begun_on = models.DateField("开始")
    ended_on = models.DateField("结束", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-id"], name="chain_person"),
            models.Index(fields=["unit", "-id"], name="chain_unit"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(graduates__gt=models.F("entered")), name="chain_years")
        ]


class Step(models.TextChoices):
    """The links of a chain."""

    GRANT = "grant", "助学金"
    HOLIDAY = "holiday", "假期实践岗位"
    FIRST = "first", "毕业第一岗"


class LinkState(models.TextChoices):
    """Where a link stands."""

    OFFERED = "offered", "等家里选"
    ASKED = "asked", "等工会确认"
    PLACED = "placed", "已确认"
    DONE = "done", "这一环做完了"
    DECLINED = "declined", "这次不去"
    LAPSED = "lapsed", "过期没有选"


class WorkPost(Row):
    """A post for children of the chain: with which employer, where, when, and what is paid for it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aid_posts")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="aid_posts")
    step = models.CharField("用于", max_length=8, choices=Step.choices)
    title = models.CharField("岗位", max_length=40)
    place = models.CharField("地点", max_length=80)
    from_on = models.DateField("从")
    to_on = models.DateField("到")
    allowance_fen = models.BigIntegerField("补助（分）", default=0)
    seats = models.SmallIntegerField("名额")
    closed_on = models.DateField("撤下日期", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gt=0, to_on__gte=models.F("from_on")), name="workpost_sound"
            )
        ]
        indexes = [models.Index(fields=["unit", "-id"], name="workpost_unit")]


class ChainLink(Row):
    """One link: offered by itself when its facts appear, taken or not, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    chain = models.ForeignKey(Chain, models.PROTECT, related_name="links")
    step = models.CharField("环节", max_length=8, choices=Step.choices)
    period = models.CharField("期次", max_length=20)
    state = models.CharField("状态", max_length=10, choices=LinkState.choices)
    why = models.CharField("为什么", max_length=200)
    offered_on = models.DateField("提供日期")
    until = models.DateField("最迟")
    post = models.ForeignKey(WorkPost, models.PROTECT, null=True, related_name="links")
    grant = models.OneToOneField(Grant, models.PROTECT, null=True, related_name="chain_link")
    note = models.CharField("说明", max_length=200, blank=True)
    closed_on = models.DateField("办结日期", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "step", "period"], name="chainlink_once"),
            models.CheckConstraint(
                condition=~Q(state__in=("asked", "placed")) | Q(post__isnull=False), name="chainlink_post"
            ),
        ]
        indexes = [models.Index(fields=["state", "until"], name="chainlink_due")]


ties.add(Tie(Chain, "person_id", "子女帮扶链条"))
