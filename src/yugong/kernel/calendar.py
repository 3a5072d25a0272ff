"""Working days, holidays, adjusted weekends, statutory days, and the last day of a period."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from chinese_calendar import constants as known

from yugong.kernel.errors import Broken

Unit = Literal["workday", "day", "month", "year", "hour"]
Roll = Literal["none", "forward", "backward"]

ZONE = ZoneInfo("Asia/Shanghai")
_DAY = timedelta(days=1)
_WORDS = {"workday": "个工作日", "day": "日", "month": "个月", "year": "年", "hour": "小时"}

# 全国年节及纪念日放假办法 (2024): the lunar days among the thirteen, for the years with a notice.
LUNAR_STATUTORY = frozenset(
    date.fromisoformat(text)
    for text in (
        *("2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-05-31", "2025-10-06"),
        *("2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-06-19", "2026-09-25"),
    )
)


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as a rule states it: 5 working days, 15 days, 3 months, 1 year, 2 hours."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit not in _WORDS:
            raise Broken(f"no unit {self.unit!r}; units: {', '.join(_WORDS)}")

    def __str__(self) -> str:
        return f"{self.count} {_WORDS[self.unit]}"


def workdays(count: int) -> Span:
    return Span(count, "workday")


def days(count: int) -> Span:
    return Span(count, "day")


def months(count: int) -> Span:
    return Span(count, "month")


def years(count: int) -> Span:
    return Span(count, "year")


def hours(count: int) -> Span:
    return Span(count, "hour")


def solar_statutory(day: date) -> bool:
    """Whether `day` is a statutory day fixed by the sun: New Year, Tomb-sweeping, Labour, National Day."""
    if (day.month, day.day) in {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}:
        return True
    if day.month == 4:
        return day.day == _tomb_sweeping(day.year)
    return (day.month, day.day) == (5, 2) and day.year >= 2025


def _tomb_sweeping(year: int) -> int:
    """The day of April on which Qingming falls (the usual formula, exact for 2000 to 2099)."""
    of_century = year % 100
    return (of_century * 2422 + 48100) // 10000 - of_century // 4


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off and make-up days of the known years; elsewhere weekends and the fixed statutory days."""

    rest: Collection[date] = frozenset()
    work: Collection[date] = frozenset()
    known_years: Collection[int] = frozenset()
    lunar: Collection[date] = field(default=LUNAR_STATUTORY)

    def __post_init__(self) -> None:
        for name in ("rest", "work", "known_years", "lunar"):
            object.__setattr__(self, name, frozenset(getattr(self, name)))

    def is_workday(self, day: date) -> bool:
        """Make-up weekends work, holidays rest (D3); without a notice only weekends and fixed days rest."""
        if day in self.work:
            return True
        if day in self.rest or day.weekday() >= 5:
            return False
        return day.year in self.known_years or not solar_statutory(day)

    def knows(self, day: date) -> bool:
        """Whether the State Council's notice for the year of `day` is loaded."""
        return day.year in self.known_years

    def statutory(self, day: date) -> bool:
        """Whether work on `day` is paid at 300 % (D12); see `knows_statutory` for the lunar days."""
        return day in self.lunar or solar_statutory(day)

    def knows_statutory(self, year: int) -> bool:
        """Whether the lunar statutory days of `year` are loaded; otherwise only the solar ones answer."""
        return any(day.year == year for day in self.lunar)

    def rolled(self, day: date, roll: Roll) -> date:
        """`day`, or the nearest working day after (D2) or before it (D5)."""
        if roll == "none":
            return day
        step = _DAY if roll == "forward" else -_DAY
        while not self.is_workday(day):
            day += step
        return day

    def with_year(
        self, year: int, *, rest: Iterable[date], work: Iterable[date], lunar: Iterable[date] = ()
    ) -> "Calendar":
        """A calendar in which the notice for `year` replaces whatever was known of that year."""

        def swap(old: Collection[date], new: Iterable[date]) -> frozenset[date]:
            return frozenset(day for day in old if day.year != year) | frozenset(new)

        return Calendar(
            rest=swap(self.rest, rest),
            work=swap(self.work, work),
            known_years=frozenset(self.known_years) | {year},
            lunar=swap(self.lunar, lunar) if (lunar := tuple(lunar)) else self.lunar,
        )


@cache
def seeded() -> Calendar:
    """The calendar of the years that the chinesecalendar package knows."""
    return Calendar(
        rest=frozenset(known.holidays) | frozenset(known.in_lieu_days),
        work=frozenset(known.workdays),
        known_years=frozenset(day.year for day in known.holidays if day == date(day.year, 1, 1)),
    )


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a period (or the last moment of an hour period), and how it was found.

    `counted` lists the working days of a working-day period; `provisional` says that a day of a year whose
    holidays are not yet known was looked at, so the answer may change when they are.
    """

    when: date | datetime
    provisional: bool = False
    counted: tuple[date, ...] = ()

    @property
    def day(self) -> date:
        return self.when.date() if isinstance(self.when, datetime) else self.when

    def ends_at(self, closes: time | None = None) -> datetime:
        """The moment after which one is late: 24:00 of the day, or closing time where the rule says so."""
        if isinstance(self.when, datetime):
            return self.when if self.when.tzinfo else self.when.replace(tzinfo=ZONE)
        if closes is None:
            return datetime.combine(self.when + _DAY, time.min, ZONE)
        return datetime.combine(self.when, closes, ZONE)


def default_roll(span: Span) -> Roll:
    """Forward for day, month and year periods (D2); none for working days, hours and counting back."""
    return "forward" if span.unit in ("day", "month", "year") and span.count > 0 else "none"


def due(start: date | datetime, span: Span, *, calendar: Calendar, roll: Roll | None = None) -> Due:
    """The end of a period that an event at `start` sets going; the day of the event is not counted (D1).

    A negative count goes back ("papers 7 days before"). Without `roll` the rule of `default_roll` holds.
    """
    if span.unit == "hour":
        if not isinstance(start, datetime):
            raise Broken("an hour period needs the moment it starts, not only a day")
        return Due(start + timedelta(hours=span.count))
    first = local_day(start)
    roll = roll or default_roll(span)
    raw, counted = first, tuple[date, ...]()
    if span.unit == "workday":
        raw, counted = _count(first, span.count, calendar)
    elif span.unit == "day":
        raw = first + timedelta(days=span.count)
    else:
        raw = add_months(first, span.count * (12 if span.unit == "year" else 1))
    last = calendar.rolled(raw, roll)
    looked_at = (first, last) if span.unit == "workday" else (raw, last)
    unsure = span.unit == "workday" or roll != "none"
    return Due(last, unsure and not _all_known(*looked_at, calendar), counted)


def before(day: date, span: Span, *, calendar: Calendar) -> date:
    """The day that lies `span` before `day`, as in "posted 5 days before the meeting"; never rolled."""
    return due(day, Span(-span.count, span.unit), calendar=calendar, roll="none").day


def local_day(moment: date | datetime) -> date:
    """The day in China on which `moment` falls; a moment without a zone is taken as local."""
    if not isinstance(moment, datetime):
        return moment
    return moment.astimezone(ZONE).date() if moment.tzinfo else moment.date()


def add_months(day: date, count: int) -> date:
    """The same day number `count` months on, or the last day of that month when it lacks it (D4)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    month += 1
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (after - _DAY).day))


def _count(first: date, count: int, calendar: Calendar) -> tuple[date, tuple[date, ...]]:
    counted: list[date] = []
    day, step = first, _DAY if count > 0 else -_DAY
    while len(counted) < abs(count):
        day += step
        if calendar.is_workday(day):
            counted.append(day)
    return day, tuple(counted)


def _all_known(one: date, other: date, calendar: Calendar) -> bool:
    low, high = sorted((one, other))
    return all(year in calendar.known_years for year in range(low.year, high.year + 1))
