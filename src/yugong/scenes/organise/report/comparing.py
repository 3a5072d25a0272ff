"""What a union has printed about its year beside the records: agrees, differs by so much, not on record."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from yugong.kernel.measure import Ratio, measures
from yugong.scenes.organise.report.composing import Annual
from yugong.scenes.organise.report.wording import Number, figure, numbered

AGREES, UNKNOWN = "对上", "未记录"


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed number: its text, its value in the measure's unit, and the measure that recounts it."""

    printed: str
    value: int
    measure: str = ""
    more: bool = False  # the text says "more than"

    @property
    def declared(self) -> bool:
        """Whether the platform counts this at all."""
        return bool(self.measure) and all(key in measures for key in self.measure.split("+"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One printed sentence with its numbers."""

    text: str
    numbers: Sequence[Printed]


@dataclass(frozen=True, slots=True)
class Reference:
    """A printed review."""

    unit: str
    year: int
    source: str
    sentences: Sequence[Sentence]


@dataclass(frozen=True, slots=True)
class Check:
    """A printed number beside what the records say."""

    sentence: str
    printed: Printed
    number: Number | None

    @property
    def verdict(self) -> str:
        """对上, 差 so much, or 未记录."""
        if self.number is None or not self.number.recorded:
            return UNKNOWN
        short = self.printed.value - counted(self.number)
        if short == 0 or (self.printed.more and short < 0):
            return AGREES
        if isinstance(self.number.one, Ratio):
            return f"差 {abs(short)} 个点"
        return f"差 {figure(self.number.one, abs(short), None)}"


def counted(number: Number) -> int:
    """The value as it is printed: a share in whole percent, anything else as it is."""
    if isinstance(number.one, Ratio) and number.of:
        return 100 * number.value // number.of
    return number.value


@cache
def printed() -> Mapping[tuple[str, int], Reference]:
    """The reviews that are at hand, by union and year."""
    folder = files("yugong.scenes.organise.report").joinpath("printed")
    found = [_read(one.read_text("utf-8")) for one in folder.iterdir() if one.name.endswith(".toml")]
    return {(one.unit, one.year): one for one in found}


def _read(text: str) -> Reference:
    given = tomllib.loads(text)
    rows = [
        Sentence(row["text"], [Printed(**number) for number in row["numbers"]]) for row in given["sentence"]
    ]
    return Reference(given["unit"], given["year"], given["source"], rows)


def reference(annual: Annual) -> Reference | None:
    """What this union printed about this year."""
    return printed().get((annual.unit.name, annual.year))


def compared(annual: Annual, given: Reference) -> list[Check]:
    """Every printed number in its order."""
    known = dict(annual.numbers)
    missing = {
        key
        for row in given.sentences
        for one in row.numbers
        if one.declared and one.measure not in known
        for key in one.measure.split("+")
    }
    found = annual.also(missing)
    for row in given.sentences:
        for one in row.numbers:
            if one.declared and one.measure not in known:
                known[one.measure] = numbered(one.measure, found, {})
    return [Check(row.text, one, known.get(one.measure)) for row in given.sentences for one in row.numbers]
