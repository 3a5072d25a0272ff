"""A clock row as the kernel's clock, what it shows at a moment, and how long a stage may take."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, cast

from yugong.engines.matters.models import ClockRow, Matter
from yugong.ground.parameters.queries import calendar, value
from yugong.kernel.calendar import Span, Unit
from yugong.kernel.clock import Clock, Reading
from yugong.kernel.flow import Kind, Stage, kinds
from yugong.kernel.tuning import tuned


def clock_of(row: ClockRow) -> Clock:
    """The value behind the row."""
    span = Span(row.count, cast(Unit, row.unit))
    return Clock(row.started_at, span, pauses=pauses_of(row.pauses), stopped=row.stopped_at)


def pauses_of(told: Iterable[tuple[str, str]]) -> tuple[tuple[datetime, datetime | None], ...]:
    """The pauses as the row keeps them."""
    return tuple(
        (datetime.fromisoformat(since), datetime.fromisoformat(until) if until else None)
        for since, until in told
    )


def reading(row: ClockRow, *, now: datetime) -> Reading:
    """What the clock shows now."""
    return clock_of(row).read(now=now, calendar=calendar())


def promised(matter: Matter, stage: Stage, *, on: date) -> Span:
    """How long a stage may take at the matter's desk on a day: as declared, or as its parameter says."""
    kind, answers = kinds[matter.kind], matter.answers
    return spanned(kind, stage.within, stage.tuned, answers=answers, path=matter.unit_path, on=on)


def spanned(
    kind: Kind, span: Span, parameter: str, *, answers: Mapping[str, Any], path: str, on: date
) -> Span:
    """A declared time, or what its parameter says on a day for a place and the answers it names."""
    if not parameter:
        return span
    return Span(int(value(tuned(kind, parameter, answers), on=on, path=path)), span.unit)
