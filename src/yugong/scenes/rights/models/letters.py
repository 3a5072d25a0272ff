"""A supervision letter (一函两书): reminder, opinion or recommendation, from its draft to its answer."""

from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Employer, Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class LetterState(models.TextChoices):
    """Where a letter stands."""

    DRAFTED = "drafted", "拟稿"
    SIGNED = "signed", "待送达"
    SERVED = "served", "等答复"
    ANSWERED = "answered", "已答复"
    SILENT = "silent", "逾期未答复"
    SETTLED = "settled", "已整改"
    RAISED = "raised", "已升级"
    PUBLISHED = "published", "已发布"
    DROPPED = "dropped", "已作废"


class SupervisionLetter(Row):
    """A letter of a union: its text is sealed, its number and day come with the signature.

    `reply_by` is the last day for an answer, counted in working days from the service. `link_print` finds the
    addressee's page without an account; `after` is the weaker letter that was not followed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.CharField("办件号", max_length=40, unique=True)
    rank = models.CharField("文种", max_length=16)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="supervision_letters")
    unit_name = models.CharField("发文工会", max_length=120)
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="supervision_letters")
    addressee = models.CharField("主送", max_length=200)
    cause = models.CharField("事由", max_length=20)
    source = models.CharField("来自办件", max_length=40, blank=True)
    after = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    text_sealed = models.BinaryField("正文")
    version = models.SmallIntegerField("稿次", default=1)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="拟稿监督员")
    seconded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="复核监督员"
    )
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="签发人")
    drafted_at = models.DateTimeField("拟稿时间")
    state = models.CharField("状态", max_length=10, choices=LetterState.choices, default=LetterState.DRAFTED)
    number = models.CharField("文号", max_length=60, null=True, unique=True)
    serial = models.IntegerField("序号", null=True)
    on = models.DateField("成文日期", null=True)
    reply_days = models.SmallIntegerField("答复期限（工作日）", default=0)
    service = models.CharField("送达方式", max_length=20, blank=True)
    served_on = models.DateField("送达日期", null=True)
    receipt_sealed = models.BinaryField("签收人", null=True)
    reply_by = models.DateField("答复期限", null=True)
    answered_on = models.DateField("答复日期", null=True)
    answer_sealed = models.BinaryField("答复", null=True)
    link_print = models.BinaryField("送达链接", null=True)
    link_until = models.DateTimeField("链接有效期", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-id"], name="suplet_unit"),
            models.Index(fields=["employer", "-id"], name="suplet_employer"),
            models.Index(fields=["-on", "-id"], name="suplet_public", condition=Q(state="published")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["link_print"], condition=Q(link_print__isnull=False), name="suplet_link"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(signed_by__isnull=False, seconded_by__isnull=False),
                name="suplet_numbered_means_signed",
            ),
        ]


ties.add(Tie(SupervisionLetter, "drafted_by_id", "拟写的一函两书"))
ties.add(Tie(SupervisionLetter, "seconded_by_id", "复核的一函两书"))
ties.add(Tie(SupervisionLetter, "signed_by_id", "签发的一函两书"))
