"""Enrolment: one person's place in a campaign, or in its line."""

from django.db import models
from django.db.models import Q

from yugong.engines.campaigns.models.campaign import Campaign
from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class Standing(models.TextChoices):
    """What an enrolment is worth today."""

    ENTERED = "entered", "等抽签"
    IN = "in", "报上了"
    WAITING = "waiting", "候补"
    OFFERED = "offered", "递补待确认"
    LEFT = "left", "退出了"


LIVE = (Standing.ENTERED, Standing.IN, Standing.WAITING, Standing.OFFERED)
HOLDS = (Standing.IN, Standing.OFFERED)


class Enrolment(Row):
    """One per person and campaign, or for each of his children; `code` stands on the receipt, no name does.

    The published draw has the codes, too. `turn` is the place in the line: the order of coming, or what the
    lot called.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="enrolments", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="enrolments", verbose_name="报名的职工")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="所在工会")
    nth = models.SmallIntegerField("第几个", default=1)
    code = models.CharField("报名号", max_length=12)
    standing = models.CharField("状态", max_length=10, choices=Standing.choices)
    tickets = models.SmallIntegerField("签数", default=1)
    turn = models.BigIntegerField("次序", null=True)
    drawn = models.BooleanField("参加了抽签", default=False)
    at = models.DateTimeField("报名时间")
    answers_sealed = models.BinaryField("报名时填的", null=True)
    offered_until = models.DateTimeField("递补确认截止", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "person", "nth"], name="enrolment_once"),
            models.UniqueConstraint(fields=["campaign", "code"], name="enrolment_code"),
            models.CheckConstraint(
                condition=Q(standing="offered", offered_until__isnull=False) | ~Q(standing="offered"),
                name="enrolment_offer_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "standing", "turn"], name="enrolment_line"),
            models.Index(fields=["campaign", "-id"], name="enrolment_newest"),
            models.Index(fields=["offered_until"], name="enrolment_offers", condition=Q(standing="offered")),
        ]


ties.add(Tie(Enrolment, "person_id", "报名的活动"))
