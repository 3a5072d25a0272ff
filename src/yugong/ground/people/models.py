"""Person, Account, Tenure, Employment, Membership, Consent, Merge: people over time, sealed."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Employer, Post, Unit
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7


class Person(Row):
    """One human being, one row. Names, numbers and birthdays are sealed; blind indexes find them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name_sealed = models.BinaryField("姓名")
    name_index = models.BinaryField("姓名索引")
    name_grams = ArrayField(models.IntegerField(), verbose_name="姓名二元索引", default=list)
    paper = models.CharField("证件类型", max_length=12, default="resident")
    number_sealed = models.BinaryField("证件号码", null=True)
    number_index = models.BinaryField("证件索引", null=True)
    tail_index = models.BinaryField("证件后四位索引", null=True)
    phone_sealed = models.BinaryField("手机", null=True)
    phone_index = models.BinaryField("手机索引", null=True)
    phone_tail_index = models.BinaryField("手机后四位索引", null=True)
    born_sealed = models.BinaryField("出生日期", null=True)
    sex = models.CharField("性别", max_length=1, blank=True, choices=[("1", "男"), ("2", "女")])
    facts_sealed = models.BinaryField("登记事项", null=True)
    verified = models.BooleanField("实名已核", default=False)
    source = models.CharField("来源", max_length=40)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", db_index=False)
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number_index"], condition=Q(merged_into__isnull=True), name="person_number_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["number_index"], condition=Q(merged_into__isnull=False), name="person_number_merged"
            ),
            models.Index(fields=["name_index"], name="person_name"),
            models.Index(fields=["tail_index"], name="person_tail"),
            models.Index(fields=["phone_index"], name="person_phone"),
            models.Index(fields=["phone_tail_index"], name="person_phone_tail"),
            models.Index(
                fields=["merged_into"], name="person_merged_into", condition=Q(merged_into__isnull=False)
            ),
        ]

    def insist_live(self) -> None:
        """Refuse to act on a row that was merged into another."""
        if self.merged_into_id is not None:
            raise Refused("这份登记已经并到另一份，请在那一份上办理", code="merged")


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their name; they are made by actions only."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=username)


class Account(AbstractBaseUser):
    """How somebody signs in: by a verified phone, or by a name and password with a second factor."""

    id = models.BigAutoField(primary_key=True)
    username = models.CharField("登录名", max_length=60, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="account")
    phone_sealed = models.BinaryField("手机", null=True)
    phone_index = models.BinaryField("手机索引", null=True, unique=True)
    phone_verified_at = models.DateTimeField("手机核验时间", null=True)
    is_active = models.BooleanField("可用", default=True)
    created_at = models.DateTimeField("建立时间")

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()


class Tenure(Row):
    """A person in a post, from one day to another; rights last exactly as long."""

    id = models.BigAutoField(primary_key=True)
    post = models.ForeignKey(Post, models.PROTECT, related_name="tenures")
    person = models.ForeignKey(Person, models.PROTECT, related_name="tenures")
    valid_from = models.DateField("任职")
    valid_to = models.DateField("离任", null=True)
    basis = models.CharField("依据", max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "valid_to"], name="tenure_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "person"], condition=Q(valid_to__isnull=True), name="tenure_open_once"
            )
        ]


class Employment(Row):
    """Where and as what a person works, from one day to another, and who says so."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="employments", db_index=False)
    employer = models.ForeignKey(
        Employer, models.PROTECT, null=True, related_name="employments", db_index=False
    )
    trade = models.CharField("职业工种", max_length=40, blank=True)
    form = models.CharField("就业形式", max_length=20, blank=True)
    department = models.CharField("部门", max_length=60, blank=True)
    valid_from = models.DateField("自", null=True)
    valid_to = models.DateField("至", null=True)
    source = models.CharField("来源", max_length=40)
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        indexes = [
            models.Index(fields=["person", "valid_to"], name="employment_person"),
            models.Index(fields=["employer", "valid_to"], name="employment_employer"),
        ]


class Standing(models.TextChoices):
    """How a person stands in a union during one stretch of membership."""

    ACTIVE = "active", "正常"
    RETAINED = "retained", "保留会籍"


class Membership(Row):
    """One stretch of membership, in two times: valid on which days, and believed from when to when.

    Nothing is overwritten: a change marks the row superseded and adds what holds from now on. Present
    members are the rows with no `superseded_at` and no `valid_to`. `l1`…`l5` are the ancestors of the
    unit by depth, kept by the org action that moves a unit, so that scope and order share an index.
    `name_grams` are the person's, kept by the database (migration 0009): a search asks this table alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", db_index=False)
    l1 = models.BigIntegerField(null=True)
    l2 = models.BigIntegerField(null=True)
    l3 = models.BigIntegerField(null=True)
    l4 = models.BigIntegerField(null=True)
    l5 = models.BigIntegerField(null=True)
    number = models.CharField("会员号", max_length=20)
    standing = models.CharField("状态", max_length=10, choices=Standing.choices, default=Standing.ACTIVE)
    joined_on = models.DateField("入会日期")
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True)
    began_by = models.CharField("因何开始", max_length=20)
    ended_by = models.CharField("因何结束", max_length=20, blank=True)
    route = models.CharField("入会途径", max_length=20)
    trade = models.CharField("职业工种", max_length=40, blank=True)
    matter = models.CharField("办件号", max_length=40, blank=True)
    recorded_at = models.DateTimeField("登记时间")
    superseded_at = models.DateTimeField("更正时间", null=True)
    name_grams = ArrayField(models.IntegerField(), verbose_name="姓名二元索引", default=list, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(valid_to__isnull=True, superseded_at__isnull=True),
                name="membership_one_open",
            )
        ]
        indexes = [
            models.Index(
                fields=[level, "-id"],
                name=f"membership_{level}",
                condition=Q(valid_to__isnull=True, superseded_at__isnull=True, **{f"{level}__isnull": False}),
            )
            for level in ("l1", "l2", "l3", "l4", "l5")
        ] + [
            models.Index(fields=["unit", "valid_from"], name="membership_unit_day"),
            models.Index(fields=["person", "valid_from"], name="membership_person_day"),
            GinIndex(
                fields=["name_grams"],
                name="membership_grams",
                condition=Q(valid_to__isnull=True, superseded_at__isnull=True),
            ),
        ]


class Consent(Row):
    """A person's own yes to one purpose, in the words he saw; withdrawn by a date, never erased."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    purpose = models.CharField("用途", max_length=40)
    wording = models.CharField("文本版本", max_length=40)
    given_at = models.DateTimeField("同意时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "purpose"], name="consent_person")]


class CardToken(Row):
    """A card shown to a partner: valid for seconds, revocable, and counted when it is read."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="card_tokens")
    secret_index = models.BinaryField("令牌索引", unique=True)
    purpose = models.CharField("用途", max_length=20)
    made_at = models.DateTimeField("生成时间")
    expires_at = models.DateTimeField("失效时间")
    revoked_at = models.DateTimeField("作废时间", null=True)
    read_at = models.DateTimeField("核验时间", null=True)


class Emergency(Row):
    """Another post's powers for an hour: asked by one officer, answered by a second, told to the unit.

    It is in force while `ends_at` lies ahead. `asked_from` and `answered_from` name the posts of the two.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="emergencies")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="emergencies")
    role = models.CharField("岗位", max_length=40)
    reason = models.CharField("原因", max_length=200)
    asked_from = models.BigIntegerField("申请人的任职")
    asked_at = models.DateTimeField("申请时间")
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_from = models.BigIntegerField("批准人的任职", null=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    ends_at = models.DateTimeField("到期时间", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "ends_at"], name="emergency_person"),
            models.Index(fields=["unit", "-id"], name="emergency_unit"),
        ]


class Merge(Row):
    """Two rows found to be one person: what went over to the kept row, so that all of it can come back.

    `moved` holds keys of rows by tie, `numbers` the member numbers that came along, `closed` the one whose
    stretch ended because the kept row had its own. No value stands here: the dropped row keeps them, sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kept = models.ForeignKey(Person, models.PROTECT, related_name="+")
    dropped = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField("依据", max_length=200)
    filled = models.JSONField("补上的项", default=dict)
    moved = models.JSONField("带来的记录", default=dict)
    numbers = models.JSONField("带来的会员号", default=list)
    closed = models.CharField("并掉的会员号", max_length=20, blank=True)
    hidden = models.JSONField("不再计的会籍", default=list)
    account = models.BigIntegerField("停用的账号", null=True)
    merged_at = models.DateTimeField("合并时间")
    undone_at = models.DateTimeField("撤销时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dropped"], condition=Q(undone_at__isnull=True), name="merge_dropped_once"
            )
        ]
        indexes = [models.Index(fields=["kept", "undone_at"], name="merge_kept")]


class Apart(Row):
    """Two rows that look alike and were found to be two persons; they are not asked about again."""

    id = models.BigAutoField(primary_key=True)
    one = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField("核对时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="apart_once")]
