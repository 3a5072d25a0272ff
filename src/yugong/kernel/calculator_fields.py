"""How the fields of the calculators are read: days in several writings, lists, hours, sums, yes and no."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from yugong.kernel import money
from yugong.kernel.errors import Refused
from yugong.kernel.field import Field
from yugong.kernel.fields import Day, Money, Number, Select

EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)
COMPACT = re.compile(r"\d{8}")
PARTS = re.compile(r"[,、;\s]+")
WHOLE_DAY = re.compile(r"\d{4} *[-年./] *\d{1,2} *[-月./] *\d{1,2} *日?|\d{8}")
SUM = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?")
HOURS = re.compile(r"\d{1,5}(?:\.\d{1,2})?")
MOST = 20  # entries of a list


def plain(raw: Any) -> str:
    """Text with full-width digits and marks made plain."""
    return unicodedata.normalize("NFKC", str(raw if raw is not None else "")).strip()


@dataclass(frozen=True)
class Date(Day):
    """A day: 2026-11-05, 2026/11/5, 2026.11.5, 20261105 or 2026年11月5日."""

    def normalised(self, raw: Any) -> Any:
        text = plain(raw)
        if COMPACT.fullmatch(text):
            text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
        return super().normalised(text)

    def read(self, text: Any, today: date | None) -> str:
        found = super().read(text, today)
        if not EARLIEST <= date.fromisoformat(found) <= LATEST:
            raise self.refusal(f"{self.label}要在 {EARLIEST.year} 年到 {LATEST.year} 年之间")
        return found


@dataclass(frozen=True)
class Dates(Field):
    """Some days, parted by commas or blanks; kept in order, each once."""

    def read(self, text: Any, today: date | None) -> list[str]:
        days = WHOLE_DAY.findall(text)
        if not days or PARTS.sub("", WHOLE_DAY.sub("", text)):
            raise self.refusal(f"{self.label}请写成 2026-03-20 这样的日期，几个日期用逗号隔开")
        if len(days) > MOST:
            raise self.refusal(f"{self.label}最多 {MOST} 个")
        one = Date(self.name, self.label)
        return sorted({one.clean(day) for day in days})


@dataclass(frozen=True)
class Spans(Field):
    """Some stretches of days: 2026-02-01/2026-03-10, or 2026-02-01 至 2026-03-10."""

    def read(self, text: Any, today: date | None) -> list[list[str]]:
        days = [Date(self.name, self.label).clean(one) for one in WHOLE_DAY.findall(text)]
        rest = re.sub(r"[/~至到—–-]+", "", PARTS.sub("", WHOLE_DAY.sub("", text)))
        if not days or len(days) % 2 or rest:
            raise self.refusal(f"{self.label}请写成 2026-02-01 至 2026-03-10 这样的起止日期")
        found = [list(pair) for pair in zip(days[::2], days[1::2], strict=True)]
        if any(first > last for first, last in found):
            raise self.refusal(f"{self.label}的结束日期不能早于开始日期")
        return sorted(found)


@dataclass(frozen=True)
class Sum(Money):
    """One amount in yuan, as fen."""


@dataclass(frozen=True)
class Sums(Field):
    """Some amounts in yuan, as fen: 28000、27000.50; 28,000 is one amount."""

    def read(self, text: Any, today: date | None) -> list[int]:
        if re.sub(r"[,、;\s元¥]+", "", SUM.sub("", text)):
            raise self.refusal(f"{self.label}只能写金额，几项用顿号隔开，例如 28000、9600.50")
        found = list(self._sums(SUM.findall(text)))
        if not found or len(found) > MOST:
            raise self.refusal(f"{self.label}请写 1 到 {MOST} 项金额")
        return found

    def _sums(self, texts: list[str]) -> Iterator[int]:
        for text in texts:
            try:
                yield money.fen(text)
            except Refused as refused:
                raise self.refusal(refused.reason, code=refused.code) from None


@dataclass(frozen=True)
class Hours(Field):
    """Hours, to the hundredth at most; kept as text."""

    most: int = 744
    unit: str = "小时"
    widget: ClassVar[str] = "money"  # the keyboard with a point

    def read(self, text: Any, today: date | None) -> str:
        number = str(text).removesuffix("小时").removesuffix("h").strip()
        if not HOURS.fullmatch(number):
            raise self.refusal(f"{self.label}请写小时数，例如 8 或 2.5")
        if Decimal(number) > self.most:
            raise self.refusal(f"{self.label}最多 {self.most} 小时")
        return number


@dataclass(frozen=True)
class Whole(Number):
    """A whole number, with or without its unit."""

    def read(self, text: Any, today: date | None) -> int:
        return super().read(str(text).removesuffix(self.unit).strip(), today)


@dataclass(frozen=True)
class One(Select):
    """One of some, by its key or its words."""

    def read(self, text: Any, today: date | None) -> str:
        by_words = {words: key for key, words in self.options}
        text = by_words.get(text, str(text).lower())
        if text not in dict(self.options):
            known = "、".join(f"{key}（{words}）" for key, words in self.options)
            raise self.refusal(f"{self.label}请从 {known} 中选一项")
        return str(text)


@dataclass(frozen=True)
class Yes(One):
    """Yes or no."""

    of: tuple[str | tuple[str, str], ...] = (("yes", "是"), ("no", "否"))
    WORDS: ClassVar[dict[str, str]] = {
        "y": "yes", "true": "yes", "1": "yes", "有": "yes", "n": "no", "false": "no", "0": "no", "没有": "no",
    }  # fmt: skip

    def read(self, text: Any, today: date | None) -> str:
        return super().read(self.WORDS.get(str(text).lower(), text), today)
