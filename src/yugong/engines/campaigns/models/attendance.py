"""That somebody was there, and what he thought of it."""

from django.db import models

from yugong.engines.campaigns.models.enrolment import Enrolment
from yugong.engines.campaigns.models.sitting import Sitting
from yugong.ground.audit.models import Fixed, Row
from yugong.kernel.ident import uuid7


class Attendance(Fixed):
    """Somebody was there: by the code of the hour, or by the organiser's tick."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="attendances", db_index=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attendances")
    by_code = models.BooleanField("凭码签到")
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "enrolment"], name="attendance_once"),
        ]


class Opinion(Row):
    """What one who was there thought: three answers and, if he likes, words; said again, the last counts."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, primary_key=True, related_name="opinion")
    worth = models.CharField("值不值得来", max_length=8)
    words_sealed = models.BinaryField("想说的话", null=True)
    at = models.DateTimeField("时间")
