"""What a rule by formula asks: facts of the case and parameters of the city, and the figures on the way.

Inside the platform money is whole fen; in files, forms and the parameter table it is yuan.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from yugong.kernel import formula, money
from yugong.kernel.errors import Refused
from yugong.kernel.formula import Expression
from yugong.kernel.formula_words import (
    CHOICE,
    LONGEST,
    MONEY,
    SERIES,
    SHARE,
    TIMES,
    UNITS,
    WHOLE,
    YES,
    number_of,
    placed,
    shown,
)

__all__ = ["CHOICE", "MONEY", "SERIES", "SHARE", "TIMES", "WHOLE", "YES", "Asked", "Setting", "Step"]

PARTS = re.compile(r"[、;；\s]+")
SAID = {
    "yes": True, "true": True, "on": True, "1": True, "是": True, "有": True,
    "no": False, "false": False, "0": False, "否": False, "没有": False, "不是": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """One fact: its name, what it is called, its sort and bounds; `usual` stands when nothing is said."""

    name: str
    label: str
    sort: str = MONEY
    unit: str = ""
    usual: Any = None
    optional: bool = False  # nothing is said and nothing stands in its place: unknown
    least: int = 0
    most: int = money.LIMIT
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    total: bool = False  # several amounts may be given; they are added up
    moves: str = "both"  # which of its changes are named as changing the answer: both, less, or none (empty)

    @property
    def needed(self) -> bool:
        return self.usual is None and not self.optional

    @property
    def expression(self) -> Expression:
        """The fact inside a formula."""
        if self.sort == YES:
            return formula.yes(self.name)
        if self.sort == CHOICE:
            return formula.word(self.name)
        return formula.fact(self.name, least=self.least, most=self.most)

    def read(self, raw: Any) -> Any:
        """What stands in a file or a form as the platform keeps it: fen, a whole number, yes or no, a key."""
        if raw in (None, []) or (isinstance(raw, str) and not raw.strip()):
            if self.needed:
                raise self.refused(f"请写明{self.label}（{self.name}）。", "fact_missing")
            return self.usual
        if self.sort == YES:
            return self._yes(raw)
        if self.sort == CHOICE:
            return self._choice(raw)
        if self.sort == SERIES or self.total:
            several = raw if isinstance(raw, list) else PARTS.split(str(raw).replace("元", "").strip())
            read = [self._number(each) for each in several]
            return self._within(sum(read)) if self.total else [self._within(each) for each in read]
        return self._within(self._number(raw))

    def words(self, known: Any) -> str:
        """The value with its unit."""
        unit = self.unit or UNITS.get(self.sort, "")
        text = shown(self.sort, known, dict(self.options))
        return f"{text} {unit}".strip()

    def refused(self, reason: str, code: str = "fact_value") -> Refused:
        return Refused(reason, field=self.name, code=code)

    def _number(self, raw: Any) -> Fraction:
        found = number_of(raw, self.label, self.name, sort=self.sort)
        money_ = self.sort in (MONEY, SERIES)
        found = found * 100 if money_ else found
        if found.denominator != 1:
            so = "最多写到分，即小数点后两位" if money_ else "要是整数"
            raise self.refused(f"{self.label}（{self.name}）{so}，现在是“{str(raw)[:LONGEST]}”。")
        return found

    def _within(self, known: Fraction | int) -> int:
        if not self.least <= known <= self.most:
            sort = MONEY if self.sort == SERIES else self.sort
            bounds = (
                f"{shown(sort, self.least)} 到 {shown(sort, self.most)} {self.unit or UNITS.get(sort, '')}"
            )
            raise self.refused(f"{self.label}（{self.name}）要在 {bounds}之间，现在是 {shown(sort, known)}。")
        return int(known)

    def _yes(self, raw: Any) -> bool:
        said = SAID.get(unicodedata.normalize("NFKC", str(raw)).strip().lower())
        if said is None:
            raise self.refused(f"{self.label}（{self.name}）请写 是 或 否（true、false）。")
        return said

    def _choice(self, raw: Any) -> str:
        by_words = {words: key for key, words in self.options}
        text = str(raw).strip()
        if text not in dict(self.options) and text not in by_words:
            known = "、".join(f"{key}（{words}）" for key, words in self.options)
            raise self.refused(f"{self.label}（{self.name}）请从 {known} 中选一项。")
        return by_words.get(text, text)


@dataclass(frozen=True, slots=True)
class Setting:
    """One parameter of a rule: its key in the table, its short name in a fact file, its sort."""

    key: str
    short: str
    label: str
    sort: str = MONEY
    least: Fraction | int = 0

    @property
    def expression(self) -> Expression:
        """The parameter inside a formula."""
        return formula.number(self.key)

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be called in a file; "line" means the line of towns and that of the country."""
        return self.key, self.key.partition(".")[2], self.short, self.label

    def read(self, raw: Any) -> Fraction:
        """The value of the table or of a file as the formula takes it; money in fen."""
        if raw in ("", None):
            raise Refused(
                f"参数“{self.label}”尚未设置，请先由管理员在参数页设置后再办理。", code="parameter_unset"
            )
        found = number_of(raw, self.label, self.short, sort=self.sort)
        if found < self.least:
            raise Refused(
                f"参数{self.label}（{self.short}）不能小于 {self.least}。",
                field=self.short,
                code="fact_value",
            )
        if self.sort == WHOLE and found.denominator != 1:
            raise Refused(f"参数{self.label}（{self.short}）要是整数。", field=self.short, code="fact_value")
        return found * 100 if self.sort == MONEY else found

    def words(self, known: Any) -> str:
        """The value with its unit."""
        return f"{shown(self.sort, known)} {UNITS.get(self.sort, '')}".strip()


@dataclass(frozen=True, slots=True)
class Step:
    """A figure on the way to the answer: its name, what it is called, how it is reckoned, and its sort."""

    name: str
    label: str
    reckoned: Expression
    sort: str = MONEY
    how: str = ""  # the sum in words, with the names of facts and figures: "（{income} − {rigid}）÷ 12"

    @property
    def expression(self) -> Expression:
        """The figure inside a formula; its value is kept for the explanation."""
        return formula.step(self.name, self.reckoned)

    @property
    def ended(self) -> Expression:
        """The figure as it is shown: fen, percent and times to the sixth place, or a whole number."""
        return formula.rounded(self.reckoned, 0 if self.sort in (MONEY, WHOLE) else 6)

    def words(self, known: Any) -> str:
        """The value with its unit."""
        return f"{shown(self.sort, known)} {UNITS.get(self.sort, '')}".strip()

    def exactly(self, known: Any) -> bool:
        """Whether the value ends at the last place shown."""
        return known is None or self.sort != MONEY or Fraction(known).denominator == 1

    def finer(self, known: Any) -> str:
        """A sum of money with so many places that it is told from what it would be rounded to."""
        return f"{placed(Fraction(known) / 100, 6)} {UNITS[MONEY]}"
