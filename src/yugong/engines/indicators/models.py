"""Fact, Delta, Total: the list behind every number, its sums; and by which definitions all was counted."""

from django.db import models

from yugong.engines.indicators.models_lists import ListFile, ListPart
from yugong.kernel.tree import DEPTH

__all__ = ["LEVELS", "Definition", "Delta", "Fact", "Grain", "ListFile", "ListPart", "Total"]

LEVELS = tuple(f"l{depth}" for depth in range(1, DEPTH + 1))


class Fact(models.Model):
    """One record as one measure counts it: at which union, on which day, how much.

    Written by recounting alone; a trigger of the table turns every change into deltas of the union and all
    above it, so that sums follow facts whoever writes them. `until`: from this day it stands no longer.
    """

    id = models.BigAutoField(primary_key=True)
    measure = models.CharField("指标", max_length=60, db_collation="C")
    record = models.CharField("记录", max_length=60, db_collation="C")
    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )  # made by a join with the unions: looking each up again cost more than the fact
    l1 = models.BigIntegerField(null=True)
    l2 = models.BigIntegerField(null=True)
    l3 = models.BigIntegerField(null=True)
    l4 = models.BigIntegerField(null=True)
    l5 = models.BigIntegerField(null=True)
    day = models.DateField("日期")
    until = models.DateField("到哪天为止", null=True)
    amount = models.BigIntegerField("数量")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "measure"], name="fact_once")]
        indexes = [
            models.Index(fields=["unit"], name="fact_place"),
            *(
                models.Index(
                    fields=["measure", level, "-day", "-id"],
                    name=f"fact_{level}",
                    condition=models.Q(**{f"{level}__isnull": False}),
                )
                for level in LEVELS
            ),
        ]


class Definition(models.Model):
    """By which definition the facts of a measure were counted when all were counted last."""

    measure = models.CharField("指标", max_length=60, primary_key=True, db_collation="C")
    digest = models.CharField("定义的摘要", max_length=32)


class Delta(models.Model):
    """A change of a sum that was not folded into its total yet; only ever added, so no row is hot."""

    id = models.BigAutoField(primary_key=True)
    measure = models.CharField("指标", max_length=60, db_collation="C")
    unit_id = models.BigIntegerField("工会")
    day = models.DateField("日期")
    amount = models.BigIntegerField("数量")
    records = models.BigIntegerField("记录数")

    class Meta:
        indexes = [models.Index(fields=["measure", "unit_id", "day"], name="delta_place")]


class Grain(models.TextChoices):
    """How long a total is."""

    DAY = "d", "按日"
    MONTH = "m", "按月"


class Total(models.Model):
    """What a measure adds up to at a union with all below it, on a day or in a month (its first day)."""

    pk = models.CompositePrimaryKey("measure", "unit_id", "grain", "day")
    measure = models.CharField("指标", max_length=60, db_collation="C")
    unit_id = models.BigIntegerField("工会")
    grain = models.CharField("粒度", max_length=1, choices=Grain.choices)
    day = models.DateField("日期")
    amount = models.BigIntegerField("数量")
    records = models.BigIntegerField("记录数")
