"""A clock row as the kernel's clock, what it shows at a moment, and how long a stage may take."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast

from yugong.engines.matters.models import ClockRow, Matter
from yugong.ground.parameters.defaults import DEFAULTS
from yugong.ground.parameters.queries import calendar, value
from yugong.kernel.calendar import Span, Unit
from yugong.kernel.clock import Clock, Reading
from yugong.kernel.flow import Kind, Stage, kinds
from yugong.kernel.tuning import tuned


@dataclass(frozen=True, slots=True)
class Timed:
    """What a page says of a clock, without the rest of its row."""

    stage: str
    about: str
    count: int
    unit: str
    started_at: datetime
    stopped_at: datetime | None
    pauses: list[tuple[str, str]]


AnyClock = ClockRow | Timed
TIMED = """
    SELECT json_agg(json_build_array(c.stage, c.about, c.count, c.unit, c.started_at, c.stopped_at, c.pauses)
                    ORDER BY c.started_at, c.id)
    FROM matters_clock c WHERE c.matter_id = {matter}
"""


def timed(found: Iterable[Sequence[Any]] | None) -> list[Timed]:
    """The clocks as TIMED reads them within another statement, in order of their start."""
    moment = datetime.fromisoformat
    return [
        Timed(stage, about, count, unit, moment(started), moment(stopped) if stopped else None, pauses)
        for stage, about, count, unit, started, stopped, pauses in found or ()
    ]


def clock_of(row: AnyClock) -> Clock:
    """The value behind the row."""
    span = Span(row.count, cast(Unit, row.unit))
    return Clock(row.started_at, span, pauses=pauses_of(row.pauses), stopped=row.stopped_at)


def pauses_of(told: Iterable[tuple[str, str]]) -> tuple[tuple[datetime, datetime | None], ...]:
    """The pauses as the row keeps them."""
    return tuple(
        (datetime.fromisoformat(since), datetime.fromisoformat(until) if until else None)
        for since, until in told
    )


def reading(row: AnyClock, *, now: datetime) -> Reading:
    """What the clock shows now."""
    return clock_of(row).read(now=now, calendar=calendar())


@lru_cache(maxsize=256)
def times_of(prefix: str) -> tuple[str, ...]:
    """The parameters by which the times of the kinds are set whose numbers begin so."""
    named = {stage.tuned for kind in kinds if kind.prefix == prefix for stage in kind.stages if stage.tuned}
    wanted = [re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(name))) for name in named]
    return tuple(key for key in DEFAULTS if any(one.fullmatch(key) for one in wanted))


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
