"""Home visits of A1: what two or more people found, written once; no photo and no place are asked for."""

from django.db import models

from yugong.ground.audit.models import Fixed
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7
from yugong.scenes.aid.models.household import Household


class HomeVisit(Fixed):
    """One visit. `key` makes what was filled without signal arrive once, however often it is sent."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="visits")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="走访的工会")
    on = models.DateField("走访日期")
    agrees = models.CharField("和申报对不对得上", max_length=10)
    findings_sealed = models.BinaryField("走访所见")
    key = models.CharField("一次性编号", max_length=64, unique=True)
    recorded_at = models.DateTimeField("收到时间")

    class Meta:
        indexes = [models.Index(fields=["household", "-id"], name="homevisit_house")]


class HomeVisitor(Fixed):
    """Somebody who went along: an officer, or a person of the neighbourhood named on the page."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(HomeVisit, models.PROTECT, related_name="visitors")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="工会干部")
    name_sealed = models.BinaryField("同行人", null=True)


ties.add(Tie(HomeVisitor, "person_id", "参加的入户走访"))
