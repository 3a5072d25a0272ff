"""Parameter (dated, scoped, sourced) and Holiday (the State Council's notices, day by day)."""

from django.db import models

from yugong.ground.audit.models import Row


class Parameter(Row):
    """One number or text a city may change; in force from `valid_from` in the subtree of `scope`."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField("参数", max_length=80)
    scope = models.CharField("范围", max_length=120, blank=True, default="", db_collation="C")
    value = models.JSONField("取值")
    valid_from = models.DateField("自何日起")
    source = models.CharField("出处", max_length=300)
    mark = models.CharField("把握", max_length=1, choices=[("S", "确知"), ("L", "较确"), ("U", "待定")])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "scope", "valid_from"], name="parameter_once")]


class Holiday(Row):
    """A day that differs from its weekday: a day off, or a make-up working day."""

    id = models.BigAutoField(primary_key=True)
    day = models.DateField("日期", unique=True)
    off = models.BooleanField("放假")
    statutory = models.BooleanField("法定节日", default=False)
    name = models.CharField("名称", max_length=20, blank=True)
    source = models.CharField("出处", max_length=200)


class HolidayYear(Row):
    """A year whose notice is known; days of other years are counted provisionally."""

    year = models.SmallIntegerField(primary_key=True)
    source = models.CharField("出处", max_length=200)
