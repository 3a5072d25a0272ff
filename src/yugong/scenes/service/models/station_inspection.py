"""Inspection: who looked at a station on which day, what was in order and what was not."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from yugong.ground.audit.models import Fixed
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7
from yugong.scenes.service.models.station import Station


class Inspection(Fixed):
    """One visit with its checklist; corrections are a new one. `found` says what was seen of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    station = models.ForeignKey(Station, models.PROTECT, related_name="inspections", db_index=False)
    checklist = models.CharField("检查表", max_length=12)
    on = models.DateField("日期")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="检查人")
    lacking = ArrayField(models.CharField(max_length=12), verbose_name="不合格的项", default=list)
    found = models.JSONField("情况", default=dict)
    visitors = models.IntegerField("人次", null=True)
    matters = ArrayField(models.CharField(max_length=40), verbose_name="交办的办件", default=list)
    at = models.DateTimeField("登记时间")

    class Meta:
        indexes = [models.Index(fields=["station", "-on", "-id"], name="inspection_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "checklist", "on", "person"], name="inspection_once_a_day"
            )
        ]

    @property
    def passed(self) -> bool:
        """Nothing was lacking."""
        return not self.lacking


ties.add(Tie(Inspection, "person_id", "检查过的驿站"))
