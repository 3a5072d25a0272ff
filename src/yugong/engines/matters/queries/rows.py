"""One line of a list of matters: what its row says, who asked, its clock, what lies around it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from yugong.engines.matters.queries.keeping import Question
from yugong.engines.matters.queries.marks import About, Mark, marks_around, marks_of
from yugong.engines.matters.queries.timing import pauses_of
from yugong.ground.parameters.queries import calendar
from yugong.ground.people.identity import opened_many
from yugong.kernel.calendar import ZONE, Span, Unit, local_day
from yugong.kernel.clock import Clock, Reading
from yugong.kernel.flow import kinds

GROUPS = {
    "overdue": "已超时",
    "today": "今天到期",
    "week": "本周",
    "later": "更晚",
    "paused": "暂停",
    "done": "已办",
}


@dataclass(slots=True)
class Row:
    """One line of a list of matters."""

    id: UUID
    number: str
    kind: str
    stage: str
    title: str
    asker_id: UUID
    unit_id: int
    unit_name: str
    due_at: datetime
    paused_at: datetime | None
    claimed_by: UUID | None
    news: bool
    urgency: int
    closed_at: datetime | None
    held_by: str
    nameless: bool
    lead_id: UUID | None
    answers: dict[str, Any]
    marks: tuple[Mark, ...] = ()
    asker: str = ""
    group: str = "later"
    clock: Reading | None = None

    @property
    def cursor(self) -> str:
        """Where the next page begins."""
        return f"{(self.closed_at or self.due_at).isoformat()}~{self.id}"

    @property
    def kind_name(self) -> str:
        return kinds[self.kind].name if self.kind in kinds else self.kind

    @property
    def stage_label(self) -> str:
        return kinds[self.kind].stage_label(self.stage) if self.kind in kinds else self.stage


class Beside(NamedTuple):
    """What is told beside a row: its asker, the running clock of its stage if one runs, what lies around."""

    who: str
    name_sealed: bytes | None
    started: datetime | None
    length: int
    unit: Unit
    pauses: str
    many: int
    demanded: bool


OWN = len(Row.__slots__) - 4  # so many values are the row's own, the last of them its answers as text


def dressed(told: Sequence[Sequence[Any]], keep: Question, *, now: datetime) -> list[Row]:
    """The lines of what `nearest` tells, without those that must be kept from the reader."""
    own = [(*one[: OWN - 1], json.loads(one[OWN - 1])) for one in told]
    read = [(Row(*mine), Beside(*one[OWN:])) for mine, one in zip(own, told, strict=True)]
    seen = [(row, at) for row, at in read if not keep(row.kind, row.answers)]
    names = opened_many([at.who for _, at in seen], "name_sealed", [at.name_sealed for _, at in seen])
    days, ends = calendar(), _ends(local_day(now))
    for (row, at), name in zip(seen, names, strict=True):
        row.asker, row.marks, row.group = name, _marks(row, at), group_of(row, now, ends)
        if at.started:
            row.clock = _clock(at.started, at.length, at.unit, at.pauses).read(now=now, calendar=days)
    return [row for row, _ in seen]


@lru_cache(maxsize=4096)
def _clock(started: datetime, count: int, unit: Unit, pauses: str) -> Clock:
    """The clock of these values; the same ones come again and again."""
    return Clock(started, Span(count, unit), pauses=pauses_of(json.loads(pauses)))


def _marks(row: Row, at: Beside) -> tuple[Mark, ...]:
    """The marks of a line: its own, how many lie beside it, whether the level above waits."""
    own = marks_of(row.kind, answers=row.answers, nameless=row.nameless, joined=row.lead_id is not None)
    if row.closed_at or not (at.many or at.demanded):
        return tuple(own)
    return (*own, *marks_around(About(beside=at.many, demanded=at.demanded)))


def group_of(row: Row, now: datetime, ends: tuple[datetime, datetime]) -> str:
    """Under which heading a row stands; the deadline's day is the day that ends with it."""
    if row.closed_at:
        return "done"
    if row.paused_at:
        return "paused"
    if row.due_at <= now:
        return "overdue"
    today, week = ends
    return "today" if row.due_at < today else "week" if row.due_at < week else "later"


@lru_cache(maxsize=2)
def _ends(today: date) -> tuple[datetime, datetime]:
    """A second after the midnights that end a day and its week: what is due by midnight is due that day."""
    sunday = today + timedelta(days=6 - today.weekday())
    one, other = (datetime.combine(day + timedelta(days=1), time.min, ZONE) for day in (today, sunday))
    return one + timedelta(seconds=1), other + timedelta(seconds=1)
