"""Campaign: one gathering that is announced, reviewed by three hands, and held on one day or several."""

from django.db import models
from django.db.models import F, Q

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7

REVIEWS = 3


class Stage(models.TextChoices):
    """Where a campaign stands."""

    DRAFT = "draft", "起草"
    REVIEW = "review", "三审中"
    PUBLIC = "public", "公布中"
    CANCELLED = "cancelled", "已取消"


class Campaign(Row):
    """What is offered, to whom, how many places there are and how they are given.

    Of a draw by lot the seal is public from the first day; seed and public number follow when it is drawn.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="campaigns", verbose_name="主办工会")
    gathering = models.CharField("类别", max_length=40)
    title = models.CharField("名称", max_length=60)
    about = models.TextField("介绍")
    place = models.CharField("地点", max_length=80)
    contact = models.CharField("咨询电话", max_length=30)
    audience = models.CharField("对象", max_length=10)
    taking = models.CharField("名额怎么给", max_length=10)
    places = models.IntegerField("名额")
    per_unit = models.IntegerField("每个工会最多", null=True)
    opens_at = models.DateTimeField("报名开始")
    closes_at = models.DateTimeField("报名截止")
    accept_hours = models.IntegerField("递补确认时限（小时）", default=24)
    stage = models.CharField("状态", max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="起草人")
    published_at = models.DateTimeField("发布时间", null=True)
    cancelled_why = models.CharField("取消原因", max_length=120, blank=True)
    seal = models.CharField("种子封存值", max_length=64, blank=True)
    seed_sealed = models.BinaryField("种子", null=True)
    public_source = models.CharField("公开随机数的来源", max_length=80, blank=True)
    public_number = models.CharField("公开随机数", max_length=80, blank=True)
    drawn_at = models.DateTimeField("抽签时间", null=True)
    drawn_count = models.IntegerField("抽签人数", null=True)
    taken = models.IntegerField("已给名额", default=0)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-id"], name="campaign_unit"),
            models.Index(fields=["-id"], name="campaign_public", condition=Q(stage="public")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken__gte=0, taken__lte=F("places")), name="campaign_never_oversold"
            ),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="campaign_closes_later"),
        ]


ties.add(Tie(Campaign, "drafted_by_id", "起草的活动"))
