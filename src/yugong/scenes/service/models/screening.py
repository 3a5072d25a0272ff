"""Screening (S5): free check-ups in hospitals' hours; what was found is nowhere on the platform."""

from django.db import models
from django.db.models import F, Q

from yugong.ground.access.anchors import Anchor
from yugong.ground.audit.models import Row
from yugong.ground.org.models import Agency, Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class ScreeningSort(models.TextChoices):
    """What is looked at."""

    CHECKUP = "checkup", "健康体检"
    CANCERS = "cancers", "两癌筛查"


class ScreeningStage(models.TextChoices):
    """Where a screening stands."""

    DRAFT = "draft", "体检待发布"
    PUBLIC = "public", "可以预约"
    CLOSED = "closed", "体检结束了"


class Screening(Row):
    """A screening of a union: whom it is for follows from its sort; its hospitals and hours are its slots."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="screenings", verbose_name="主办工会")
    sort = models.CharField("项目", max_length=10, choices=ScreeningSort.choices)
    title = models.CharField("名称", max_length=60)
    about = models.TextField("说明")
    contact = models.CharField("咨询电话", max_length=30)
    stage = models.CharField(
        "状态", max_length=10, choices=ScreeningStage.choices, default=ScreeningStage.DRAFT
    )
    last_day = models.DateField("最后一天")
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="起草人")
    published_at = models.DateTimeField("发布时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="screening_unit")]


class ScreeningSlot(Row):
    """An hour of a hospital with its seats; they are never oversold."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="slots", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="医院")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    seats = models.IntegerField("号源")
    taken = models.IntegerField("已约", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["screening", "agency", "starts_at"], name="screeningslot_once"),
            models.CheckConstraint(
                condition=Q(taken__gte=0, taken__lte=F("seats")), name="screeningslot_not_oversold"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="screeningslot_ends_later"),
        ]


class ExamineeState(models.TextChoices):
    """What somebody said to the offer, and whether he came."""

    INVITED = "invited", "请了，还没回"
    BOOKED = "booked", "约好了"
    CAME = "came", "体检过了"
    MISSED = "missed", "没有来"
    DECLINED = "declined", "这次不检"


class Examinee(Row):
    """One person in one screening: invited, booked, come. No column says what was found.

    No union lists these rows: they stand in no unit's scope. The hospital of the hour sees them while `open`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="examinees", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="examinees", verbose_name="受检职工")
    slot = models.ForeignKey(ScreeningSlot, models.PROTECT, null=True, related_name="examinees")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+", db_index=False)
    open = models.BooleanField("医院可看", default=False)
    code = models.CharField("预约号", max_length=12)
    state = models.CharField("状态", max_length=10, choices=ExamineeState.choices)
    invited_at = models.DateTimeField("邀请时间", null=True)
    booked_at = models.DateTimeField("预约时间", null=True)
    came_at = models.DateTimeField("到检时间", null=True)

    anchor = Anchor(person="person_id", agency="agency_id", open="open")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["screening", "person"], name="examinee_once"),
            models.UniqueConstraint(fields=["screening", "code"], name="examinee_code"),
            models.CheckConstraint(
                condition=~Q(state__in=("booked", "came", "missed")) | Q(slot__isnull=False),
                name="examinee_booked_has_a_slot",
            ),
            models.CheckConstraint(
                condition=Q(open=False) | Q(state__in=("booked", "came")), name="examinee_seen_when_booked"
            ),
        ]
        indexes = [
            models.Index(fields=["screening", "state"], name="examinee_states"),
            models.Index(fields=["agency", "id"], name="examinee_agency", condition=Q(open=True)),
        ]


ties.add(Tie(Screening, "drafted_by_id", "起草的体检"))
ties.add(Tie(Examinee, "person_id"))  # without a word: whoever merges two rows does not read it
