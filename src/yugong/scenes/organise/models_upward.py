"""A form sent down once: what it asks, what it costs the unions below, and what each of them says."""

from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.kernel.ident import uuid7


class FormState(models.TextChoices):
    """Where a form stands."""

    DRAFTED = "drafted", "报表拟稿"
    HELD = "held", "等第二人同意"
    SENT = "sent", "已下发"
    CLOSED = "closed", "已收齐"
    DROPPED = "dropped", "已放弃下发"


class UpwardForm(Row):
    """A form of one union to the unions directly below: its cells, its time, and its cost in minutes.

    `cells` are {key, label, bind, sort, unit}: `bind` names a measure or a fact, or is empty: to be asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="upward_forms")
    title = models.CharField("名称", max_length=60)
    purpose = models.CharField("用途", max_length=100)
    cells = models.JSONField("要的数", default=list)
    since = models.DateField("统计起")
    until = models.DateField("统计止")
    due_on = models.DateField("交表日")
    state = models.CharField("状态", max_length=10, choices=FormState.choices, default=FormState.DRAFTED)
    minutes = models.IntegerField("下级要花的分钟", default=0)
    asked_units = models.IntegerField("要填的单位", default=0)
    all_units = models.IntegerField("全部单位", default=0)
    made_by = models.CharField("拟稿人", max_length=80)
    made_at = models.DateTimeField("拟稿时间")
    reason = models.CharField("超负担的理由", max_length=200, blank=True)
    second_by = models.CharField("同意人", max_length=80, blank=True)
    sent_at = models.DateTimeField("下发时间", null=True)
    closed_at = models.DateTimeField("收齐时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="upward_form_unit")]


class UpwardAnswer(Row):
    """One union's line of a form: `known` by cell with its source, `given` for what it was asked."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    form = models.ForeignKey(UpwardForm, models.PROTECT, related_name="answers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="upward_answers")
    known = models.JSONField("平台已有", default=dict)  # cell → {value, records, source, at}
    gaps = models.JSONField("要填的", default=list)  # keys of cells
    given = models.JSONField("本级填报", default=dict)  # cell → value
    minutes = models.IntegerField("要花的分钟", default=0)
    asked_at = models.DateTimeField("收到时间")
    done_at = models.DateTimeField("交表时间", null=True)
    done_by = models.CharField("填报人", max_length=80, blank=True)  # empty: nothing had to be asked

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "asked_at"], name="upward_answer_open", condition=Q(done_at__isnull=True)
            ),
            models.Index(fields=["unit", "-asked_at"], name="upward_answer_unit"),
        ]
        constraints = [models.UniqueConstraint(fields=["form", "unit"], name="upward_answer_once")]
