"""Cutting a time into whole months and single days, so that a year is twelve totals and not 365."""

from dataclasses import dataclass
from datetime import date, timedelta

FIRST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Cut:
    """Half-open ranges: the months [`month_from`, `month_to`), the days before and after them."""

    month_from: date
    month_to: date
    days: tuple[tuple[date, date], ...]


def month_of(day: date) -> date:
    """The first day of the month of a day."""
    return day.replace(day=1)


def next_month(day: date, months: int = 1) -> date:
    """The first day of the month so many after the day's."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def cut(since: date, until: date) -> Cut:
    """The time from one day to another, both within it."""
    end = until + timedelta(days=1)
    first = since if since.day == 1 else next_month(since)
    last = month_of(end)
    if first >= last:
        return Cut(since, since, ((since, end),))
    return Cut(first, last, tuple(pair for pair in ((since, first), (last, end)) if pair[0] < pair[1]))
