"""Who has voted, and what was voted: two tables without anything between them (docs/adr/0017)."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yugong.engines.selection.models.round import Round
from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7

HOLDS = 32  # ballots in one box


class VoterMark(Row):
    """That a person has voted in a round, once; not when, and not what.

    Its key is random. At the closing all marks of a round are written anew in random order.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    poll = models.ForeignKey(Round, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="投过票的会员")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="所在工会")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "person"], name="one_person_one_vote")]


class Box(Row):
    """A box of up to thirty-two ballots that wait for the next seal: one sealed cell, sorted by receipt."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    poll = models.ForeignKey(Round, models.PROTECT, related_name="+", db_index=False)
    count = models.SmallIntegerField("张数")
    papers_sealed = models.BinaryField("选票")

    class Meta:
        indexes = [models.Index(fields=["poll", "count"], name="box_with_room")]
        constraints = [
            models.CheckConstraint(condition=Q(count__gte=0, count__lte=HOLDS), name="box_holds"),
        ]


class Batch(Row):
    """One seal of the chain: its ballots in one sealed cell until the closing, its head published at once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    poll = models.ForeignKey(Round, models.PROTECT, related_name="batches", db_index=False)
    number = models.IntegerField("第几次")
    at = models.DateTimeField("封存时间")
    count = models.IntegerField("张数")
    voters = models.IntegerField("已投票人数")
    head = models.CharField("封存值", max_length=64)
    papers_sealed = models.BinaryField("选票", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "number"], name="batch_number_once")]


class Ballot(Row):
    """One ballot as it is published; all become rows at the closing, at once, in the order of receipts."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    poll = models.ForeignKey(Round, models.PROTECT, related_name="+", db_index=False)
    code = models.CharField("回执码", max_length=24)
    choices = ArrayField(models.SmallIntegerField(), verbose_name="选择")
    batch = models.IntegerField("在第几次封存")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "code"], name="ballot_code_once")]


class Turnout(Row):
    """How many of a union voted in an hour, and how many of those from a device that had voted often."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    poll = models.ForeignKey(Round, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="所在工会")
    hour = models.DateTimeField("小时")
    votes = models.IntegerField("票数")
    crowded = models.IntegerField("同一设备多张", default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "hour", "unit"], name="turnout_once")]


class Turned(models.Model):
    """How many ballots were not taken, by reason; one upsert counts, also where the vote itself is undone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    poll = models.ForeignKey(Round, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField("原因", max_length=20)
    count = models.IntegerField("次数")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "reason"], name="turned_once")]


ties.add(Tie(VoterMark, "person_id", "投过票的评选"))
