"""Series: what measures were month by month; all that a page shows come with one query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from yugong.engines.indicators.queries.periods import month_of, next_month
from yugong.engines.indicators.queries.readings import parts
from yugong.kernel.measure import Declared, Ratio, measures

BY_MONTH = """
    SELECT s.measure, s.month, sum(s.amount)::bigint FROM (
        SELECT measure, day AS month, amount FROM indicators_total
         WHERE measure = ANY(%(keys)s) AND unit_id = %(unit)s AND grain = 'm' AND day < %(end)s
        UNION ALL
        SELECT measure, date_trunc('month', day)::date, amount FROM indicators_delta
         WHERE measure = ANY(%(keys)s) AND unit_id = %(unit)s AND day < %(end)s
    ) s GROUP BY s.measure, s.month
"""
Months = Mapping[date, int]


@dataclass(frozen=True, slots=True)
class Point:
    """One month of a series."""

    month: date
    value: int
    of: int | None = None


def series(key: str, unit: int, until: date, months: int = 12) -> list[Point]:
    """The last so many months up to that of a day; what stands is read at the end of each."""
    return series_of((key,), unit, until, months)[key]


def series_of(keys: Sequence[str], unit: int, until: date, months: int = 12) -> dict[str, list[Point]]:
    """The same of several measures of a union at once."""
    ones = [measures[key] for key in keys]
    found = _by_month([part for one in ones for part in parts(one)], unit, next_month(month_of(until)))
    first = next_month(until, 1 - months)
    wanted = [next_month(first, step) for step in range(months)]
    return {one.key: _points(one, found, wanted) for one in ones}


def _by_month(keys: Sequence[str], unit: int, end: date) -> dict[str, dict[date, int]]:
    found: dict[str, dict[date, int]] = {key: {} for key in keys}
    with connection.cursor() as cursor:
        cursor.execute(BY_MONTH, {"keys": list(found), "unit": unit, "end": end})
        for key, month, amount in cursor.fetchall():
            found[key][month] = amount
    return found


def _points(one: Declared, found: Mapping[str, Months], wanted: Sequence[date]) -> list[Point]:
    if isinstance(one, Ratio):
        x, of = found[one.x], found[one.of]
        return [Point(month, x.get(month, 0), of.get(month, 0)) for month in wanted]
    amounts = _standing(found[one.key], wanted) if one.stock else found[one.key]
    return [Point(month, amounts.get(month, 0)) for month in wanted]


def _standing(changes: Months, wanted: Sequence[date]) -> dict[date, int]:
    """What stands at the end of each month: all that changed before and in it."""
    run: dict[date, int] = {}
    standing = sum(amount for month, amount in changes.items() if month < wanted[0])
    for month in wanted:
        standing += changes.get(month, 0)
        run[month] = standing
    return run
