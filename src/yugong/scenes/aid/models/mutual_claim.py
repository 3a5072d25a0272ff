"""Mutual aid (A6): a claim beside its matter, the invoices it was made with, facts a partner told before."""

from django.db import models
from django.db.models import Q

from yugong.ground.access.anchors import Anchor
from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7
from yugong.scenes.aid.models.mutual import MutualCover


class ClaimState(models.TextChoices):
    """Where a claim stands."""

    CONFIRM = "confirm", "等单位确认"
    REVIEW = "review", "材料核对中"
    GRANTED = "granted", "等付款"
    PAID = "paid", "已给付"
    REFUSED = "refused", "不予给付"
    DROPPED = "dropped", "已撤回给付申请"


class MutualClaim(Row):
    """A claim on one cover. What the person suffers from is not here: it is sealed in the matter alone.

    The employer's union sees that its member claims on his cover, and confirms that; `unit` is that union.
    The money goes to the member's own card; after his death to `payee`, the kin who claimed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.CharField("办件号", max_length=40, unique=True)
    cover = models.ForeignKey(MutualCover, models.PROTECT, related_name="claims")
    person = models.ForeignKey(Person, models.PROTECT, related_name="mutual_claims", db_index=False)
    payee = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="收款家属")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mutual_claims", verbose_name="参保工会")
    product = models.CharField("险种", max_length=12)
    event = models.CharField("事由", max_length=12)
    happened_on = models.DateField("出险日期")
    until = models.DateField("出院日期", null=True)
    state = models.CharField("状态", max_length=10, choices=ClaimState.choices, default=ClaimState.CONFIRM)
    told_by = models.CharField("来源", max_length=10, default="asker")  # asker | partner | kin
    confirmed_by = models.CharField("在保确认", max_length=80, blank=True)
    confirmed_at = models.DateTimeField("确认时间", null=True)
    objection = models.CharField("单位说的情况", max_length=10, blank=True)
    verdict = models.JSONField("计算", default=dict)
    amount_fen = models.BigIntegerField("给付（分）", default=0)
    decided_by = models.CharField("决定人", max_length=80, blank=True)
    decided_on = models.DateField("决定日期", null=True)
    paid_on = models.DateField("付款日期", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-id"], name="claim_person"),
            models.Index(fields=["unit", "state", "-id"], name="claim_unit"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gte=0), name="claim_amount"),
            models.CheckConstraint(
                condition=~Q(state__in=("granted", "paid")) | Q(amount_fen__gt=0),
                name="claim_granted_is_some",
            ),
        ]


class MutualInvoice(Row):
    """An invoice behind a claim, as a blind print: the same one never serves twice."""

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(MutualClaim, models.CASCADE, related_name="invoices")
    print = models.BinaryField("发票号码索引", unique=True)


class MutualLead(Row):
    """A stay in hospital that the medical insurer told: the member confirms it with one tap."""

    anchor = Anchor(path="unit__path", person="person_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cover = models.ForeignKey(MutualCover, models.PROTECT, related_name="leads")
    person = models.ForeignKey(Person, models.PROTECT, related_name="mutual_leads", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mutual_leads", verbose_name="经办工会")
    happened_on = models.DateField("入院日期")
    until = models.DateField("出院日期")
    amount_fen = models.BigIntegerField("预计给付（分）")
    medical_sealed = models.BinaryField("就诊信息", null=True)
    print = models.BinaryField("发票号码索引", unique=True)
    matter = models.CharField("办件号", max_length=40, blank=True)
    declined_at = models.DateTimeField("不申请", null=True)
    told_at = models.DateTimeField("告知时间")

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="lead_person")]


ties.add(Tie(MutualClaim, "person_id", "互助保障给付"))
ties.add(Tie(MutualClaim, "payee_id", "身故给付收款"))
ties.add(Tie(MutualLead, "person_id", "互助保障线索"))
