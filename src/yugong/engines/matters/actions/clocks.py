"""The clocks of a matter as rows: started, paused, resumed and stopped with its stages; never lost."""

import json
from datetime import datetime, timedelta

from django.db import connection

from yugong.engines.matters.models import ClockRow, Matter
from yugong.engines.matters.queries.timing import clock_of, promised, spanned
from yugong.ground.audit.writing import check
from yugong.ground.parameters.queries import calendar, value
from yugong.kernel.calendar import Calendar, Span, days, due, local_day, workdays
from yugong.kernel.clock import Clock
from yugong.kernel.flow import WARN_AT, Kind, Stage, kinds

EARLY = 0.8  # the first look comes this much before the guessed moment; the look itself finds the exact one
PRESSED, CRITICISED = 101, 102  # beyond the limit: `warned` counts on
FINE = timedelta(minutes=10)
NAMES = tuple(field.attname for field in ClockRow._meta.concrete_fields)
UNSTOPPED = f"""
    SELECT {", ".join(f'"{field.column}"' for field in ClockRow._meta.concrete_fields)}
    FROM matters_clock WHERE matter_id = %s AND stopped_at IS NULL ORDER BY id
"""  # noqa: S608  our own columns
STOP = "UPDATE matters_clock SET stopped_at = %s, look_at = NULL WHERE id = ANY(%s)"


NOTE, SUPERVISE = (
    "note",
    "supervise",
)  # side clocks: words owed to the asker, to the level above


def start(matter: Matter, *, stage: str, span: Span, about: str = "", at: datetime) -> ClockRow:
    """Start the clock of a stage, or with an empty stage that of the whole case, or a side clock."""
    clock = Clock(at, span)
    due = clock.due(now=at, calendar=calendar())
    ends = due.ends_at()
    return ClockRow.objects.create(
        matter=matter,
        stage=stage,
        about=about,
        count=span.count,
        unit=span.unit,
        started_at=at,
        due_at=ends,
        provisional=due.provisional,
        look_at=ends if about else at + (ends - at) * (WARN_AT[0] / 100) * EARLY,
    )


def unstopped(matter: Matter) -> list[ClockRow]:
    """Every clock that still runs or stands paused, side clocks included."""
    with connection.cursor() as cursor:
        cursor.execute(UNSTOPPED, [matter.pk])
        rows = [ClockRow.from_db(connection.alias, NAMES, row) for row in cursor.fetchall()]
    for row in rows:
        row.pauses = json.loads(row.pauses)
    return rows


def running(matter: Matter) -> list[ClockRow]:
    """The clocks that still run or stand paused: at most one of the stage and one of the case."""
    return list(ClockRow.objects.filter(matter=matter, stopped_at__isnull=True, about=""))


def aside(matter: Matter, about: str) -> list[ClockRow]:
    """The running side clock of this sort, if there is one."""
    return list(ClockRow.objects.filter(matter=matter, stopped_at__isnull=True, about=about))


def stop(rows: list[ClockRow], *, at: datetime) -> None:
    """Stop clocks for good; an open pause ends with them."""
    for row in rows:
        row.stopped_at, row.look_at = at, None
        if row.pauses:
            row.pauses = [[since, until or at.isoformat()] for since, until in row.pauses]
            row.save(update_fields=["pauses"])
    if rows:
        check("ClockRow")
        with connection.cursor() as cursor:
            cursor.execute(STOP, [at, [row.pk for row in rows]])


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
    if row.about or row.warned >= CRITICISED:
        return row.due_at if row.about and not row.warned else None
    if row.warned >= WARN_AT[-1]:
        return after_the_limit(row, known=known)
    level = next(level for level in WARN_AT if level > row.warned)
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


def stretch(row: ClockRow, span: Span, *, at: datetime) -> None:
    """Give a running clock another length; it keeps its start and its pauses."""
    if (row.count, row.unit) == (span.count, span.unit):
        return
    row.count, row.unit, row.warned = span.count, span.unit, 0
    reckon(row, at=at)
    row.save(update_fields=["count", "unit", "warned", "due_at", "provisional", "look_at"])


def begin(matter: Matter, stage: Stage, *, at: datetime) -> ClockRow:
    """Start what runs in a stage: its clock, and that of the notes its holder owes."""
    today = local_day(at)
    span = promised(matter, stage, on=today)
    if stage.until and (last := stage.until(matter=matter)):
        span = days(max((last - today).days, 1))
    row = start(matter, stage=stage.name, span=span, at=at)
    matter.due_at = row.due_at
    begin_note(matter, stage, at=at)
    return row


def owe_note(matter: Matter, stage: Stage, *, at: datetime) -> None:
    """The time in which the holder of the stage owes the asker a word starts anew."""
    stop(aside(matter, NOTE), at=at)
    begin_note(matter, stage, at=at)


def begin_note(matter: Matter, stage: Stage, *, at: datetime) -> None:
    """From now on the holder of the stage owes the asker a word."""
    if stage.note:
        owed = spanned(
            kinds[matter.kind], stage.note, stage.note_tuned,
            answers=matter.answers, path=matter.unit_path, on=local_day(at),
        )  # fmt: skip
        start(matter, stage=stage.name, span=owed, about=NOTE, at=at)


def run_like(matter: Matter, lead: Matter, *, at: datetime) -> None:
    """Give the running clock of a stage the start and the end of the lead's."""
    mine = next(row for row in running(matter) if row.stage)
    theirs = next(row for row in running(lead) if row.stage)
    for name in ("count", "unit", "started_at", "due_at", "provisional", "pauses", "warned", "look_at"):
        setattr(mine, name, getattr(theirs, name))
    mine.save()
    matter.since, matter.due_at = lead.since, lead.due_at


def after_the_limit(row: ClockRow, *, known: Calendar) -> datetime:
    """When the desk is pressed after the limit, and when its silence is reported above."""
    path, day = row.matter.unit_path, local_day(row.due_at)
    pressed = row.due_at + timedelta(days=int(value("sla.urge_after", on=day, path=path)))
    if row.warned < PRESSED:
        return pressed
    silence = workdays(int(value("sla.criticise_after", on=day, path=path)))
    return due(pressed, silence, calendar=known).ends_at()


def case_span(matter: Matter, kind: Kind, *, at: datetime) -> Span | None:
    """The promise for the whole case, as the matter's class now asks."""
    if kind.case_within is None:
        return None
    known = {"answers": matter.answers, "path": matter.unit_path, "on": local_day(at)}
    return spanned(kind, kind.case_within, kind.case_tuned, **known)


def open_case(matter: Matter, kind: Kind, *, at: datetime) -> None:
    """Start the clocks of a new matter and copy their ends to it."""
    begin(matter, kind.stage(matter.stage), at=at)
    if span := case_span(matter, kind, at=at):
        matter.case_due_at = start(matter, stage="", span=span, at=at).due_at
