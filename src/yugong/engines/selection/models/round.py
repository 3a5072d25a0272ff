"""Round: one round of a contest with its dates, and where it stands."""

from django.db import models
from django.db.models import F, Q

from yugong.ground.audit.models import Fixed, Row
from yugong.ground.org.models import Employer, Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7

REVIEWS = 2


class RoundStage(models.TextChoices):
    """Where a round stands; whether one can vote also depends on the hour."""

    DRAFT = "draft", "评选拟定中"
    REVIEW = "review", "等两人审核"
    PUBLIC = "public", "评选已公布"
    CLOSED = "closed", "计票评审中"
    POSTED = "posted", "结果公示中"
    SETTLED = "settled", "评选完成"
    CANCELLED = "cancelled", "评选作废"


class Round(Row):
    """One round: what is chosen, when one votes, how many win; marks and shares are the contest's.

    `roll` is written at the closing: a line per union of how many might vote and did, never who.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="主办工会")
    contest = models.CharField("评选类别", max_length=40)
    step = models.SmallIntegerField("第几轮", default=1)
    title = models.CharField("名称", max_length=60)
    about = models.TextField("说明")
    contact = models.CharField("咨询电话", max_length=30)
    opens_at = models.DateTimeField("开始")
    closes_at = models.DateTimeField("截止")
    winners = models.IntegerField("评出几个")
    stage = models.CharField("状态", max_length=10, choices=RoundStage.choices, default=RoundStage.DRAFT)
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="起草人")
    published_at = models.DateTimeField("公布时间", null=True)
    called_to = models.UUIDField("通知到哪一位", null=True)
    called_at = models.DateTimeField("通知完成时间", null=True)
    closed_at = models.DateTimeField("截止计票时间", null=True)
    posted_on = models.DateField("公示开始", null=True)
    posted_until = models.DateField("公示到", null=True)
    settled_at = models.DateTimeField("完成时间", null=True)
    cancelled_why = models.CharField("作废原因", max_length=120, blank=True)
    roll = models.JSONField("各工会人数", default=list)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-id"], name="round_unit"),
            models.Index(fields=["-id"], name="round_shown", condition=Q(published_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="round_closes_later"),
            models.CheckConstraint(condition=Q(winners__gte=1), name="round_has_winners"),
            models.CheckConstraint(
                condition=~Q(stage__in=("posted", "settled"))
                | Q(closed_at__isnull=False, posted_until__isnull=False),
                name="round_posted_after_closing",
            ),
        ]


class Entry(Row):
    """What is voted on or scored; `source` is how the scene that entered it names it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    poll = models.ForeignKey(Round, models.PROTECT, related_name="entries", db_index=False)
    number = models.SmallIntegerField("编号")
    title = models.CharField("名称", max_length=60)
    about = models.TextField("介绍", blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="所属工会")
    employer = models.ForeignKey(
        Employer, models.PROTECT, null=True, related_name="+", verbose_name="所属单位"
    )
    source = models.CharField("来处", max_length=80, blank=True)
    votes = models.IntegerField("得票", null=True)
    place = models.SmallIntegerField("名次", null=True)
    won = models.BooleanField("入选", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "number"], name="entry_number_once"),
            models.UniqueConstraint(
                fields=["poll", "source"], condition=~Q(source=""), name="entry_source_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="entry_number_from_one"),
        ]


class PollReview(Fixed):
    """One of the two reviews before a round is public; the drafter gives none, nobody gives two."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    poll = models.ForeignKey(Round, models.PROTECT, related_name="reviews")
    turn = models.SmallIntegerField("轮次")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="审核人")
    passed = models.BooleanField("通过")
    reason = models.CharField("意见", max_length=200, blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "turn", "by"], name="poll_review_by_two_persons"),
        ]


ties.add(Tie(Round, "drafted_by_id", "起草的评选"))
ties.add(Tie(PollReview, "by_id", "审核的评选"))
