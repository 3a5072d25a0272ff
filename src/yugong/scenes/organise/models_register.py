"""The register's own paperwork: long exports, yearly confirmations, differences from this year's roster."""

from django.db import models

from yugong.ground.audit.models import Fixed, Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class MemberExport(Row):
    """A long member list asked for by an officer: which one, what for, until when it can be fetched."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="member_exports")
    seat_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    wanted = models.JSONField("条件", default=dict)
    full = models.BooleanField("完整号码", default=False)
    purpose = models.CharField("用途", max_length=80)
    made_by = models.CharField("导出人", max_length=80)
    made_at = models.DateTimeField("申请时间")
    progress = models.UUIDField("进度", null=True)
    rows = models.IntegerField("人数", default=0)
    size = models.BigIntegerField("字节数", default=0)
    done_at = models.DateTimeField("完成时间", null=True)
    expires_at = models.DateTimeField("失效时间", null=True)
    taken = models.IntegerField("下载次数", default=0)

    class Meta:
        indexes = [models.Index(fields=["made_by", "-id"], name="export_made_by")]


class ExportPart(Row):
    """A piece of an exported file, sealed; all pieces go when the export expires."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    export = models.ForeignKey(MemberExport, models.PROTECT, related_name="parts")
    place = models.IntegerField("第几块")
    data_sealed = models.BinaryField("内容")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["export", "place"], name="export_part_once")]


class Confirmed(models.TextChoices):
    """By what a person's facts were found to be right still."""

    SELF = "self", "本人核对"
    OFFICER = "officer", "工会核对"
    ROSTER = "roster", "名册核对"


class Confirmation(Fixed):
    """A day on which what is held of a member was found right, or put right, and by whom."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="confirmations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    confirmed_on = models.DateField("核对日期")
    how = models.CharField("谁核对的", max_length=10, choices=Confirmed.choices)
    changed = models.BooleanField("有更正", default=False)
    made_by = models.CharField("核对人", max_length=80)
    confirmed_at = models.DateTimeField("核对时间")

    class Meta:
        indexes = [models.Index(fields=["person", "confirmed_on"], name="confirmation_person")]


class Sort(models.TextChoices):
    """How this year's roster differs from the register."""

    NEW = "new", "名册新增"
    MISSING = "missing", "名册缺人"
    CHANGED = "changed", "手机不同"


class Comparison(Row):
    """This year's roster of a union held against the register."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="comparisons")
    lines = models.IntegerField("名册人数", default=0)
    same = models.IntegerField("没有变化", default=0)
    rejected = models.IntegerField("看不懂的行", default=0)
    made_by = models.CharField("上传者", max_length=80)
    made_at = models.DateTimeField("上传时间")

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="comparison_unit")]


class Difference(Row):
    """One difference between roster and register, and what was decided; nothing follows without that."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    comparison = models.ForeignKey(Comparison, models.PROTECT, related_name="differences")
    sort = models.CharField("差异", max_length=10, choices=Sort.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    line_sealed = models.BinaryField("名册上写的", null=True)
    decision = models.CharField("决定", max_length=10, blank=True)
    decided_by = models.CharField("决定人", max_length=80, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["comparison", "decision", "id"], name="difference_open")]


class QualityCount(Row):
    """How many members of one union a rule of data quality finds, as counted last night."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    rule = models.CharField("规则", max_length=20)
    hits = models.IntegerField("人数")
    counted_at = models.DateTimeField("统计时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "rule"], name="quality_count_once")]


ties.add(Tie(Confirmation, "person_id", "信息核对"))
