"""The deadline sweep: reminders at 50, 80 and 100 per cent, escalation, and the clock's own moves."""

from dataclasses import dataclass
from datetime import datetime

from yugong.engines.matters.actions import clocks
from yugong.engines.matters.actions.moving import by_clock
from yugong.engines.matters.actions.records import happen
from yugong.engines.matters.actions.telling import tell_above, tell_desk, tell_holder
from yugong.engines.matters.models import ClockRow, Happening, Matter
from yugong.engines.matters.queries.timing import reading
from yugong.ground.audit.action import action, locked
from yugong.ground.audit.writing import facts
from yugong.ground.parameters.queries import calendar
from yugong.kernel import actor
from yugong.kernel.actor import Actor
from yugong.kernel.flow import CLOCK, CLOSED, WARN_AT, kinds
from yugong.kernel.permissions import Permission


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep did."""

    looked: int
    reminded: int
    escalated: int
    moved: int


def sweep(*, by: Actor, at: datetime, limit: int = 500) -> Swept:
    """Look at every clock whose moment has come, each in its own transaction; safe to run twice at once."""
    due = ClockRow.objects.filter(look_at__lte=at).order_by("look_at", "id")
    done = [look(matter=row.matter, clock=row, by=by, at=at) for row in due.select_related("matter")[:limit]]
    return Swept(len(done), done.count("remind"), done.count("escalate"), done.count("move"))


def recount(*, by: Actor, at: datetime) -> int:
    """Count provisional clocks again, when a year's holidays have become known."""
    rows = ClockRow.objects.filter(provisional=True, stopped_at__isnull=True).select_related("matter")
    for row in rows:
        again(matter=row.matter, clock=row, by=by, at=at)
    return len(rows)


@action(Permission.MATTER_SWEEP, on="matter", named="matters.look")
def look(*, matter: Matter, clock: ClockRow, by: Actor, at: datetime) -> str:
    """What this clock asks for now: a reminder, an escalation, the clock's own move, or only a later look."""
    row = locked(clock)
    if row.look_at is None or row.look_at > at or row.stopped_at:
        return ""
    if row.about:
        return lapse(matter, row, by=by, at=at)
    if row.warned >= WARN_AT[-1]:
        return press(matter, row, by=by, at=at)
    level = reading(row, now=at).level
    if level <= row.warned:
        row.look_at = clocks.next_look(row, at=at, known=calendar())
        row.save(update_fields=["look_at"])
        return ""
    if level >= 100 and (own := clock_move(matter, row)):
        by_clock(matter=matter, name=own, answers={}, reply="", by=actor.CLOCK, at=at)
        return "move"
    row.warned = level
    row.look_at = clocks.next_look(row, at=at, known=calendar())
    row.save(update_fields=["warned", "look_at"])
    return escalate(matter, row, by=by, at=at) if level >= 100 else remind(matter, row, level, by=by, at=at)


@action(Permission.MATTER_SWEEP, on="matter", named="matters.recount")
def again(*, matter: Matter, clock: ClockRow, by: Actor, at: datetime) -> Matter:
    """Count one clock again and copy its end to the matter."""
    row = locked(clock)
    clocks.reckon(row, at=at)
    row.save(update_fields=["due_at", "provisional", "look_at"])
    if row.about:
        return matter
    if row.stage:
        matter.due_at = row.due_at
    else:
        matter.case_due_at = row.due_at
    matter.save(update_fields=["due_at", "case_due_at"])
    return matter


def press(matter: Matter, row: ClockRow, *, by: Actor, at: datetime) -> str:
    """The limit is past: the day after the desk is pressed, and its silence after that is reported above."""
    first = row.warned < clocks.PRESSED
    row.warned = clocks.PRESSED if first else clocks.CRITICISED
    row.look_at = clocks.next_look(row, at=at, known=calendar())
    row.save(update_fields=["warned", "look_at"])
    if not first and stirred(matter):
        return ""
    did, template = ("press", "matter.pressed") if first else ("criticise", "matter.criticised")
    tell = tell_holder if first else tell_above
    told = tell(matter, template, at=at) if first else tell(matter, template, at=at, unit=matter.unit.name)
    happen(matter, did, by=by, at=at, data={"told": told, "clock": row.stage or "case"})
    matter.news_for_desk = True
    matter.save(update_fields=["last_seq", "news_for_desk"])
    facts(**{did: row.stage or "case"})
    return did


def stirred(matter: Matter) -> bool:
    """Whether anybody at a desk has done anything since the desk was pressed."""
    rows = Happening.objects.filter(matter=matter)
    pressed = rows.filter(did="press").order_by("-seq").values_list("seq", flat=True).first() or 0
    return rows.filter(seq__gt=pressed, by__startswith="person:").exclude(by_label="").exists()


def lapse(matter: Matter, row: ClockRow, *, by: Actor, at: datetime) -> str:
    """A side clock is up: the word owed to the asker is asked for again, the one owed above is reported."""
    row.warned, row.look_at = WARN_AT[-1], None
    row.save(update_fields=["warned", "look_at"])
    if row.about == clocks.NOTE:
        did, told = "note_due", tell_holder(matter, "matter.note_due", at=at)
        clocks.owe_note(matter, kinds[matter.kind].stage(matter.stage), at=at)
    else:
        did, told = "watch_late", tell_desk(matter, "matter.supervision_late", at=at)
    happen(matter, did, by=by, at=at, data={"told": told})
    matter.news_for_desk = True
    matter.save(update_fields=["last_seq", "news_for_desk"])
    facts(lapsed=row.about)
    return did


def clock_move(matter: Matter, row: ClockRow) -> str:
    """The move the clock makes when the present stage's time is up."""
    if not row.stage or matter.stage in (CLOSED,) or row.stage != matter.stage:
        return ""
    kind = kinds[matter.kind]
    return next((m.name for m in kind.from_(matter.stage) if kind.mover(m) == CLOCK), "")


def remind(matter: Matter, row: ClockRow, level: int, *, by: Actor, at: datetime) -> str:
    """Tell whoever holds the stage how much of the time is used."""
    left = reading(row, now=at).words
    told = tell_holder(matter, "matter.remind", at=at, left=left, percent=str(level))
    happen(
        matter, "remind", by=by, at=at, data={"percent": level, "told": told, "clock": row.stage or "case"}
    )
    matter.save(update_fields=["last_seq"])
    facts(percent=level)
    return "remind"


def escalate(matter: Matter, row: ClockRow, *, by: Actor, at: datetime) -> str:
    """The time is up: tell the holder, and the supervisors of the nearest union above."""
    tell_holder(matter, "matter.overdue", at=at)
    told = tell_above(matter, "matter.escalated", at=at, unit=matter.unit.name)
    happen(matter, "escalate", by=by, at=at, data={"told": told, "clock": row.stage or "case"})
    matter.news_for_desk = True
    matter.save(update_fields=["last_seq", "news_for_desk"])
    facts(overdue=row.stage or "case", told=told)
    return "escalate"
