"""Whom a policy would help who has not asked: one offer a person and rule, and the nightly search."""

from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7
from yugong.scenes.aid.models.facts import LEVELS, HouseholdFacts


class OfferState(models.TextChoices):
    """Where an offer stands."""

    OPEN = "open", "等本人确认"
    TAKEN = "taken", "本人已确认"
    DECLINED = "declined", "本人不需要"
    ENDED = "ended", "不再符合"


class AidOffer(Row):
    """What a rule says somebody may have, its reasons sealed; he takes it by one press or says no thanks.

    `facts` are the figures on which it rests: when they change, it is weighed anew or ends. After a no he is
    not asked again before `quiet_until`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="aid_offers", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aid_offers", db_index=False)
    l1 = models.BigIntegerField(null=True)
    l2 = models.BigIntegerField(null=True)
    l3 = models.BigIntegerField(null=True)
    l4 = models.BigIntegerField(null=True)
    l5 = models.BigIntegerField(null=True)
    rule = models.CharField("规则", max_length=40)
    version = models.CharField("版本", max_length=40)
    outcome = models.CharField("结论", max_length=20)
    facts = models.ForeignKey(HouseholdFacts, models.PROTECT, related_name="offers")
    verdict_sealed = models.BinaryField("依据")
    state = models.CharField("状态", max_length=10, choices=OfferState.choices, default=OfferState.OPEN)
    made_at = models.DateTimeField("发现时间")
    weighed_at = models.DateTimeField("最近核算")
    called_at = models.DateTimeField("电话联系", null=True)
    called_by = models.CharField("联系人", max_length=80, blank=True)
    matter = models.CharField("办件号", max_length=40, blank=True)
    closed_at = models.DateTimeField("结束时间", null=True)
    quiet_until = models.DateField("多久不再提", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "rule"], condition=Q(state="open"), name="aidoffer_one_open"
            ),
            models.CheckConstraint(
                condition=~Q(state="taken") | ~Q(matter=""), name="aidoffer_taken_has_matter"
            ),
        ]
        indexes = [models.Index(fields=["person", "rule"], name="aidoffer_person")] + [
            models.Index(
                fields=[level, "-id"], name=f"aidoffer_{level}", condition=Q(**{f"{level}__isnull": False})
            )
            for level in LEVELS
        ]


class AidScan(Row):
    """One search through all households; behind `upto` it goes on after a crash."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    day = models.DateField("日期")
    rules = models.JSONField("规则", default=list)
    upto = models.UUIDField("查到", null=True)
    total = models.IntegerField("户数", default=0)
    seen = models.IntegerField("已查", default=0)
    found = models.IntegerField("新发现", default=0)
    ended = models.IntegerField("不再符合", default=0)
    began_at = models.DateTimeField("开始时间")
    done_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["-id"], name="aidscan_newest", condition=Q(done_at__isnull=False))]


ties.add(Tie(AidOffer, "person_id", "政策提醒"))
