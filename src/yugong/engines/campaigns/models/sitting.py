"""The three reviews of a campaign, and its sessions."""

from django.db import models
from django.db.models import F, Q

from yugong.engines.campaigns.models.campaign import Campaign
from yugong.ground.audit.models import Fixed, Row
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class Review(Fixed):
    """One of the three reviews before a campaign is public; the drafter gives none, nobody gives two."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="reviews")
    turn = models.SmallIntegerField("轮次")
    step = models.SmallIntegerField("第几审")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="审核人")
    passed = models.BooleanField("通过")
    reason = models.CharField("意见", max_length=200, blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "turn", "step"], name="review_step_once"),
            models.UniqueConstraint(fields=["campaign", "turn", "by"], name="review_by_three_persons"),
        ]


class Sitting(Row):
    """One session of a campaign; its key makes the rotating code of checking in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="sittings")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    key_sealed = models.BinaryField("签到密钥")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="sitting_ends_later"),
            models.UniqueConstraint(fields=["campaign", "starts_at"], name="sitting_once"),
        ]


ties.add(Tie(Review, "by_id", "审核的活动"))
