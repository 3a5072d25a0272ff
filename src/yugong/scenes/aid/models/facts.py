"""What is known of a household in whole numbers: one row for each stretch of days, fit for a rule in SQL."""

from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7

LEVELS = ("l1", "l2", "l3", "l4", "l5")


class HouseholdFacts(Row):
    """The household of its main person, without a name: who it is stands in the register and in the file.

    Money is fen and, like the costs, that of one year. `persons` and `annual_income_fen` may be unknown,
    which is not nought: no rule that reads them finds such a household. Nothing is overwritten: what changes
    ends the row on that day and begins the next; a correction of the same day marks the old one superseded.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="household_facts", db_index=False)
    household = models.ForeignKey(
        "aid.Household", models.PROTECT, null=True, related_name="facts", verbose_name="困难职工档案"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="household_facts", db_index=False)
    l1 = models.BigIntegerField(null=True)
    l2 = models.BigIntegerField(null=True)
    l3 = models.BigIntegerField(null=True)
    l4 = models.BigIntegerField(null=True)
    l5 = models.BigIntegerField(null=True)
    persons = models.SmallIntegerField("共同生活人数", null=True)
    annual_income_fen = models.BigIntegerField("全年可支配收入", null=True)
    rigid_expenses_fen = models.BigIntegerField("全年刚性支出", default=0)
    accident_costs_fen = models.BigIntegerField("突发事件的支出和损失", default=0)
    medical_costs_fen = models.BigIntegerField("个人负担的医疗费", default=0)
    rural = models.SmallIntegerField("农村户籍", default=0)
    rural_migrant = models.SmallIntegerField("进城务工", default=0)
    labour_months = models.SmallIntegerField("用工月数", default=0)
    subsistence = models.SmallIntegerField("低保家庭", default=0)
    minors = models.SmallIntegerField("未成年子女", default=0)
    senior_pupils = models.SmallIntegerField("高中阶段在校子女", default=0)
    students = models.SmallIntegerField("高等教育在校子女", default=0)
    entrants = models.SmallIntegerField("当年考上大学的子女", default=0)
    private_pupils = models.SmallIntegerField("自费上民办学校或留学的子女", default=0)
    disabled = models.SmallIntegerField("残疾成员", default=0)
    cars = models.SmallIntegerField("机动车", default=0)
    homes = models.SmallIntegerField("住房", default=0)
    firms = models.SmallIntegerField("投资开办的企业", default=0)
    source = models.CharField("来源", max_length=40)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True)
    recorded_at = models.DateTimeField("登记时间")
    superseded_at = models.DateTimeField("更正时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(valid_to__isnull=True, superseded_at__isnull=True),
                name="householdfacts_one_open",
            ),
            models.CheckConstraint(
                condition=Q(persons__isnull=True) | Q(persons__gte=1), name="householdfacts_persons"
            ),
        ]
        indexes = [
            models.Index(
                fields=[level, "id"],
                name=f"householdfacts_{level}",
                condition=Q(valid_to__isnull=True, superseded_at__isnull=True, **{f"{level}__isnull": False}),
            )
            for level in LEVELS
        ] + [models.Index(fields=["person", "valid_from"], name="householdfacts_person")]


class FactsImport(Row):
    """A partner agency's file that was read: how many rows were taken, what was wrong with the others.

    `errors` are [row, reason] and name nobody.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="facts_imports")
    source = models.CharField("来源", max_length=40)
    on = models.DateField("数据日期")
    rows = models.IntegerField("行数")
    changed = models.IntegerField("更新", default=0)
    same = models.IntegerField("无变化", default=0)
    errors = models.JSONField("没有导入的行", default=list)
    made_by = models.CharField("导入人", max_length=80)
    made_at = models.DateTimeField("导入时间")

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="factsimport_unit")]


ties.add(Tie(HouseholdFacts, "person_id", "家庭情况"))
ties.add(Tie(FactsImport, "made_by", "导入的家庭数据", text="person:{}"))
