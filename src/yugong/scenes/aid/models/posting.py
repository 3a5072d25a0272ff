"""Posting of A1: what is shown for five working days, and what somebody objects; and the yearly review."""

from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Fixed, Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7
from yugong.scenes.aid.models.household import HardshipCategory, Household, HouseholdVerdict


class Posting(Row):
    """What the public sees: a masked name, a union, a category; no number, phone, illness or school."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="postings")
    matter = models.CharField("办件号", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="公示的工会")
    name_shown = models.CharField("公示的姓名", max_length=60)
    category = models.CharField("类别", max_length=10, choices=HardshipCategory.choices)
    opened_on = models.DateField("公示开始")
    ends_on = models.DateField("公示到")
    closed_on = models.DateField("公示结束", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-id"], condition=Q(closed_on__isnull=True), name="posting_open"),
            models.Index(fields=["household", "-id"], name="posting_house"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(closed_on__isnull=True), name="posting_one_open"
            )
        ]


class Objection(Row):
    """What somebody says against a posting, with or without his name, and what was found."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="objections")
    text_sealed = models.BinaryField("异议")
    contact_sealed = models.BinaryField("联系方式", null=True)
    said_at = models.DateTimeField("提出时间")
    answer_sealed = models.BinaryField("核实结果", null=True)
    upheld = models.BooleanField("异议成立", null=True)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="核实人"
    )
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["posting", "id"], name="objection_posting")]


class ReviewOutcome(models.TextChoices):
    """What a yearly review came to."""

    CONTINUE = "continue", "继续在档"
    OBSERVE = "observe", "转退出观察"


class Review(Row):
    """A yearly review: asked of the household, answered with a tap or with changes; people decide."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="reviews")
    due_on = models.DateField("最晚复核")
    asked_at = models.DateTimeField("询问时间")
    answer = models.CharField("本人答复", max_length=10, blank=True)  # same or changed
    answered_at = models.DateTimeField("答复时间", null=True)
    verdict = models.ForeignKey(HouseholdVerdict, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField("结论", max_length=10, choices=ReviewOutcome.choices, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="复核人")
    decided_on = models.DateField("复核日期", null=True)

    class Meta:
        indexes = [models.Index(fields=["household", "-id"], name="review_house")]
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(decided_on__isnull=True), name="review_one_open"
            )
        ]


class HouseholdMonth(Fixed):
    """Income per head of one month under observation: six such months in a row above the line end it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="months")
    month = models.DateField("月份")
    per_head_fen = models.BigIntegerField("人均收入（分）")
    above = models.BooleanField("高于线")
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "month"], name="housemonth_once"),
        ]


ties.add(Tie(Objection, "answered_by_id", "核实的公示异议"))
ties.add(Tie(Review, "decided_by_id", "年度复核"))
ties.add(Tie(HouseholdMonth, "recorded_by_id", "登记的家庭月收入"))
