"""What people report about a vote: votes bought, pressure, objections to a result, and what was found."""

from django.db import models
from django.db.models import Q

from yugong.engines.selection.models.round import Round
from yugong.ground.audit.models import Row
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class FraudReport(Row):
    """One report with its answer; who reported is empty when he did not want to be named."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    poll = models.ForeignKey(Round, models.PROTECT, related_name="reports")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="反映人")
    what = models.CharField("反映什么", max_length=10)
    words_sealed = models.BinaryField("情况")
    at = models.DateTimeField("时间")
    upheld = models.BooleanField("属实", null=True)
    answer = models.CharField("核实结果", max_length=300, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, upheld__isnull=True)
                | (Q(answered_at__isnull=False, upheld__isnull=False) & ~Q(answer="")),
                name="fraud_report_answered_whole",
            ),
        ]


ties.add(Tie(FraudReport, "person_id", "反映的评选问题"))
