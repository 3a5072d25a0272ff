"""Hearing, Assignment, Supervision, FollowCode: what the asker said, who was drawn to ask, who watches."""

from django.db import models

from yugong.engines.matters.models.matter import Matter
from yugong.ground.audit.models import Fixed, Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.kernel.ident import uuid7


class Answer(models.TextChoices):
    """What a hearing brought."""

    YES = "yes", "满意"
    NO = "no", "不满意"
    SILENT = "silent", "未表态"
    ASIDE = "aside", "不计"


class Hearing(Fixed):
    """The asker was asked about one reply: what he said, of which union's work; never changed.

    `unit` and `l1`…`l5` are those of the desk that had handled it, as it lay then; rates count these.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="hearings")
    seq = models.IntegerField("经过序号")
    kind = models.CharField("事项", max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="承办工会")
    l1 = models.BigIntegerField(null=True)
    l2 = models.BigIntegerField(null=True)
    l3 = models.BigIntegerField(null=True)
    l4 = models.BigIntegerField(null=True)
    l5 = models.BigIntegerField(null=True)
    answer = models.CharField("表态", max_length=8, choices=Answer.choices)
    solved = models.CharField("解决", max_length=8, blank=True)  # as he said it; empty: he did not say
    how = models.CharField("方式", max_length=8)  # asker, caller, clock, or another duty
    handler = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="办理人")
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "seq"], name="hearing_once")]
        indexes = [
            models.Index(fields=["kind", "l2", "at"], include=["l1", "l3"], name="hearing_when"),
            models.Index(  # whoever did not say that he is content and that it is solved
                fields=["kind", "l2", "at"],
                include=["l1", "l3", "answer", "solved"],
                name="hearing_amiss",
                condition=~models.Q(answer=Answer.YES, solved="yes"),
            ),
        ]


class Assignment(Row):
    """One officer drawn by lot for a stage; who could be drawn and the seed stand in the happening."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="assignments")
    seq = models.IntegerField("经过序号")  # of the happening that tells the draw
    stage = models.CharField("环节", max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="抽中")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="所在工会")
    drawn_at = models.DateTimeField("抽取时间")
    due_at = models.DateTimeField("期限")
    ended_at = models.DateTimeField("结束", null=True)
    ended = models.CharField("结果", max_length=12, blank=True)  # "moved", "redrawn"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(ended_at__isnull=True), name="assignment_one"
            )
        ]
        indexes = [models.Index(fields=["person", "-drawn_at"], name="assignment_person")]


class Supervision(Row):
    """The level above looks into a matter: what it demands, until when, and what it was answered."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="supervisions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="督办工会")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="督办人")
    at = models.DateTimeField("督办时间")
    demand_sealed = models.BinaryField("要求")
    clock = models.ForeignKey("matters.ClockRow", models.PROTECT, related_name="+", verbose_name="时限")
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="答复人"
    )
    answered_at = models.DateTimeField("答复时间", null=True)
    answer_sealed = models.BinaryField("答复", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(answered_at__isnull=True), name="supervision_one"
            )
        ]


class FollowCode(Row):
    """The code by which somebody without a name follows his matter: only its fingerprint, and wrong tries."""

    id = models.BigAutoField(primary_key=True)
    matter = models.OneToOneField(Matter, models.PROTECT, related_name="follow_code")
    salt = models.BinaryField("盐")
    digest = models.BinaryField("指纹")
    made_at = models.DateTimeField("生成时间")
    wrong = models.SmallIntegerField("连续输错", default=0)
    wrong_at = models.DateTimeField("最近输错", null=True)
