"""What another line or amount would mean, kept as a paper: parameters, date, counts, author."""

from django.db import models

from yugong.ground.audit.models import Fixed
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class PolicyTrial(Fixed):
    """One trial as it was saved: a count on a day, which puts nothing in force.

    `given` are the parameters that were tried, `present` those in force that day, `result` the counts and
    the money in fen of the whole and of each union below.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="policy_trials")
    unit_name = models.CharField("测算的工会", max_length=120)
    title = models.CharField("题目", max_length=80)
    rule = models.CharField("规则", max_length=40)
    version = models.CharField("版本", max_length=40)
    on = models.DateField("测算日期")
    given = models.JSONField("试算的参数")
    present = models.JSONField("现行的参数")
    result = models.JSONField("结果")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="测算人")
    made_at = models.DateTimeField("保存时间")

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="policytrial_unit")]


ties.add(Tie(PolicyTrial, "made_by_id", "政策测算"))
