"""The jury: who scores, what he gave, and where he must not."""

from django.db import models
from django.db.models import Q

from yugong.engines.selection.models.round import Entry, Round
from yugong.ground.audit.models import Row
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class Juror(Row):
    """Somebody asked to score a round; published under his number only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    poll = models.ForeignKey(Round, models.PROTECT, related_name="jurors", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="评委")
    number = models.SmallIntegerField("评委编号")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "person"], name="juror_once"),
            models.UniqueConstraint(fields=["poll", "number"], name="juror_number_once"),
        ]


class JuryScore(Row):
    """What a juror gives an entry, or why he gives nothing: one or the other."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="scores", db_index=False)
    juror = models.ForeignKey(Juror, models.PROTECT, related_name="scores")
    points = models.SmallIntegerField("分数", null=True)
    recused = models.CharField("回避", max_length=10, blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "juror"], name="jury_score_once"),
            models.CheckConstraint(
                condition=Q(points__isnull=False, points__gte=0, points__lte=100, recused="")
                | (Q(points__isnull=True) & ~Q(recused="")),
                name="jury_scores_or_recuses",
            ),
        ]


ties.add(Tie(Juror, "person_id", "担任的评委"))
