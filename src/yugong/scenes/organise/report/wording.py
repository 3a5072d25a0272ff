"""Words around numbers: a clause names its measures in braces, and is not told when nothing is known."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yugong.engines.indicators.queries.readings import Reading
from yugong.kernel.measure import Declared, Ratio, measures

NUMBER = re.compile(r"\{([a-z_.0-9+]+)\}")
WAN = 10_000


@dataclass(frozen=True, slots=True)
class Clause:
    """`told` holds `{measure}`, or `{one+another}` for a sum; `name` is what is missing without a record.

    `single` is told instead where the first number is one. Without a record the clause is not told.
    """

    told: str
    name: str
    single: str = ""

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands in braces, in order."""
        return tuple(NUMBER.findall(self.told))

    @property
    def keys(self) -> tuple[str, ...]:
        """All measures it needs."""
        return tuple(key for mark in self.marks for key in mark.split("+"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the text: its figure, what it is the sum of, and what it was the year before."""

    mark: str
    parts: tuple[Reading, ...]
    before: tuple[Reading, ...] = ()

    @property
    def one(self) -> Declared:
        return measures[self.parts[0].key]

    @property
    def name(self) -> str:
        return "、".join(measures[part.key].name for part in self.parts)

    @property
    def counts(self) -> str:
        return "；".join(measures[part.key].counts for part in self.parts)

    @property
    def value(self) -> int:
        return sum(part.value for part in self.parts)

    @property
    def of(self) -> int | None:
        return self.parts[0].of

    @property
    def records(self) -> int:
        return sum(part.records for part in self.parts)

    @property
    def recorded(self) -> bool:
        return any(part.recorded for part in self.parts)

    @property
    def figure(self) -> str:
        """As it stands in the text; money and shares with their unit, counts without."""
        return figure(self.one, self.value, self.of)

    @property
    def said(self) -> str:
        """The figure with what it is counted in."""
        return self.figure if self.one.unit in ("fen", "percent") else f"{self.figure} {self.one.suffix}"

    @property
    def change(self) -> str:
        """How it moved since the year before, in its own unit; nothing where that year has no record."""
        if not self.before or not any(part.recorded for part in self.before):
            return ""
        if isinstance(self.one, Ratio) and self.one.unit == "percent":
            return ""
        step = self.value - sum(part.value for part in self.before)
        return (
            "和上年一样"
            if not step
            else f"较上年 {'+' if step > 0 else '−'}{figure(self.one, abs(step), None)}"
        )


Piece = str | Number
Readings = Mapping[str, Reading]


def figure(one: Declared, value: int, of: int | None) -> str:
    """A value in figures: money in yuan, from ten thousand on in 万元, exact; a ratio as a share."""
    if isinstance(one, Ratio):
        share = Decimal(100 * value) / of if of and one.unit == "percent" else Decimal(value) / (of or 1)
        text = f"{share:.1f}".removesuffix(".0")
        return f"{text}%" if one.unit == "percent" else text
    if one.unit != "fen":
        return str(value)
    yuan = Decimal(value) / 100
    if yuan < WAN:
        return f"{yuan:,.2f}".removesuffix(".00") + " 元"
    return f"{plain(yuan / WAN)} 万元"


def plain(number: Decimal) -> str:
    """Without noughts at the end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def numbered(mark: str, now: Readings, before: Readings) -> Number:
    """The number of a mark; a sum is of those parts that are on record."""
    keys = mark.split("+")
    parts = [now[key] for key in keys]
    known = [part for part in parts if part.recorded] or parts
    return Number(mark, tuple(known), tuple(before[part.key] for part in known if part.key in before))


def tell(clauses: Sequence[Clause], now: Readings, before: Readings) -> tuple[list[Piece], list[str]]:
    """A sentence of the clauses that are on record, and the names of those that are not."""
    pieces: list[Piece] = []
    missing: list[str] = []
    for clause in clauses:
        found = [numbered(mark, now, before) for mark in clause.marks]
        if not all(number.recorded for number in found):
            missing.append(clause.name)
            continue
        words = clause.single if clause.single and found[0].value == 1 else clause.told
        pieces += ["，"] if pieces else []
        pieces += _woven(words, {number.mark: number for number in found})
    return ([*pieces, "。"] if pieces else []), missing


def _woven(words: str, numbers: Mapping[str, Number]) -> list[Piece]:
    """The words with the numbers in their places."""
    made: list[Piece] = []
    for place, text in enumerate(NUMBER.split(words)):
        if text:
            made.append(numbers[text] if place % 2 else text)
    return made


def text_of(pieces: Sequence[Piece]) -> str:
    """A sentence as plain text."""
    return "".join(one if isinstance(one, str) else one.figure for one in pieces)
