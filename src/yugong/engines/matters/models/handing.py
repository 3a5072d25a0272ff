"""What was handed to a partner agency: chosen parts of a matter, for a purpose, until a day."""

from django.db import models
from django.db.models import Q

from yugong.engines.matters.models.matter import Matter
from yugong.ground.access.anchors import Anchor
from yugong.ground.audit.models import Row
from yugong.ground.org.models import Agency
from yugong.ground.people.models import Person
from yugong.kernel.ident import uuid7


class Lying(models.TextChoices):
    """Where a hand-over lies."""

    SENT = "sent", "已送交，等对方签收"
    TAKEN = "taken", "对方已签收，正在办"
    RETURNED = "returned", "对方已答复"
    WITHDRAWN = "withdrawn", "已撤回"
    EXPIRED = "expired", "已到期，没有答复"


class Handover(Row):
    """Parts of one matter sent to one agency. `open` tells whether the agency may still see them.

    `due_at` is the agency's clock; while `waits` is set ours stand still for it. `parts` are words of
    kernel.handing.PARTS, `files` the ids of chosen attachments; messages are never handed over.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="handovers")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    to_name = models.CharField("送交单位", max_length=120)
    purpose = models.CharField("用途", max_length=40)
    parts = models.JSONField("送交内容", default=list)
    files = models.JSONField("送交材料", default=list)
    note_sealed = models.BinaryField("附言", null=True)
    sent_at = models.DateTimeField("送交时间")
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="送交人")
    due_at = models.DateTimeField("答复期限")
    expires_at = models.DateTimeField("可看到")
    waits = models.BooleanField("我方暂停计时", default=False)
    state = models.CharField("状态", max_length=10, choices=Lying.choices, default=Lying.SENT)
    open = models.BooleanField("对方可看", default=True)
    read_at = models.DateTimeField("对方首次打开", null=True)
    taken_at = models.DateTimeField("签收时间", null=True)
    ended_at = models.DateTimeField("结束时间", null=True)
    noted_at = models.DateTimeField("我方已阅", null=True)
    result = models.CharField("结果", max_length=40, blank=True)
    answer_sealed = models.BinaryField("答复", null=True)
    figures = models.JSONField("数字", default=dict)
    warned = models.SmallIntegerField("已提醒到", default=0)
    look_at = models.DateTimeField("下次检查", null=True)

    anchor = Anchor(
        path="matter__unit__path", person="matter__asker_id", agency="agency_id", sent="id", open="open"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "to_name", "purpose"],
                condition=Q(ended_at__isnull=True),
                name="handover_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("sent", "taken"), ended_at__isnull=True)
                | Q(state__in=("returned", "withdrawn", "expired"), ended_at__isnull=False),
                name="handover_ended_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(result=""), name="handover_returned_with_a_result"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("withdrawn", "expired")) | Q(open=False),
                name="handover_over_is_not_seen",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "-id"], name="handover_agency", condition=Q(open=True)),
            models.Index(fields=["matter", "id"], name="handover_matter"),
            models.Index(fields=["look_at"], name="handover_look", condition=Q(look_at__isnull=False)),
        ]

    @property
    def over(self) -> bool:
        """Whether nothing more is expected of the agency."""
        return self.ended_at is not None


class HandoverLink(Row):
    """A one-time way to one hand-over, for an agency without an account.

    Secret, access code and the browser that opened it first are kept as blind values only.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="links")
    secret_index = models.BinaryField("链接", max_length=17, unique=True)
    code_index = models.BinaryField("提取码", max_length=17)
    browser_index = models.BinaryField("浏览器", max_length=17, null=True)
    tries = models.SmallIntegerField("试过", default=0)
    made_at = models.DateTimeField("生成时间")
    bound_at = models.DateTimeField("首次打开", null=True)
    revoked_at = models.DateTimeField("作废时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["handover"], condition=Q(revoked_at__isnull=True), name="handoverlink_one_alive"
            )
        ]
