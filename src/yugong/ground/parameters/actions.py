"""Setting parameters and importing holiday notices; every change is dated, sourced and recorded."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.db import transaction

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.parameters.defaults import DEFAULTS
from yugong.ground.parameters.models import Holiday, HolidayYear, Parameter
from yugong.ground.parameters.queries import CALENDAR, changing
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import seeded
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission


@dataclass(frozen=True)
class Day:
    """One line of a holiday notice."""

    day: date
    off: bool
    name: str = ""
    statutory: bool = False


@action(Permission.PARAMETER_SET)
def set_parameter(
    *,
    key: str,
    value: Any,
    valid_from: date,
    scope: str = "",
    source: str,
    mark: str = "S",
    by: Actor,
    at: datetime,
) -> Parameter:
    """Give a parameter a value from a day on, in one subtree; the source is required."""
    changing()
    if key not in DEFAULTS:
        raise Refused(f"没有这个参数：{key}", field="key")
    if not source.strip():
        raise Refused("请写明出处，例如文号", field="source")
    row, _ = Parameter.objects.update_or_create(
        key=key, scope=scope, valid_from=valid_from, defaults={"value": value, "source": source, "mark": mark}
    )
    facts(key=key, value=value, valid_from=valid_from, scope=scope)
    return row


@action(Permission.HOLIDAY_IMPORT)
def import_holidays(*, year: int, days: list[Day], source: str, by: Actor, at: datetime) -> HolidayYear:
    """Replace a year's holiday notice; deadlines counted provisionally are counted again by their sweep."""
    changing()
    if wrong := [day.day.isoformat() for day in days if day.day.year != year]:
        raise Refused(f"这些日期不在 {year} 年内：{'、'.join(wrong[:3])}", field="days")
    Holiday.objects.filter(day__year=year).delete()
    Holiday.objects.bulk_create(
        Holiday(day=d.day, off=d.off, name=d.name, statutory=d.statutory, source=source) for d in days
    )
    row, _ = HolidayYear.objects.update_or_create(year=year, defaults={"source": source})
    facts(year=year, days=len(days))
    transaction.on_commit(lambda: cache.delete(CALENDAR))
    return row


def seed_holidays(*, by: Actor, at: datetime) -> int:
    """Fill the years the calendar package knows and the table does not; returns how many were added."""
    known = set(HolidayYear.objects.values_list("year", flat=True))
    calendar = seeded()
    added = sorted(set(calendar.known_years) - known)
    for year in added:
        days = [Day(d, True, statutory=calendar.statutory(d)) for d in calendar.rest if d.year == year]
        days += [Day(d, False) for d in calendar.work if d.year == year]
        import_holidays(
            year=year, days=days, source="国务院办公厅放假通知（chinesecalendar 收录）", by=by, at=at
        )
    return len(added)
