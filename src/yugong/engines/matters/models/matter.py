"""Matter and what belongs to it: happenings, clocks, messages, drafts; closed means handled and heard."""

from django.db import models
from django.db.models import F, Q

from yugong.ground.audit.models import Fixed, Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.flow import CALLER, CLOSED
from yugong.kernel.ident import uuid7

LEVELS = ("l1", "l2", "l3", "l4", "l5")
AMISS = (
    Q(counted=False)
    | Q(answered_at__isnull=True)
    | Q(answer_due__isnull=True)
    | Q(answered_at__gt=F("answer_due"))
)
UNSENT = Q(answered_at__isnull=True) & ~Q(answers__has_key="dispatched_from")  # nobody was to answer yet


class Matter(Row):
    """One request on its way: where it stands, who holds it, until when.

    `due_at` is the end of the present stage and orders the worklist; it stands still while paused.
    `l1`…`l5` are the ancestors of the desk by depth, so that scope and order share one index.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField("编号", max_length=40, unique=True)
    kind = models.CharField("事项", max_length=60)
    stage = models.CharField("环节", max_length=40)
    held_by = models.CharField("承办角色", max_length=12, blank=True)
    asker = models.ForeignKey(Person, models.PROTECT, related_name="matters", verbose_name="申请人")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="matters", verbose_name="承办工会")
    l1 = models.BigIntegerField(null=True)
    l2 = models.BigIntegerField(null=True)
    l3 = models.BigIntegerField(null=True)
    l4 = models.BigIntegerField(null=True)
    l5 = models.BigIntegerField(null=True)
    title = models.CharField("标题", max_length=120)
    answers = models.JSONField("填报内容", default=dict)
    answers_sealed = models.BinaryField("填报内容（个人信息）", null=True)
    opened_at = models.DateTimeField("提交时间")
    since = models.DateTimeField("进入环节时间")
    due_at = models.DateTimeField("环节到期")
    case_due_at = models.DateTimeField("全程到期", null=True)
    paused_at = models.DateTimeField("暂停时间", null=True)
    handled_at = models.DateTimeField("办理时间", null=True)
    handled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="办理人")
    heard_at = models.DateTimeField("回访时间", null=True)
    closed_at = models.DateTimeField("办结时间", null=True)
    outcome = models.CharField("结果", max_length=200, blank=True)
    claimed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="签收人")
    claimed_at = models.DateTimeField("签收时间", null=True)
    urgency = models.SmallIntegerField("催办次数", default=0)
    urged_on = models.DateField("最近催办", null=True)
    news_for_desk = models.BooleanField("工作台未读", default=True)
    last_seq = models.IntegerField("经过序号", default=0)
    alike = models.CharField("同类标识", max_length=120, blank=True)  # what alike matters share
    lead = models.ForeignKey("self", models.PROTECT, null=True, related_name="gathered", verbose_name="并入")
    nameless = models.BooleanField("匿名", default=False)
    answer_due = models.DateTimeField("答复期限", null=True)  # of the first answer; kept when it was given
    answered_at = models.DateTimeField("首次答复", null=True)
    counted = models.BooleanField("计入办理", default=True)  # a panel may take it out of the handler's count

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(handled_at__isnull=False, heard_at__isnull=False),
                name="matter_closed_means_handled_and_heard",
            ),
            models.CheckConstraint(
                condition=Q(stage=CLOSED, closed_at__isnull=False)
                | (~Q(stage=CLOSED) & Q(closed_at__isnull=True)),
                name="matter_closed_stage_has_its_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "held_by", "due_at", "id"],
                name="matter_desk",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(  # whose turn it is at a desk, counted without looking at the matters
                fields=["unit", "held_by", "claimed_by"],
                include=["asker"],
                name="matter_turn",
                condition=Q(closed_at__isnull=True, paused_at__isnull=True, lead__isnull=True),
            ),
            models.Index(
                fields=["unit", "held_by"],
                name="matter_aside",
                condition=Q(closed_at__isnull=True) & (Q(paused_at__isnull=False) | Q(lead__isnull=False)),
            ),
            *(
                models.Index(
                    fields=[level, "due_at", "id"],
                    name=f"matter_{level}",
                    condition=Q(closed_at__isnull=True),
                )
                for level in LEVELS
            ),
            models.Index(fields=["asker", "-id"], name="matter_asker"),
            models.Index(
                fields=["unit", "-closed_at", "-id"], name="matter_done", condition=Q(closed_at__isnull=False)
            ),
            models.Index(
                fields=["unit", "kind", "stage", "opened_at"],
                name="matter_queue",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(fields=["kind", "alike", "-id"], name="matter_alike", condition=~Q(alike="")),
            models.Index(
                fields=["kind", "alike", "id"],
                name="matter_beside",
                condition=~Q(alike="") & Q(closed_at__isnull=True, lead__isnull=True),
            ),
            models.Index(fields=["kind", "l2", "opened_at"], include=["l1", "l3"], name="matter_opened"),
            models.Index(
                fields=["kind", "l2", "opened_at"],
                include=["l1", "l3", "due_at", "paused_at", "held_by"],
                name="matter_lies",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(  # whatever was not answered in time and counted
                fields=["kind", "l2", "opened_at"],
                include=["l1", "l3", "counted", "answered_at", "answer_due"],
                name="matter_amiss",
                condition=AMISS,
            ),
            models.Index(fields=["kind", "l2", "opened_at"], name="matter_unsent", condition=UNSENT),
            models.Index(fields=["kind"], name="matter_panel", condition=Q(counted=False)),
            models.Index(
                fields=["claimed_by", "due_at", "id"], name="matter_drawn", condition=Q(held_by=CALLER)
            ),
        ]

    @property
    def unit_path(self) -> str:
        return self.unit.path


ties.add(Tie(Matter, "asker_id", "办件"))


class Happening(Fixed):
    """One step of a matter, written once: who did what from which stage to which, when and why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="happenings")
    seq = models.IntegerField("序号")
    did = models.CharField("动作", max_length=12)
    move = models.CharField("步骤", max_length=40, blank=True)
    from_stage = models.CharField("从", max_length=40, blank=True)
    to_stage = models.CharField("到", max_length=40, blank=True)
    by = models.CharField("由谁", max_length=80)
    by_label = models.CharField("显示名", max_length=80, blank=True)
    at = models.DateTimeField("时间")
    note_sealed = models.BinaryField("说明", null=True)
    data = models.JSONField("事实", default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "seq"], name="happening_seq")]


class ClockRow(Row):
    """A running promise, of one stage or the whole case; `look_at` is when the sweep looks next."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="clocks")
    stage = models.CharField("环节", max_length=40, blank=True)  # empty: the whole case
    about = models.CharField(
        "计什么", max_length=12, blank=True
    )  # empty: the stage or case; else a side clock
    count = models.IntegerField("时长")
    unit = models.CharField("单位", max_length=10)
    started_at = models.DateTimeField("开始")
    due_at = models.DateTimeField("到期")
    provisional = models.BooleanField("假期未公布", default=False)
    pauses = models.JSONField("暂停", default=list)  # [[from, to or null, reason code], …]
    stopped_at = models.DateTimeField("停表", null=True)
    warned = models.SmallIntegerField("已提醒到", default=0)
    look_at = models.DateTimeField("下次检查", null=True)

    class Meta:
        db_table = "matters_clock"
        constraints = [
            models.UniqueConstraint(
                fields=["matter"],
                condition=Q(stopped_at__isnull=True, stage="", about=""),
                name="clock_one_case",
            ),
            models.UniqueConstraint(
                fields=["matter"],
                condition=Q(stopped_at__isnull=True, about="") & ~Q(stage=""),
                name="clock_one_stage",
            ),
            models.UniqueConstraint(
                fields=["matter", "about"],
                condition=Q(stopped_at__isnull=True) & ~Q(about=""),
                name="clock_one_side",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gte=F("started_at")), name="clock_ends_after_it_starts"
            ),
        ]
        indexes = [
            models.Index(fields=["look_at"], name="clock_look", condition=Q(look_at__isnull=False)),
            models.Index(fields=["matter", "started_at"], name="clock_matter"),
        ]


class Message(Fixed):
    """A word between the asker and the desk, sealed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="messages")
    from_asker = models.BooleanField("来自申请人")
    by = models.CharField("由谁", max_length=80)
    by_label = models.CharField("显示名", max_length=80, blank=True)
    at = models.DateTimeField("时间")
    body_sealed = models.BinaryField("内容")

    class Meta:
        indexes = [models.Index(fields=["matter", "at"], name="message_matter")]


class Draft(Row):
    """What a person has filled in and not yet sent, sealed; it is forgotten after a month."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="drafts")
    kind = models.CharField("事项", max_length=60)
    body_sealed = models.BinaryField("内容")
    key = models.CharField("提交号", max_length=64)
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="draft_once")]
        indexes = [models.Index(fields=["saved_at"], name="draft_saved")]


class Submission(Row):
    """The key under which somebody sent something: a double tap or a replay finds the first answer."""

    id = models.BigAutoField(primary_key=True)
    actor = models.CharField("由谁", max_length=80)
    key = models.CharField("提交号", max_length=64)
    body_hash = models.BinaryField("内容指纹")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="submission_once")]
        indexes = [models.Index(fields=["at"], name="submission_at")]


class Counter(Row):
    """The last number given to a kind on a day in one of its slots; at rest only the first slot counts."""

    id = models.BigAutoField(primary_key=True)
    prefix = models.CharField("前缀", max_length=20)
    day = models.DateField("日期")
    slot = models.SmallIntegerField("号段", default=0)
    last = models.IntegerField("末号")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "day", "slot"], name="counter_once")]
