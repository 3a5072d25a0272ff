"""What a union means to reach in a year, row by row as it was set, confirmed and replaced."""

from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.kernel.ident import uuid7


class TargetState(models.TextChoices):
    """Where a target stands."""

    PROPOSED = "proposed", "等复核"
    HOLDS = "holds", "目标有效"
    SENT_BACK = "sent_back", "退回修改"
    REPLACED = "replaced", "已被新目标替换"


class DeedTarget(Row):
    """One number to be reached by a union in a year; what was reached is never written, only measured.

    A changed target is a new row; the former one stays and says when it was replaced.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="deed_targets")
    year = models.SmallIntegerField("年度")
    measure = models.CharField("指标", max_length=80)
    amount = models.BigIntegerField("目标")  # in the measure's own unit: a count, or fen
    source = models.CharField("出处", max_length=300)
    mark = models.CharField("把握", max_length=1, choices=[("S", "确知"), ("L", "较确"), ("U", "待定")])
    state = models.CharField("状态", max_length=10, choices=TargetState.choices, default=TargetState.PROPOSED)
    set_by = models.CharField("拟定人", max_length=80)
    set_at = models.DateTimeField("拟定时间")
    reviewed_by = models.CharField("复核人", max_length=80, blank=True)
    reviewed_at = models.DateTimeField("复核时间", null=True)
    replaced_at = models.DateTimeField("替换时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "year", "state"], name="deed_target_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "measure"], condition=Q(state="holds"), name="deed_target_once"
            ),
            models.UniqueConstraint(
                fields=["unit", "year", "measure"], condition=Q(state="proposed"), name="deed_target_proposed"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="deed_target_something"),
            models.CheckConstraint(
                condition=~Q(state="holds") | ~Q(reviewed_by=""), name="deed_target_seen_by_two"
            ),
        ]
