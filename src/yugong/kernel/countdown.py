"""What a clock says: the days that count, the share that is used, and the words for worker and officer."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from yugong.kernel.calendar import Calendar, Span, Unit, add_months, local_day
from yugong.kernel.errors import Broken

DAY = timedelta(days=1)
Pauses = tuple[tuple[datetime, datetime], ...]


def over(late: timedelta) -> str:
    return f"超 {_parts(late)}"


def remaining(left: timedelta) -> str:
    return f"剩 {_parts(left)}"


def days_left(count: int, unit: Unit) -> str:
    return f"剩 {count} 个工作日" if unit == "workday" else f"剩 {count} 天"


def paused_days(pauses: Pauses) -> frozenset[date]:
    """The days at whose end the clock stood still."""
    found: set[date] = set()
    for since, until in pauses:
        first, last = local_day(since), local_day(until)
        found.update(first + DAY * at for at in range((last - first).days))
    return frozenset(found)


def countable(
    first: date, last: date, unit: Unit, calendar: Calendar, paused: frozenset[date] = frozenset()
) -> tuple[date, ...]:
    """The days after `first` up to `last` on which the clock counts."""
    days = (first + DAY * at for at in range(1, (last - first).days + 1))
    return tuple(day for day in days if _counts(day, unit, calendar, paused))


def advance(day: date, span: Span, calendar: Calendar, paused: frozenset[date]) -> date:
    """The day on which `span` from `day` ends, with the paused days put on top; not rolled."""
    if span.unit == "hour":
        raise Broken(f"a day clock is extended in days, not by {span}")
    if span.unit in ("workday", "day"):
        return _step(day, span.count, span.unit, calendar, paused)
    end = add_months(day, span.count * (12 if span.unit == "year" else 1))
    return _step(end, sum(day < lost <= end for lost in paused), "day", calendar, paused)


def advance_hours(start: datetime, spans: Iterable[Span], pauses: Pauses) -> datetime:
    """The moment at which the hours are over, moved by the pauses that lie before it."""
    end = start
    for span in spans:
        if span.unit != "hour":
            raise Broken(f"an hour clock is extended in hours, not by {span}")
        end += timedelta(hours=span.count)
    for since, until in pauses:
        if since < end:
            end += until - since
    return end


def paused_until(moment: datetime, pauses: Pauses) -> timedelta:
    """How long the clock stood still before `moment`."""
    return sum((max(timedelta(), min(until, moment) - since) for since, until in pauses), timedelta())


def _counts(day: date, unit: Unit, calendar: Calendar, paused: frozenset[date]) -> bool:
    return day not in paused and (unit != "workday" or calendar.is_workday(day))


def _step(day: date, count: int, unit: Unit, calendar: Calendar, paused: frozenset[date]) -> date:
    while count:
        day += DAY
        count -= _counts(day, unit, calendar, paused)
    return day


def _parts(length: timedelta) -> str:
    """1 天 2 时, 5 时 20 分 or 20 分: the two largest units, whole minutes rounded down."""
    minutes = max(0, int(length.total_seconds() // 60))
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        return f"{days} 天 {hours} 时" if hours else f"{days} 天"
    if hours:
        return f"{hours} 时 {minutes} 分" if minutes else f"{hours} 时"
    return f"{minutes} 分"
