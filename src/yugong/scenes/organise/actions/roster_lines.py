"""Accepted findings become what `people` admits: who, as what, since when, with the further facts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.scenes.organise.roster.cells import Cell, moment, text
from yugong.scenes.organise.roster.check import Finding
from yugong.scenes.organise.roster.titles import Role

FURTHER = {
    Role.ETHNICITY,
    Role.EDUCATION,
    Role.POLITICAL,
    Role.HOUSEHOLD,
    Role.MIGRANT,
    Role.ADDRESS,
    Role.CARD,
    Role.EMPLOYER,
}
_SEXES = {"男": "1", "女": "2"}
_EARLIEST = date(1925, 5, 1)  # the All-China Federation was founded on this day


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a chunk: newly joined, gaps filled, nothing new, not admitted after all."""

    joined: int = 0
    filled: int = 0
    unchanged: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some lines of a file in a row: the place of the first, how many, and whom to admit (sealed ahead)."""

    start: int
    size: int
    lines: list[people.Line]
    sealed: Sequence[people.Sealed] = ()


def chunk_of(start: int, findings: list[Finding], *, at: datetime) -> Chunk:
    """The accepted findings of a chunk as lines to admit."""
    today = local_day(at)
    lines = [_line(key, finding, today) for key, finding in enumerate(findings) if finding.is_accepted]
    return Chunk(start, len(findings), lines)


def admit(chunk: Chunk, unit: Unit, *, by: Actor, at: datetime) -> Tally:
    """Admit the lines of a chunk to a union; doing it again changes nothing."""
    if not chunk.lines:
        return Tally()
    outcomes = people.admit_many(
        lines=chunk.lines, sealed=chunk.sealed, unit=unit, route="roster", source="roster", by=by, at=at
    )
    told = Counter("new" if one.joined else one.result for one in outcomes)
    left = told["conflict"] + told["elsewhere"]
    return Tally(told["new"], told["filled"], told["same"], left)


def _line(key: int, finding: Finding, today: date) -> people.Line:
    cell = finding.line.value
    given = finding.line.places.keys() & FURTHER
    extra: dict[str, Any] = {role.value: told for role in given if (told := text(cell(role))[:120])}
    return people.Line(
        key=key,
        identity=Identity(
            name=finding.name,
            paper=finding.kind,
            number=finding.number,
            phone=finding.phone,
            sex=_SEXES.get(finding.sex, ""),
            born=finding.birth,
            extra=extra,
        ),
        trade=text(cell(Role.JOB))[:40],
        department=finding.line.department[:60],
        joined_on=_joined(cell(Role.JOINED), today),
    )


def _joined(cell: Cell, today: date) -> date | None:
    told = moment(cell)
    if told is None or not told.year:
        return None
    day = date(told.year, told.month or 1, told.day or 1)
    return day if _EARLIEST <= day <= today else None
