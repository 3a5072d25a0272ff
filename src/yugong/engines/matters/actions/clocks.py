"""The clocks of a matter as rows: started, paused, resumed and stopped with its stages; never lost."""

from datetime import datetime, timedelta

from yugong.engines.matters.models import ClockRow, Matter
from yugong.engines.matters.queries.timing import clock_of, promised
from yugong.ground.parameters.queries import calendar
from yugong.kernel.calendar import Calendar, Span, local_day
from yugong.kernel.clock import Clock
from yugong.kernel.flow import WARN_AT, Kind

EARLY = 0.8  # the first look comes this much before the guessed moment; the look itself finds the exact one
FINE = timedelta(minutes=10)


def start(matter: Matter, *, stage: str, span: Span, at: datetime) -> ClockRow:
    """Start the clock of a stage, or with an empty stage that of the whole case."""
    clock = Clock(at, span)
    due = clock.due(now=at, calendar=calendar())
    ends = due.ends_at()
    return ClockRow.objects.create(
        matter=matter,
        stage=stage,
        count=span.count,
        unit=span.unit,
        started_at=at,
        due_at=ends,
        provisional=due.provisional,
        look_at=at + (ends - at) * (WARN_AT[0] / 100) * EARLY,
    )


def running(matter: Matter) -> list[ClockRow]:
    """The clocks that still run or stand paused: at most one of the stage and one of the case."""
    return list(ClockRow.objects.filter(matter=matter, stopped_at__isnull=True))


def stop(rows: list[ClockRow], *, at: datetime) -> None:
    """Stop clocks for good; an open pause ends with them."""
    for row in rows:
        row.pauses = [[since, until or at.isoformat()] for since, until in row.pauses]
        row.stopped_at, row.look_at = at, None
        row.save(update_fields=["pauses", "stopped_at", "look_at"])


def pause(rows: list[ClockRow], *, at: datetime) -> None:
    """Let clocks stand still; those that stand already stay as they are."""
    for row in rows:
        if not clock_of(row).paused:
            row.pauses = [*row.pauses, [at.isoformat(), None]]
            row.look_at = None
            row.save(update_fields=["pauses", "look_at"])


def resume(rows: list[ClockRow], *, at: datetime) -> None:
    """Let clocks go on; what was left when they were paused is left now."""
    for row in rows:
        if not clock_of(row).paused:
            continue
        row.pauses = [*row.pauses[:-1], [row.pauses[-1][0], at.isoformat()]]
        reckon(row, at=at)
        row.save(update_fields=["pauses", "due_at", "provisional", "look_at"])


def reckon(row: ClockRow, *, at: datetime) -> None:
    """Count the due moment again, after a pause or when a year's holidays became known."""
    known = calendar()
    due = clock_of(row).due(now=at, calendar=known)
    row.due_at, row.provisional = max(due.ends_at(), row.started_at), due.provisional
    row.look_at = next_look(row, at=at, known=known)


def next_look(row: ClockRow, *, at: datetime, known: Calendar) -> datetime | None:
    """When the next level is reached, to ten minutes; None when the last has been dealt with."""
    level = next((level for level in WARN_AT if level > row.warned), None)
    if level is None:
        return None
    if level >= 100 or row.due_at <= at:
        return row.due_at
    clock, low, high = clock_of(row), at, row.due_at
    while high - low > FINE:
        middle = low + (high - low) / 2
        if clock.read(now=middle, calendar=known).percent >= level:
            high = middle
        else:
            low = middle
    return high


def open_case(matter: Matter, kind: Kind, *, at: datetime) -> None:
    """Start the clocks of a new matter and copy their ends to it."""
    span = promised(kind.stage(matter.stage), path=matter.unit_path, on=local_day(at))
    matter.due_at = start(matter, stage=matter.stage, span=span, at=at).due_at
    if kind.case_within:
        matter.case_due_at = start(matter, stage="", span=kind.case_within, at=at).due_at
