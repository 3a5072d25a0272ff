"""A clock row as the kernel's clock, and what it shows at a moment."""

from datetime import datetime
from typing import cast

from yugong.engines.matters.models import ClockRow
from yugong.ground.parameters.queries import calendar
from yugong.kernel.calendar import Span, Unit
from yugong.kernel.clock import Clock, Reading


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
