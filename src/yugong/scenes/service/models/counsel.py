"""Counselling: hours of a counsellor, and appointments that nobody but the two sides ever lists."""

from django.db import models
from django.db.models import F, Q

from yugong.ground.access.anchors import Anchor
from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class Counsellor(Row):
    """Somebody who counsels for a union that is no employer's; workers see the name he goes by."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="counsellors", verbose_name="服务的工会")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="咨询师")
    called = models.CharField("对外称呼", max_length=20)
    about = models.CharField("资质和擅长", max_length=120)
    since = models.DateField("聘任")
    ended_on = models.DateField("解聘", null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="counsellor_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on__isnull=True), name="counsellor_once"
            )
        ]


class CounselWay(models.TextChoices):
    """How the two talk."""

    PHONE = "phone", "打电话"
    VOICE = "voice", "语音通话"
    FACE = "face", "当面谈"


class CounselState(models.TextChoices):
    """Where an appointment stands."""

    BOOKED = "booked", "谈话约好了"
    HELD = "held", "谈过了"
    CANCELLED = "cancelled", "取消了谈话"


class CounselHour(Row):
    """A time a counsellor offers to one person."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    counsellor = models.ForeignKey(Counsellor, models.PROTECT, related_name="hours", db_index=False)
    place = models.CharField("当面谈的地点", max_length=80)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    taken = models.BooleanField("已约", default=False)

    anchor = Anchor(person="counsellor__person_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["counsellor", "starts_at"], name="counselhour_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="counselhour_ends_later"),
        ]


class Counsel(Row):
    """One appointment. It is the counsellor's own (`anchor`): no officer, not even of his union, lists it.

    How to call the person, his number and the notes are sealed; the notes only the counsellor opens.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    hour = models.ForeignKey(CounselHour, models.PROTECT, related_name="counsels")
    asker = models.ForeignKey(Person, models.PROTECT, related_name="counsels", verbose_name="来访者")
    way = models.CharField("方式", max_length=10, choices=CounselWay.choices)
    state = models.CharField("状态", max_length=10, choices=CounselState.choices, default=CounselState.BOOKED)
    caller_sealed = models.BinaryField("称呼和电话")
    notes_sealed = models.BinaryField("咨询记录", null=True)
    booked_at = models.DateTimeField("预约时间")

    anchor = Anchor(person="hour__counsellor__person_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hour"], condition=~Q(state="cancelled"), name="counsel_one_for_an_hour"
            ),
        ]


ties.add(Tie(Counsellor, "person_id", "担任心理咨询师"))
ties.add(Tie(Counsel, "asker_id"))  # without a word: whoever merges two rows does not read it
