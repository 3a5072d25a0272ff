"""Stations: where workers outdoors rest, drink and charge; what is found there, and who came in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class StationSort(models.TextChoices):
    """What sort of place it is."""

    STATION = "station", "驿站"
    SMART = "smart", "智慧驿站"
    KIOSK = "kiosk", "暖心小站"
    FRIDGE = "fridge", "爱心冰柜"
    LIBRARY = "library", "职工书屋"
    NURSING = "nursing", "爱心妈咪小屋"
    CHILDCARE = "childcare", "托管点"


class StationWord(models.TextChoices):
    """What somebody found there."""

    LOCKED = "locked", "门锁着"
    NO_WATER = "no_water", "没水"
    DIRTY = "dirty", "不干净"
    BROKEN = "broken", "坏了"
    OPEN = "open", "开着"
    MENDED = "mended", "处理好了"


FAULTS = (StationWord.LOCKED, StationWord.NO_WATER, StationWord.DIRTY, StationWord.BROKEN)


class Station(Row):
    """A place for workers: WGS-84 coordinates, hours, facilities, and who looks after it.

    The column `place` (a point of the ball, for the nearest-neighbour index) is made by the
    database of `lat` and `lon`, and is nobody's business but the query's.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="stations", verbose_name="管护工会")
    name = models.CharField("名称", max_length=60)
    sort = models.CharField("类型", max_length=12, choices=StationSort.choices, default=StationSort.STATION)
    address = models.CharField("地址", max_length=120)
    lat = models.FloatField("纬度")
    lon = models.FloatField("经度")
    ring = models.CharField("所在环线", max_length=20, blank=True)
    facilities = ArrayField(models.CharField(max_length=12), verbose_name="设施", default=list)
    hours = models.JSONField("开放时间", default=dict)
    always_open = models.BooleanField("24 小时开放", default=False)
    steward = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="stations", verbose_name="站长"
    )
    phone = models.CharField("电话", max_length=30, blank=True)
    grade = models.CharField("等级、荣誉", max_length=40, blank=True)
    opened_on = models.DateField("启用日期")
    closed_on = models.DateField("停用日期", null=True)
    lock_key_sealed = models.BinaryField("门锁密钥", null=True)
    door_turn = models.SmallIntegerField("开门码序号", default=0)

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="station_unit_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180), name="station_on_earth"
            ),
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(closed_on__isnull=True), name="station_name_once"
            ),
        ]


class StationReport(Row):
    """What somebody found at a station; taken back, it no longer counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    station = models.ForeignKey(Station, models.PROTECT, related_name="reports", db_index=False)
    what = models.CharField("情况", max_length=10, choices=StationWord.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="station_reports")
    at = models.DateTimeField("时间")
    matter = models.CharField("报修办件", max_length=40, blank=True)
    taken_back_at = models.DateTimeField("撤回时间", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["station", "-at"], name="station_report_newest"),
            models.Index(fields=["matter"], name="station_report_matter", condition=~Q(matter="")),
        ]


class DoorSignal(Row):
    """How often a door was opened, or a code for it taken, in ten minutes; never by whom."""

    id = models.BigAutoField(primary_key=True)
    station = models.ForeignKey(Station, models.PROTECT, related_name="door_signals", db_index=False)
    entered = models.BooleanField("门锁记录的进入")  # otherwise a code was taken
    at = models.DateTimeField("时段")
    times = models.IntegerField("次数")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["station", "at", "entered"], name="door_signal_once")]


class Impression(Row):
    """What one who was there says of a station in up to three words; said again, the last counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    station = models.ForeignKey(Station, models.PROTECT, related_name="impressions", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="impressions")
    said = ArrayField(models.CharField(max_length=12), verbose_name="印象", default=list)
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["station", "person"], name="impression_once")]


ties.add(Tie(Station, "steward_id", "担任站长的驿站"))
ties.add(Tie(StationReport, "person_id", "驿站情况反映"))
ties.add(Tie(Impression, "person_id", "驿站印象"))
