"""Fund: money of one source and year that a union keeps for a purpose."""

from django.db import models

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.kernel.ident import uuid7


class Source(models.TextChoices):
    """Where the money of a fund comes from."""

    CENTRAL = "central", "中央财政"
    CITY = "city", "市级资金"
    DISTRICT = "district", "区县资金"
    OWN = "own", "本级经费"
    DONATION = "donation", "社会捐赠"
    PREMIUM = "premium", "互助保费"


class Fund(Row):
    """Money of one source and one year, kept apart from all other money of the unit."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="funds", verbose_name="工会")
    name = models.CharField("名称", max_length=60)
    source = models.CharField("来源", max_length=10, choices=Source.choices)
    year = models.SmallIntegerField("年度")
    purpose = models.CharField("用途", max_length=200)
    opened_at = models.DateTimeField("设立时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year", "name"], name="fund_once_a_year")]
        indexes = [models.Index(fields=["unit", "-year", "-id"], name="fund_unit")]
