"""Legal aid (R3): the lawyers a union works with, and a case of aid beside its matter."""

from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class LawField(models.TextChoices):
    """What a lawyer mostly does."""

    LABOUR = "labour", "劳动报酬、劳动合同"
    INJURY = "injury", "工伤赔偿"
    GENERAL = "general", "综合法律"


class AidState(models.TextChoices):
    """Where a case of aid stands."""

    GRANTED = "granted", "待派律师"
    ASSIGNED = "assigned", "律师在办"
    DONE = "done", "援助已结案"
    ENDED = "ended", "终止援助"
    REFUSED = "refused", "不予援助"


class Lawyer(Row):
    """A lawyer who gives aid for a union: his office, what he does, and whether he takes cases now."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="lawyers")
    name = models.CharField("姓名", max_length=40)
    office = models.CharField("律师事务所", max_length=80)
    field = models.CharField("专长", max_length=10, choices=LawField.choices)
    since = models.DateField("从哪天起")
    ended_on = models.DateField("到哪天", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name", "office"], condition=Q(ended_on__isnull=True), name="lawyer_once"
            )
        ]


class LegalAid(Row):
    """Aid that was decided on: at once or in order, means looked at or not, which lawyer, what result."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.CharField("办件号", max_length=40, unique=True)
    asker = models.ForeignKey(Person, models.PROTECT, related_name="legal_aids", verbose_name="职工")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="legal_aids", verbose_name="援助的工会")
    state = models.CharField("状态", max_length=10, choices=AidState.choices)
    urgent = models.BooleanField("先援助后补手续", default=False)
    means_tested = models.BooleanField("审查经济困难", default=False)
    decided_on = models.DateField("决定日期")
    appoint_by = models.DateField("指派律师最后一天")
    lawyer = models.ForeignKey(Lawyer, models.PROTECT, null=True, related_name="aids", verbose_name="律师")
    appointed_on = models.DateField("指派日期", null=True)
    result = models.CharField("结果", max_length=10, blank=True)
    recovered_fen = models.BigIntegerField("追回金额（分）", default=0)
    ended_on = models.DateField("结案日期", null=True)
    ending = models.CharField("终止原因", max_length=10, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="legalaid_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(recovered_fen__gte=0), name="legalaid_recovered"),
            models.CheckConstraint(
                condition=~Q(state__in=("assigned", "done")) | Q(lawyer__isnull=False),
                name="legalaid_assigned_has_lawyer",
            ),
        ]


ties.add(Tie(LegalAid, "asker_id", "法律援助"))
