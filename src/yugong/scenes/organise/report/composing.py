"""A union's review of a year: every section told from the readings of this second."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from yugong.engines.indicators.queries import readings
from yugong.ground.org.models import Unit
from yugong.kernel.errors import Refused
from yugong.scenes.organise.report import sections
from yugong.scenes.organise.report.sections import Section
from yugong.scenes.organise.report.wording import Number, Piece, Readings, numbered, tell, text_of

FIRST = 2023  # the year with which the platform's records begin


@dataclass(frozen=True, slots=True)
class Told:
    """One section as it is told: sentences, headline numbers, and what is not on record."""

    section: Section
    sentences: Sequence[Sequence[Piece]]
    stats: Sequence[Number]
    missing: Sequence[str]

    @property
    def numbers(self) -> list[Number]:
        """The numbers of its text, each once."""
        found = [piece for row in self.sentences for piece in row if isinstance(piece, Number)]
        return list({one.mark: one for one in found}.values())

    @property
    def texts(self) -> list[str]:
        return [text_of(row) for row in self.sentences]


@dataclass(frozen=True, slots=True)
class Annual:
    """The whole: whose, of which days, and its sections."""

    unit: Unit
    year: int
    until: date
    told: Sequence[Told]

    @property
    def since(self) -> date:
        return date(self.year, 1, 1)

    @property
    def title(self) -> str:
        return f"{self.year} 年工作回眸"

    @property
    def over(self) -> bool:
        """Whether the year is over, so that its numbers stand."""
        return self.until == date(self.year, 12, 31)

    @property
    def numbers(self) -> dict[str, Number]:
        """Every number of the text by its mark."""
        return {one.mark: one for told in self.told for one in told.numbers}

    def also(self, keys: Iterable[str]) -> Readings:
        """Further measures of the same union and days."""
        return readings.values(list(keys), self.unit.pk, self.since, self.until)

    def sentence_of(self, key: str) -> str:
        """The sentence in which a measure is told; empty where it is not."""
        for told in self.told:
            for row in told.sentences:
                if any(key in one.mark.split("+") for one in row if isinstance(one, Number)):
                    return text_of(row)
        return ""


def compose(unit: Unit, year: int, *, today: date) -> Annual:
    """Told up to the end of the year, or up to today while it runs; two readings of all measures in all."""
    if not FIRST <= year <= today.year:
        raise Refused(f"年度要在 {FIRST} 到 {today.year} 之间。", field="year")
    until = min(date(year, 12, 31), today)
    keys = sections.keys()
    now = readings.values(keys, unit.pk, date(year, 1, 1), until)
    before = readings.values(keys, unit.pk, date(year - 1, 1, 1), date(year - 1, 12, 31))
    return Annual(unit, year, until, [_told(one, now, before) for one in sections.SECTIONS])


def _told(section: Section, now: Readings, before: Readings) -> Told:
    sentences, missing = [], []
    for row in section.told:
        pieces, without = tell(row, now, before)
        missing += without
        if pieces:
            sentences.append(pieces)
    stats = [numbered(key, now, before) for key in section.stats if key in now]
    return Told(section, sentences, stats, [*dict.fromkeys([*missing, *section.missing])])
