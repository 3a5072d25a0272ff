"""Rosters, certificates, and unions in the making: and in new terms."""

from typing import Any, ClassVar

from django.db import models

from yugong.ground.audit.models import Fixed, Row, RowQuerySet
from yugong.ground.org.models import Employer, Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7
from yugong.scenes.organise.models_deeds import DeedTarget, TargetState
from yugong.scenes.organise.models_register import (
    Comparison,
    Confirmation,
    Confirmed,
    Difference,
    ExportPart,
    MemberExport,
    QualityCount,
    Sort,
)
from yugong.scenes.organise.models_upward import FormState, UpwardAnswer, UpwardForm


class ImportState(models.TextChoices):
    """Where an import stands."""

    CHECKING = "checking", "核对中"
    PREVIEWED = "previewed", "待确认"
    RUNNING = "running", "导入中"
    DONE = "done", "已导入"
    DROPPED = "dropped", "已放弃"


class WithoutFile(models.Manager.from_queryset(RowQuerySet)):  # type: ignore[misc]
    """Finds imports without their sealed files, which are read only when somebody asks for them."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().defer("file_sealed", "problems_sealed")


class RosterImport(Row):
    """A roster file of one union, sealed until it is forgotten, with its counts; people are in `people`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="roster_imports")
    sha256 = models.CharField("内容散列", max_length=64)
    size = models.IntegerField("字节数")
    file_sealed = models.BinaryField("文件", null=True)
    name_sealed = models.BinaryField("文件名")
    problems_sealed = models.BinaryField("问题行", null=True)
    checked_on = models.DateField("校验日")
    choice = models.JSONField("列的指定", default=dict)  # sheet → column → role
    sheets = models.JSONField("选用的表", default=list)  # positions
    state = models.CharField(
        "状态", max_length=10, choices=ImportState.choices, default=ImportState.PREVIEWED
    )
    data_rows = models.IntegerField("数据行", default=0)
    accepted = models.IntegerField("可导入", default=0)
    rejected = models.IntegerField("退回", default=0)
    duplicates = models.IntegerField("重复", default=0)
    warnings = models.IntegerField("提醒", default=0)
    standing = models.IntegerField("已是本会会员", default=0)
    reasons = models.JSONField("原因计数", default=dict)
    done = models.IntegerField("已处理", default=0)
    joined = models.IntegerField("新入会", default=0)
    filled = models.IntegerField("补全资料", default=0)
    unchanged = models.IntegerField("无变化", default=0)
    left_out = models.IntegerField("未能导入", default=0)
    progress = models.UUIDField("进度", null=True)
    made_by = models.CharField("上传者", max_length=80)
    made_at = models.DateTimeField("上传时间")
    done_at = models.DateTimeField("完成时间", null=True)

    objects: ClassVar[models.Manager[Any]] = WithoutFile()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-id"], name="roster_unit"),
            models.Index(
                fields=["made_at"], name="roster_made", condition=models.Q(file_sealed__isnull=False)
            ),
        ]

    def refresh_from_db(self, using: Any = None, fields: Any = None, from_queryset: Any = None) -> None:
        """Read fields again, the sealed ones too when they are asked for."""
        super().refresh_from_db(using, fields, from_queryset or RowQuerySet(type(self)))


class RosterPart(Row):
    """Checked lines of a roster in a row, sealed until they are imported or its file is forgotten."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    roster = models.ForeignKey(RosterImport, models.CASCADE, related_name="parts", db_index=False)
    start = models.IntegerField("首行位置")
    size = models.IntegerField("行数")
    lines_sealed = models.BinaryField("核对过的行")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roster", "start"], name="roster_part_once")]


class ColumnMemory(Row):
    """What a title means in one union's rosters, as its officers confirmed it."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField("列名", max_length=24)
    role = models.CharField("含义", max_length=20)
    confirmed_at = models.DateTimeField("确认时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "title"], name="column_memory_once")]


class Certificate(Fixed):
    """A membership as it was attested on a day; `code` opens its check page, which shows it and no more."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField("证明编号", max_length=40, unique=True)
    matter = models.CharField("办件号", max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="certificates")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="certificates")
    unit_name = models.CharField("工会名称", max_length=120)
    member_number = models.CharField("会员号", max_length=20)
    standing = models.CharField("会籍", max_length=10)
    joined_on = models.DateField("入会日期")
    purpose = models.CharField("用途", max_length=40)
    to = models.CharField("开给", max_length=40)
    code = models.CharField("核验码", max_length=40, unique=True)
    issued_at = models.DateTimeField("开具时间")

    class Meta:
        indexes = [models.Index(fields=["matter", "-id"], name="certificate_matter")]


ties.add(Tie(Certificate, "person_id", "会员证明"))


class FoundingState(models.TextChoices):
    """Where the founding of a union stands once the upper union agreed to prepare it."""

    PREPARING = "preparing", "筹备中"
    FOUNDED = "founded", "已成立"
    ENDED = "ended", "已终止"


class Founding(Row):
    """A union being prepared: for which employer, below which union, and what became of it."""

    id = models.BigAutoField(primary_key=True)
    matter = models.CharField("办件号", max_length=40, unique=True)
    name = models.CharField("工会名称", max_length=120)
    form = models.CharField("建会形式", max_length=10)
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="foundings")
    upper = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.OneToOneField(Unit, models.PROTECT, null=True, related_name="founding")
    state = models.CharField(
        "状态", max_length=10, choices=FoundingState.choices, default=FoundingState.PREPARING
    )
    agreed_at = models.DateTimeField("同意筹备时间")
    ended_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["employer", "-id"], name="founding_employer")]


class Agreement(Fixed):
    """A worker's own yes to moving his membership to the union being founded."""

    id = models.BigAutoField(primary_key=True)
    founding = models.ForeignKey(Founding, models.PROTECT, related_name="agreements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField("同意时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["founding", "person"], name="agreement_once")]


class Election(Fixed):
    """An election as it was reported and checked; the names and their votes are sealed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.CharField("办件号", max_length=40)
    held_on = models.DateField("选举日期")
    members = models.IntegerField("会员人数")
    women = models.IntegerField("女会员人数")
    due = models.IntegerField("应到")
    present = models.IntegerField("实到")
    quorum = models.IntegerField("法定人数")
    majority = models.IntegerField("当选票数")
    seats = models.IntegerField("委员名额")
    chair = models.ForeignKey(Person, models.PROTECT, related_name="+")
    chair_votes = models.IntegerField("主席得票")
    names_sealed = models.BinaryField("当选名单")
    term_years = models.SmallIntegerField("届期（年）")
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        indexes = [models.Index(fields=["matter", "-id"], name="election_matter")]


class Renewal(Row):
    """A re-election being prepared: which union, agreed by which union above, and what became of it."""

    id = models.BigAutoField(primary_key=True)
    matter = models.CharField("办件号", max_length=40, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="renewals")
    upper = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(
        "状态", max_length=10, choices=FoundingState.choices, default=FoundingState.PREPARING
    )
    agreed_at = models.DateTimeField("同意换届时间")
    ended_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="renewal_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(state="preparing"), name="renewal_once"
            )
        ]


class Chosen(Row):
    """Somebody elected to an organ of a union; his name is sealed until a known person takes the seat."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    election = models.ForeignKey(Election, models.PROTECT, related_name="chosen")
    role = models.CharField("岗位", max_length=40)
    title = models.CharField("职务", max_length=40)
    place = models.SmallIntegerField("排序")
    name_sealed = models.BinaryField("姓名和手机")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="chosen")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    seated_at = models.DateTimeField("到任时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "seated_at"], name="chosen_unit")]


class Covered(Row):
    """An employer whose workers belong to a joint or industry union."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="covered")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="covered_by")
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "employer"], condition=models.Q(valid_to__isnull=True), name="covered_once"
            )
        ]
        indexes = [models.Index(fields=["employer", "valid_to"], name="covered_employer")]


class Letter(Fixed):
    """An opinion that asks an employer to found a union (建立工会意见书), as it was issued."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField("文号", max_length=60, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="letters")
    unit_name = models.CharField("发文工会", max_length=120)
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="letters")
    employer_name = models.CharField("主送单位", max_length=200)
    founded_on = models.DateField("设立日期", null=True)
    staff = models.IntegerField("职工人数", null=True)
    reply_by = models.DateField("答复期限")
    on = models.DateField("成文日期")
    made_by = models.CharField("制发人", max_length=80)
    issued_at = models.DateTimeField("制发时间")

    class Meta:
        indexes = [
            models.Index(fields=["employer", "-id"], name="letter_employer"),
            models.Index(fields=["unit", "-id"], name="letter_unit"),
        ]


ties.add(Tie(Agreement, "person_id", "同意转入新工会"))
ties.add(Tie(Election, "chair_id", "当选工会主席"))
ties.add(Tie(Chosen, "person_id", "当选任职"))

__all__ = [
    "Agreement", "Certificate", "Chosen", "ColumnMemory", "Comparison", "Confirmation", "Confirmed",
    "Covered", "DeedTarget", "Difference", "Election", "ExportPart", "FormState", "Founding", "FoundingState",
    "ImportState", "Letter", "MemberExport", "QualityCount", "Renewal", "RosterImport", "RosterPart", "Sort",
    "TargetState", "UpwardAnswer", "UpwardForm",
]  # fmt: skip
