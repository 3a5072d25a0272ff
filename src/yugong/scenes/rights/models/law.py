"""Consultation and law education (R3): a lawyer's answer, perhaps public without names; sessions."""

from django.db import models
from django.db.models import F, Q

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class LawAnswer(Row):
    """The answer to one question: sealed for the asker; its public words are checked by another hand."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.CharField("办件号", max_length=40, unique=True)
    asker = models.ForeignKey(Person, models.PROTECT, related_name="law_answers", verbose_name="提问的职工")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="law_answers")
    topic = models.CharField("类别", max_length=16)
    lawyer = models.CharField("答复的律师", max_length=60)
    answer_sealed = models.BinaryField("答复")
    answered_on = models.DateField("答复日期")
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    public = models.BooleanField("同意隐去身份后公开")
    title = models.CharField("公开的标题", max_length=80, blank=True)
    asked_words = models.TextField("公开的问题", blank=True)
    said_words = models.TextField("公开的答复", blank=True)
    published_on = models.DateField("公开日期", null=True)
    published_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="审核人"
    )

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-id"], name="lawanswer_unit"),
            models.Index(
                fields=["-published_on", "-id"],
                name="lawanswer_public",
                condition=Q(published_on__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on__isnull=True)
                | (Q(public=True) & ~Q(title="") & ~Q(published_by=F("answered_by"))),
                name="lawanswer_public_by_another_hand",
            )
        ]


class LawSession(Row):
    """An hour of law for workers: when, where and about what; who came is confirmed by somebody else."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="law_sessions", verbose_name="主办的工会")
    topic = models.CharField("主题", max_length=80)
    on = models.DateField("日期")
    clock = models.CharField("时间", max_length=20)
    place = models.CharField("地点", max_length=80)
    speaker = models.CharField("主讲", max_length=60)
    planned_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="组织人")
    attended = models.IntegerField("到场人数", null=True)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="确认人"
    )
    confirmed_on = models.DateField("确认日期", null=True)
    dropped_on = models.DateField("取消日期", null=True)

    class Meta:
        indexes = [models.Index(fields=["-on", "-id"], name="lawsession_on")]
        constraints = [
            models.CheckConstraint(
                condition=Q(attended__isnull=True)
                | (Q(attended__gt=0, confirmed_by__isnull=False) & ~Q(confirmed_by=F("planned_by"))),
                name="lawsession_counted_by_another",
            )
        ]


ties.add(Tie(LawAnswer, "asker_id", "法律咨询"))
ties.add(Tie(LawAnswer, "answered_by_id", "登记的咨询答复"))
ties.add(Tie(LawAnswer, "published_by_id", "审核公开的咨询"))
ties.add(Tie(LawSession, "planned_by_id", "组织的普法活动"))
ties.add(Tie(LawSession, "confirmed_by_id", "确认的普法活动"))
