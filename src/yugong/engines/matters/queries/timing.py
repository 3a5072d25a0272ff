"""A clock row as the kernel's clock, what it shows at a moment, and how long a stage may take."""

from datetime import date, datetime
from typing import cast

from yugong.engines.matters.models import ClockRow
from yugong.ground.parameters.queries import calendar, value
from yugong.kernel.calendar import Span, Unit
from yugong.kernel.clock import Clock, Reading
from yugong.kernel.flow import Stage


def clock_of(row: ClockRow) -> Clock:
    """The value behind the row."""
    pauses = tuple(
        (datetime.fromisoformat(since), datetime.fromisoformat(until) if until else None)
        for since, until in row.pauses
    )
    return Clock(row.started_at, Span(row.count, cast(Unit, row.unit)), pauses=pauses, stopped=row.stopped_at)


def reading(row: ClockRow, *, now: datetime) -> Reading:
    """What the clock shows now."""
    return clock_of(row).read(now=now, calendar=calendar())


def promised(stage: Stage, *, path: str, on: date) -> Span:
    """How long a stage may take at a desk on a day: as declared, or as its dated parameter says there."""
    if not stage.tuned:
        return stage.within
    return Span(int(value(stage.tuned, on=on, path=path)), stage.within.unit)
