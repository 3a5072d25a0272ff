"""Unit, Placement, Succession, Post, Employer, Agency, Division: who is where in the tree, and when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q, Value

from yugong.ground.audit.models import Row


class Division(Row):
    """An administrative division with the days it was valid (GB/T 2260 and civil-affairs updates)."""

    id = models.BigAutoField(primary_key=True)
    code = models.CharField("代码", max_length=12)
    name = models.CharField("名称", max_length=60)
    level = models.SmallIntegerField("级别")
    parent_code = models.CharField("上级代码", max_length=12, blank=True)
    valid_from = models.DateField("自", null=True)
    valid_to = models.DateField("至", null=True)

    class Meta:
        indexes = [models.Index(fields=["parent_code", "code"], name="division_parent")]
        constraints = [models.UniqueConstraint(fields=["code", "name", "parent_code"], name="division_once")]


class Employer(Row):
    """An organisation that employs workers, whether or not it has a union."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField("名称", max_length=200)
    plain_name = models.CharField("比对名", max_length=200, db_index=True)
    uscc = models.CharField("统一社会信用代码", max_length=18, null=True, unique=True)
    division_code = models.CharField("所在地", max_length=12, blank=True)
    industry = models.CharField("行业", max_length=40, blank=True)
    is_platform = models.BooleanField("平台企业", default=False)
    founded_on = models.DateField("设立日期", null=True)
    staff_count = models.IntegerField("职工人数", null=True)


class UnitKind(models.TextChoices):
    """What sort of union organisation a unit is."""

    CITY = "city", "市总工会"
    DISTRICT = "district", "区县总工会"
    ZONE = "zone", "功能区总工会"
    INDUSTRY = "industry", "产业（行业）工会"
    STREET = "street", "镇街工会"
    ENTERPRISE = "enterprise", "企事业基层工会"
    JOINT = "joint", "联合工会"
    HOME = "home", "新就业形态（源头）工会"
    BRANCH = "branch", "分会"
    GROUP = "group", "小组"


class Unit(Row):
    """A union organisation; `path` is the present place in the tree, Placement remembers the former ones."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField("名称", max_length=120)
    short = models.CharField("简称", max_length=60, blank=True)
    pinyin = models.CharField("拼音", max_length=240, blank=True, db_index=True)
    kind = models.CharField("类型", max_length=12, choices=UnitKind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField("路径", max_length=120, unique=True, db_collation="C")
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="unions")
    division_code = models.CharField("区划", max_length=12, blank=True)
    uscc = models.CharField("工会统一社会信用代码", max_length=18, null=True, unique=True)
    home_for = models.CharField("接收对象", max_length=20, blank=True)
    valid_from = models.DateField("成立")
    valid_to = models.DateField("撤销", null=True)
    approved_no = models.CharField("批复文号", max_length=60, blank=True)
    term_years = models.SmallIntegerField("届期（年）", null=True)
    term_from = models.DateField("本届起", null=True)
    term_to = models.DateField("本届止", null=True)
    join_code = models.CharField("入会码", max_length=12, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["parent", "pinyin", "id"], name="unit_children"),
            models.Index(fields=["term_to"], name="unit_terms", condition=Q(valid_to__isnull=True)),
        ]


class Placement(Row):
    """Where a unit stood in the tree, and under which name, from one day to another.

    In two times, as memberships are: a change marks the row superseded and adds what holds from now on, so
    that a statistic asked for again, as believed at the same moment, is the same.
    """

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    path = models.CharField("路径", max_length=120, db_collation="C")
    name = models.CharField("名称", max_length=120)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True)
    recorded_at = models.DateTimeField("登记时间", null=True)  # empty: known from the beginning
    superseded_at = models.DateTimeField("更正时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["path", "valid_from"], name="placement_path")]
        constraints = [
            ExclusionConstraint(
                name="placement_once_a_day",
                expressions=[
                    (Func(F("unit"), F("unit"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    (Func(F("valid_from"), F("valid_to"), function="daterange"), RangeOperators.OVERLAPS),
                ],
                condition=Q(superseded_at__isnull=True),
                deferrable=Deferrable.DEFERRED,
            )
        ]


class Ending(models.TextChoices):
    """How a unit came to its end and another took over."""

    MERGE = "merge", "合并"
    SPLIT = "split", "分立"
    DISSOLVE = "dissolve", "撤销"


class Funds(models.TextChoices):
    """By which rule the fees and assets of a unit that ends are taken over (CQTU 42)."""

    ALL = "all", "全部归承继的工会"
    BY_MEMBERS = "by_members", "按会员人数分"
    UPPER = "upper", "由上级工会决定"


class Succession(Row):
    """What became of a unit: merged into, split into, or left to another one on a day.

    `members` went over with it. `funds` says by which rule its fees and assets are taken over; where they are
    divided, `funds_part` of `funds_whole` goes here.
    """

    id = models.BigAutoField(primary_key=True)
    before = models.ForeignKey(Unit, models.PROTECT, related_name="successors")
    after = models.ForeignKey(Unit, models.PROTECT, related_name="predecessors")
    on = models.DateField("日期")
    how = models.CharField("方式", max_length=10, choices=Ending.choices)
    reason = models.CharField("依据", max_length=200)
    members = models.IntegerField("随转会员", null=True)
    funds = models.CharField("经费资产", max_length=10, choices=Funds.choices, blank=True)
    funds_part = models.IntegerField("分得份数", null=True)
    funds_whole = models.IntegerField("总份数", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["before", "after", "on"], name="succession_once")]


class Post(Row):
    """A seat in a unit, with its role; who sits in it, and when, is a Tenure of `people`."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    role = models.CharField("角色", max_length=40)
    title = models.CharField("职务", max_length=60)
    agency = models.ForeignKey("Agency", models.PROTECT, null=True, related_name="posts")  # a partner's
    closed_on = models.DateField("撤销", null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "role"], name="post_unit_role")]


class Agency(Row):
    """A partner agency: court, procuratorate, justice, human resources, and so on."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField("名称", max_length=120)
    kind = models.CharField("类型", max_length=20)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="agencies")
    closed_on = models.DateField("停用", null=True)
