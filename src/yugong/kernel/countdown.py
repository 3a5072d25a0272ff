"""What a clock says: the days that count, the share that is used, and the words for worker and officer."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from yugong.kernel.calendar import Calendar, Roll, Span, Unit, due, local_day
from yugong.kernel.errors import Broken

DAY = timedelta(days=1)
_NO_CALENDAR = Calendar()
Pauses = tuple[tuple[datetime, datetime], ...]


def over(late: timedelta) -> str:
    return f"超 {_parts(late)}"


def remaining(left: timedelta) -> str:
    return f"剩 {_parts(left)}"


def days_left(count: int, unit: Unit) -> str:
    return f"剩 {count} 个工作日" if unit == "workday" else f"剩 {count} 天"


@lru_cache(maxsize=4096)
def countable(first: date, last: date, unit: Unit, calendar: Calendar) -> tuple[date, ...]:
    """The days after `first` up to `last` on which the clock counts."""
    days = (first + DAY * at for at in range(1, (last - first).days + 1))
    return tuple(day for day in days if unit != "workday" or calendar.is_workday(day))


def lost_days(pauses: Pauses) -> frozenset[date]:
    """The days that pauses took from the clock: from the one after the pause to that of the resumption."""
    found: set[date] = set()
    for since, until in pauses:
        found.update(countable(local_day(since), local_day(until), "day", _NO_CALENDAR))
    return frozenset(found)


def last_day(start: date, spans: Sequence[Span], calendar: Calendar, roll: Roll, pauses: Pauses) -> date:
    """The last day of `spans` one after another, moved by the pauses; not yet rolled."""
    day = start
    unit: Unit = "workday" if any(span.unit == "workday" for span in spans) else "day"
    for span in spans:
        if span.unit == "hour":
            raise Broken(f"a day clock is extended in days, not by {span}")
        day = due(day, span, calendar=calendar, roll="none").day
    for since, until in pauses:
        paused, resumed = local_day(since), local_day(until)
        if paused <= calendar.rolled(day, roll) and paused < resumed:
            left = len(countable(paused, day, unit, calendar))
            day = due(resumed, Span(left, unit), calendar=calendar, roll="none").day
            day = calendar.rolled(day, "forward") if unit == "workday" else day
    return day


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
