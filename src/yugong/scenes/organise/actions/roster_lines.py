"""Accepted findings become what `people` admits: who, as what, since when, with the further facts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

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
_KEPT = 60_000  # cells whose date is remembered
Plain = tuple[int, str, str, str, str, str, date | None, dict[str, Any], str, str, date | None]


class Tally(NamedTuple):
    """What became of a chunk: newly joined, gaps filled, nothing new, not admitted after all."""

    joined: int = 0
    filled: int = 0
    unchanged: int = 0
    left_out: int = 0


class Chunk(NamedTuple):
    """Some lines of a file in a row: the place of the first, how many, and whom to admit, as plain values."""

    start: int
    size: int
    lines: list[Plain]


@dataclass(slots=True)
class Packer:
    """Makes chunks of findings; dates of joining repeat in a roster and are read once."""

    at: datetime
    joinings: dict[Cell, date | None] = field(default_factory=dict)
    places: Mapping[Role, int] | None = None
    further: list[tuple[str, int]] = field(default_factory=list)

    def chunk(self, start: int, findings: list[Finding]) -> Chunk:
        """The accepted ones of these findings as lines to admit."""
        lines = [self._line(key, finding) for key, finding in enumerate(findings) if finding.is_accepted]
        return Chunk(start, len(findings), lines)

    def _line(self, key: int, finding: Finding) -> Plain:
        line = finding.line
        if line.places is not self.places:
            self.places = line.places
            self.further = [(role.value, line.places[role]) for role in line.places.keys() & FURTHER]
        cells, job, joined = line.cells, line.places.get(Role.JOB), line.places.get(Role.JOINED)
        extra = {role: told for role, column in self.further if (told := text(cells[column])[:120])}
        return (
            key,
            finding.name,
            finding.kind,
            finding.number,
            finding.phone,
            _SEXES.get(finding.sex, ""),
            finding.birth,
            extra,
            "" if job is None else text(cells[job])[:40],
            line.department[:60],
            None if joined is None else self._joined(cells[joined]),
        )

    def _joined(self, cell: Cell) -> date | None:
        if cell not in self.joinings:
            if len(self.joinings) > _KEPT:
                self.joinings.clear()
            self.joinings[cell] = _day(cell, local_day(self.at))
        return self.joinings[cell]


def admit(chunk: Chunk, unit: Unit, *, by: Actor, at: datetime) -> Tally:
    """Admit the lines of a chunk to a union; doing it again changes nothing."""
    if not chunk.lines:
        return Tally()
    lines = [people.Line(key, Identity(*who), *rest) for key, who, rest in map(_parted, chunk.lines)]
    outcomes = people.admit_many(lines=lines, unit=unit, route="roster", source="roster", by=by, at=at)
    told = Counter("new" if one.joined else one.result for one in outcomes)
    left = told["conflict"] + told["elsewhere"]
    return Tally(told["new"], told["filled"], told["same"], left)


def _parted(line: Plain) -> tuple[int, tuple[Any, ...], tuple[Any, ...]]:
    return line[0], line[1:8], line[8:]


def _day(cell: Cell, today: date) -> date | None:
    told = moment(cell)
    if told is None or not told.year:
        return None
    day = date(told.year, told.month or 1, told.day or 1)
    return day if _EARLIEST <= day <= today else None
