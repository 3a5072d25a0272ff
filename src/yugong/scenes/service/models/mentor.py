"""Mentors of health (健康导师): who they are, whom they serve, their hours, and who booked."""

from django.db import models
from django.db.models import F, Q

from yugong.ground.access.anchors import Anchor
from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class Mentor(Row):
    """A doctor, coach or dietitian who gives time; the name is public with his consent.

    A mentor serves the union that named him and all below it; never an employer's own union.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mentors", verbose_name="服务的工会")
    name = models.CharField("姓名", max_length=30)
    office = models.CharField("单位", max_length=60)
    field = models.CharField("擅长", max_length=60)
    about = models.TextField("介绍", blank=True)
    since = models.DateField("聘任")
    ended_on = models.DateField("解聘", null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="mentor_unit")]


class MentorHour(Row):
    """A time with some seats at a place."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="hours", db_index=False)
    place = models.CharField("地点", max_length=80)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    seats = models.IntegerField("号源")
    taken = models.IntegerField("已约", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentor", "starts_at"], name="mentorhour_once"),
            models.CheckConstraint(
                condition=Q(taken__gte=0, taken__lte=F("seats")), name="mentorhour_not_oversold"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="mentorhour_ends_later"),
        ]


class VisitState(models.TextChoices):
    """Whether a booked talk took place; who did not come is worse off in nothing."""

    BOOKED = "booked", "约好了咨询"
    CAME = "came", "咨询过了"
    CANCELLED = "cancelled", "不去了"


class MentorVisit(Row):
    """One person's seat in an hour. What he asks is not written down anywhere."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    hour = models.ForeignKey(MentorHour, models.PROTECT, related_name="visits", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="mentor_visits", verbose_name="预约的人")
    code = models.CharField("预约号", max_length=12)
    state = models.CharField("状态", max_length=10, choices=VisitState.choices, default=VisitState.BOOKED)
    booked_at = models.DateTimeField("预约时间")

    anchor = Anchor(path="hour__mentor__unit__path", person="person_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hour", "person"], name="mentorvisit_once")]


ties.add(Tie(MentorVisit, "person_id"))  # without a word: whoever merges two rows does not read it
