"""Mediation (R2): the bodies of the network, a case beside its matter, its sessions, offers and payments."""

from django.db import models
from django.db.models import F, Q

from yugong.ground.audit.models import Fixed, Row
from yugong.ground.org.models import Employer, Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class BodyKind(models.TextChoices):
    """The three sorts of mediation bodies."""

    DISTRICT = "district", "区县总工会调解委员会"
    STREET = "street", "镇街、基层工会调解委员会"
    STUDIO = "studio", "调解工作室"


class MediationState(models.TextChoices):
    """Where a case stands beside its matter."""

    TALKS = "talks", "调解中"
    DRAFTED = "drafted", "等双方确认"
    SEALED = "sealed", "履行中"
    PAID = "paid", "已履行"
    DEFAULT = "default", "没有按约履行"
    FAILED = "failed", "没有达成协议"
    DROPPED = "dropped", "已撤回调解"


class MediationBody(Row):
    """A committee or studio of a union; the union's mediators sit in it, its desk takes the applications."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mediation_bodies")
    kind = models.CharField("类别", max_length=10, choices=BodyKind.choices)
    name = models.CharField("名称", max_length=100)
    formed_on = models.DateField("成立日期")
    term_to = models.DateField("任期到")
    closed_on = models.DateField("撤销日期", null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="medbody_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(closed_on__isnull=True), name="medbody_name"
            ),
            models.CheckConstraint(
                condition=Q(term_to__gt=F("formed_on")), name="medbody_term_after_forming"
            ),
        ]


class Mediation(Row):
    """A case in mediation. What the worker filled in stands in the matter; here stands what came to it.

    `plan` is the list of [day, fen] of the agreement; both sides' signatures name the version they saw.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.CharField("办件号", max_length=40, unique=True)
    asker = models.ForeignKey(Person, models.PROTECT, related_name="mediations", verbose_name="职工")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mediations", verbose_name="调解的工会")
    body = models.ForeignKey(MediationBody, models.PROTECT, related_name="cases", verbose_name="调解组织")
    mediator = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="调解员")
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="mediations")
    employer_name = models.CharField("用人单位", max_length=200)
    state = models.CharField(
        "状态", max_length=10, choices=MediationState.choices, default=MediationState.TALKS
    )
    received_on = models.DateField("收到申请")
    accepted_on = models.DateField("受理")
    talks_until = models.DateField("调解期限")
    ended_on = models.DateField("调解结束", null=True)
    views_sealed = models.BinaryField("单位的意见", null=True)
    terms_sealed = models.BinaryField("协议条款", null=True)
    plan = models.JSONField("履行计划", default=list)
    version = models.SmallIntegerField("稿次", default=0)
    worker_agreed_at = models.DateTimeField("职工确认", null=True)
    employer_agreed_at = models.DateTimeField("单位确认", null=True)
    employer_signer_sealed = models.BinaryField("单位签字人", null=True)
    sealed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="用印人")
    number = models.CharField("协议编号", max_length=60, null=True, unique=True)
    serial = models.IntegerField("序号", null=True)
    effective_on = models.DateField("生效日期", null=True)
    confirm_by = models.DateField("司法确认最后一天", null=True)
    link_print = models.BinaryField("单位的链接", null=True)
    link_until = models.DateTimeField("链接有效期", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-id"], name="mediation_unit"),
            models.Index(fields=["asker", "-id"], name="mediation_asker"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["link_print"], condition=Q(link_print__isnull=False), name="mediation_link"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True)
                | Q(
                    worker_agreed_at__isnull=False, employer_agreed_at__isnull=False, sealed_by__isnull=False
                ),
                name="mediation_numbered_means_agreed",
            ),
        ]


class MediationSession(Row):
    """One meeting of the parties: where and when, and afterwards what was said, sealed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    mediation = models.ForeignKey(Mediation, models.PROTECT, related_name="sessions")
    on = models.DateField("日期")
    clock = models.CharField("时间", max_length=20)
    place = models.CharField("地点", max_length=80)
    minutes_sealed = models.BinaryField("笔录", null=True)
    result = models.CharField("结果", max_length=10, blank=True)


class MediationOffer(Fixed):
    """A proposal of one side; nothing that was offered is ever changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    mediation = models.ForeignKey(Mediation, models.PROTECT, related_name="offers")
    side = models.CharField("哪一方", max_length=10)  # worker or employer
    fen = models.BigIntegerField("金额（分）")
    text_sealed = models.BinaryField("方案", null=True)
    at = models.DateTimeField("时间")
    accepts = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="accepted_by", verbose_name="同意的方案"
    )


class MediationPayment(Fixed):
    """Money that reached the worker under an agreement."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    mediation = models.ForeignKey(Mediation, models.PROTECT, related_name="payments")
    on = models.DateField("到账日期")
    fen = models.BigIntegerField("金额（分）")
    way = models.CharField("方式", max_length=10)
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(fen__gt=0), name="medpay_positive")]


ties.add(Tie(Mediation, "asker_id", "劳动争议调解"))
ties.add(Tie(Mediation, "mediator_id", "主持的调解"))
ties.add(Tie(Mediation, "sealed_by_id", "用印的调解协议"))
ties.add(Tie(MediationPayment, "recorded_by_id", "登记的履行"))
