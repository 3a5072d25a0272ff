"""Accepted findings become what `people` admits: who, as what, since when, with the further facts."""

import marshal
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.roster.cells import Cell, moment, text
from yugong.kernel.roster.check import Finding
from yugong.kernel.roster.titles import Role

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
Plain = tuple[int, str, str, str, str, str, str, dict[str, str] | None, str, str, str]


class Tally(NamedTuple):
    """What became of a chunk: newly joined, gaps filled, nothing new, not admitted after all."""

    joined: int = 0
    filled: int = 0
    unchanged: int = 0
    left_out: int = 0


class Chunk(NamedTuple):
    """Some lines of a file in a row: the place of the first, how many, and whom to admit, packed."""

    start: int
    size: int
    packed: bytes


@dataclass(slots=True)
class Packer:
    """Packs findings; dates of joining repeat in a roster and are read once."""

    today: date
    joinings: dict[Cell, str] = field(default_factory=dict)
    places: Mapping[Role, int] | None = None
    further: list[tuple[str, int]] = field(default_factory=list)

    def packed(self, findings: Iterable[Finding]) -> bytes:
        """The accepted ones of these findings as lines to admit; none of them is kept."""
        return marshal.dumps(
            [self._line(key, finding) for key, finding in enumerate(findings) if finding.is_accepted]
        )

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
            finding.birth.isoformat() if finding.birth else "",
            extra or None,
            "" if job is None else text(cells[job])[:40],
            line.department[:60],
            "" if joined is None else self._joined(cells[joined]),
        )

    def _joined(self, cell: Cell) -> str:
        if cell not in self.joinings:
            if len(self.joinings) > _KEPT:
                self.joinings.clear()
            self.joinings[cell] = _day(cell, self.today)
        return self.joinings[cell]


def lines_of(packed: bytes) -> list[people.Line]:
    """Whom to admit, unpacked."""
    lines: list[Plain] = marshal.loads(packed)  # noqa: S302  of our own making
    return [
        people.Line(
            key, Identity(name, paper, number, phone, sex, _date(born), extra or {}), trade, at, _date(joined)
        )
        for key, name, paper, number, phone, sex, born, extra, trade, at, joined in lines
    ]


def lines_from(findings: list[Finding], *, at: datetime) -> list[people.Line]:
    """The accepted ones of these findings as whom to admit."""
    return lines_of(Packer(local_day(at)).packed(findings))


@lru_cache(maxsize=60_000)
def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def admit(chunk: Chunk, unit: Unit, *, by: Actor, at: datetime) -> Tally:
    """Admit the lines of a chunk to a union; doing it again changes nothing."""
    lines = lines_of(chunk.packed)
    if not lines:
        return Tally()
    outcomes = people.admit_many(lines=lines, unit=unit, route="roster", source="roster", by=by, at=at)
    told = Counter("new" if one.joined else one.result for one in outcomes)
    left = told["conflict"] + told["elsewhere"]
    return Tally(told["new"], told["filled"], told["same"], left)


def _day(cell: Cell, today: date) -> str:
    told = moment(cell)
    if told is None or not told.year:
        return ""
    day = date(told.year, told.month or 1, told.day or 1)
    return day.isoformat() if _EARLIEST <= day <= today else ""
