"""One deadline clock: run, pause, extend, stop; its due day, state, percent and words, folded from events."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from yugong.kernel.calendar import ZONE, Calendar, Due, Roll, Span, default_roll, local_day
from yugong.kernel.countdown import (
    DAY,
    Pauses,
    advance_hours,
    countable,
    days_left,
    last_day,
    lost_days,
    over,
    paused_until,
    remaining,
)
from yugong.kernel.errors import Broken, Refused

State = Literal["running", "paused", "done", "overdue"]
Verb = Literal["start", "pause", "resume", "extend", "stop"]

LEVELS = (100, 80, 50)  # percent used at which someone is warned (D11)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a clock; `span` goes with start and extend."""

    verb: Verb
    at: datetime
    span: Span | None = None


class Reading(NamedTuple):
    """What a clock shows at one moment.

    `words` is for the worker (whole days), `exact` for the officer (hours on the last day); `percent` is the
    used share, 100 at the limit; `level` is the highest of 0, 50, 80, 100 that is reached. While paused,
    `due` is what it would be if the clock went on now. `late` tells a done clock stopped after its limit.
    """

    due: date | datetime
    ends_at: datetime
    state: State
    percent: int
    level: int
    words: str
    exact: str
    provisional: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock as a value; its verbs give the next clock. All moments carry a time zone.

    As with every event (D1), the day of a resumption is not counted: the days that were left after the day of
    the pause are left after the day of the resumption, and a pause within one day changes nothing. Hour
    clocks move by the exact length of the pause. `closes` is the closing time where a rule sets office hours.
    """

    start: datetime
    span: Span
    roll: Roll | None = None
    closes: time | None = None
    pauses: tuple[tuple[datetime, datetime | None], ...] = ()
    extensions: tuple[Span, ...] = ()
    stopped: datetime | None = None

    def __post_init__(self) -> None:
        if self.start.tzinfo is None:
            raise Broken("a clock starts at a moment with a time zone")
        if any(span.count < 0 for span in (self.span, *self.extensions)):
            raise Broken("a clock never runs backwards")

    def __hash__(self) -> int:
        return hash((self.start, self.span.count, self.pauses, self.stopped))

    @property
    def paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1][1] is None

    def pause(self, at: datetime) -> "Clock":
        self._open_at(at)
        if self.paused:
            raise Refused("计时已经暂停，不能再次暂停。", code="clock_paused")
        return replace(self, pauses=(*self.pauses, (at, None)))

    def resume(self, at: datetime) -> "Clock":
        self._open_at(at)
        if not self.paused:
            raise Refused("计时没有暂停，无须恢复。", code="clock_running")
        return replace(self, pauses=(*self.pauses[:-1], (self.pauses[-1][0], at)))

    def extend(self, span: Span) -> "Clock":
        self._open_at(None)
        return replace(self, extensions=(*self.extensions, span))

    def stop(self, at: datetime) -> "Clock":
        """End the clock; a pause that was open ends with it."""
        self._open_at(at)
        return replace(self.resume(at) if self.paused else self, stopped=at)

    def due(self, *, now: datetime, calendar: Calendar) -> Due:
        """The last day (or moment) with pauses and extensions; an open pause is taken to last until `now`."""
        spans, pauses = (self.span, *self.extensions), self.pauses_until(now)
        if self.span.unit == "hour":
            return Due(advance_hours(self.start, spans, pauses).astimezone(ZONE))
        first, roll = local_day(self.start), self.roll or default_roll(self.span)
        return _due(first, spans, roll, pauses, calendar)

    def read(self, *, now: datetime, calendar: Calendar) -> Reading:
        """What the clock shows at `now`, or showed when it was stopped."""
        return _read(self, self.stopped or now, calendar)

    def pauses_until(self, now: datetime) -> Pauses:
        """The pauses, an open one closed at `now`."""
        return tuple((since, until or max(now, since)) for since, until in self.pauses)

    def _open_at(self, at: datetime | None) -> None:
        if self.stopped:
            raise Refused("计时已经结束，不能再变动。", code="clock_stopped")
        marks = [self.start, *(mark for pause in self.pauses for mark in pause if mark)]
        if at and at < max(marks):
            raise Broken(f"a clock event at {at} comes before the one at {max(marks)}")


def fold(events: Iterable[Event], *, roll: Roll | None = None, closes: time | None = None) -> Clock:
    """The clock that these events, in order, make; the first one starts it."""
    clock: Clock | None = None
    for event in events:
        if event.verb == "start" and event.span is not None and clock is None:
            clock = Clock(event.at, event.span, roll, closes)
        elif clock is None or event.verb == "start":
            raise Broken(f"a clock is started once and first, with a span; not by {event}")
        elif event.verb == "extend" and event.span is not None:
            clock = clock.extend(event.span)
        elif event.verb == "pause":
            clock = clock.pause(event.at)
        elif event.verb == "resume":
            clock = clock.resume(event.at)
        elif event.verb == "stop":
            clock = clock.stop(event.at)
        else:
            raise Broken(f"no clock event {event}")
    if clock is None:
        raise Broken("a clock needs at least the event that starts it")
    return clock


def _due(first: date, spans: tuple[Span, ...], roll: Roll, pauses: Pauses, calendar: Calendar) -> Due:
    last = last_day(first, spans, calendar, roll, pauses)
    rolled = calendar.rolled(last, roll)
    asked = {first, last} if any(span.unit == "workday" for span in spans) else set[date]()
    asked |= {last, rolled} if roll != "none" else set()
    years = range(min(asked).year, max(asked).year + 1) if asked else range(0)
    return Due(rolled, any(year not in calendar.known_years for year in years))


class Course(NamedTuple):
    """What is the same at every moment of a clock that runs: where it ends, and the days it counts."""

    due: Due
    ends: datetime
    days: tuple[date, ...]


def _course(clock: Clock, seen: datetime, calendar: Calendar) -> Course:
    due = clock.due(now=seen, calendar=calendar)
    if clock.span.unit == "hour":
        return Course(due, due.ends_at(clock.closes), ())
    lost = lost_days(clock.pauses_until(seen))
    days = countable(local_day(clock.start), due.day, clock.span.unit, calendar)
    return Course(due, due.ends_at(clock.closes), tuple(day for day in days if day not in lost))


@lru_cache(maxsize=4096)
def _kept_course(clock: Clock, calendar: Calendar) -> Course:
    """The course of a clock that is not paused; the same clocks are read again and again."""
    return _course(clock, clock.start, calendar)


def _read(clock: Clock, seen: datetime, calendar: Calendar) -> Reading:
    course = _course(clock, seen, calendar) if clock.paused else _kept_course(clock, calendar)
    due, ends, _ = course
    at_the_end_is_fine = clock.closes is not None or clock.span.unit == "hour"
    late = seen > ends if at_the_end_is_fine else seen >= ends
    percent = 100 if late else min(99, int(100 * _used(clock, seen, course)))
    state: State = "overdue" if late else "paused" if clock.paused else "running"
    if clock.stopped:
        state, words, exact = "done", "已办结", "已办结"
        if late:
            words, exact = "超期办结", f"超期办结，{over(seen - ends)}"
    elif late:
        words = exact = over(seen - ends)
    else:
        words, exact = _left(clock, seen, due, ends, calendar)
    level = 100 if late else next((step for step in LEVELS if percent >= step), 0)
    return Reading(due.when, ends, state, percent, level, words, exact, due.provisional, late)


def _used(clock: Clock, seen: datetime, course: Course) -> float:
    """The used share of the clock, 0.0 to 1.0; within a day it grows from midnight to closing time."""
    if clock.span.unit == "hour":
        pauses = clock.pauses_until(seen)
        total = course.ends - clock.start - paused_until(course.ends, pauses)
        return (seen - clock.start - paused_until(seen, pauses)) / total if total else 0.0
    days, today = course.days, local_day(seen)
    whole = bisect_left(days, today)
    moment = clock.pauses[-1][0] if clock.paused else seen
    part = 0.0
    if whole < len(days) and days[whole] == today == local_day(moment):
        length = timedelta(hours=clock.closes.hour, minutes=clock.closes.minute) if clock.closes else DAY
        part = min(1.0, (moment - datetime.combine(today, time.min, ZONE)) / length)
    return (whole + part) / len(days) if days else 0.0


def _left(clock: Clock, seen: datetime, due: Due, ends: datetime, calendar: Calendar) -> tuple[str, str]:
    """The words for the worker and for the officer while time is left."""
    if clock.span.unit == "hour":
        words = exact = remaining(ends - seen)
    elif due.day > (today := local_day(seen)):
        words = exact = days_left(len(countable(today, due.day, clock.span.unit, calendar)), clock.span.unit)
    else:
        words = "今天到期"
        exact = words if clock.paused else remaining(ends - seen)
    return ("暂停", f"暂停，{exact}") if clock.paused else (words, exact)
