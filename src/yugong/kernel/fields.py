"""Declared form fields: type, label, who may see, how long kept; cleaning with refusals a worker may read.

A field turns what was typed into a plain JSON value (`clean`) and that value back into words (`show`).
Values of a `personal` field are stored sealed and shown masked.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from yugong.kernel import identifiers, masking, money
from yugong.kernel.errors import Refused
from yugong.kernel.field import MASKED, Field, clean_all, pages, worded

__all__ = [
    "Choice",
    "Consent",
    "Day",
    "EmployerPick",
    "Field",
    "Files",
    "IdNumber",
    "Identifier",
    "LongText",
    "Money",
    "Number",
    "PersonName",
    "Phone",
    "Select",
    "Text",
    "UnitPick",
    "clean_all",
    "pages",
]

NUMBERED = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # how an upload is named


@dataclass(frozen=True)
class Text(Field):
    """One line of text."""

    longest: int = 60

    def normalised(self, raw: Any) -> Any:
        """Trimmed, without line breaks; full-width punctuation stays as it was typed."""
        return " ".join(str(raw).split()) if raw is not None else ""

    def read(self, text: Any, today: date | None) -> str:
        if len(text) > self.longest:
            raise self.refusal(
                f"{self.label}最多 {self.longest} 个字，现在是 {len(text)} 个字", code="too_long"
            )
        return str(text)


@dataclass(frozen=True)
class LongText(Text):
    """Some paragraphs of text."""

    longest: int = 2000
    widget: ClassVar[str] = "longtext"

    def normalised(self, raw: Any) -> Any:
        return str(raw).replace("\r\n", "\n").strip() if raw is not None else ""


@dataclass(frozen=True)
class Choice(Field):
    """One of a few; `of` holds the words, or pairs of key and words; `usual` stands when nothing is said."""

    of: tuple[str | tuple[str, str], ...] = ()
    usual: str = ""
    widget: ClassVar[str] = "choice"
    missing: ClassVar[str] = "请选择{label}"

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        return tuple(worded(self.of).items())

    def normalised(self, raw: Any) -> Any:
        return super().normalised(raw) or self.usual

    def read(self, text: Any, today: date | None) -> str:
        if text not in (known := worded(self.of)):
            raise self.refusal(f"请从{self.label}里选一项：{'、'.join(known.values())}")
        return str(text)

    def words(self, value: Any) -> str:
        return worded(self.of).get(value, str(value))


@dataclass(frozen=True)
class Select(Choice):
    """One of some, in a closed list that takes one line."""

    widget: ClassVar[str] = "select"


@dataclass(frozen=True)
class Identifier(Field, ABC):
    """Something that `identifiers` knows how to check; personal."""

    personal: bool = True
    mask: ClassVar[Callable[..., str]] = staticmethod(lambda text: MASKED)

    @abstractmethod
    def check(self, text: str, today: date | None) -> identifiers.Checked: ...

    def read(self, text: Any, today: date | None) -> str:
        checked = self.check(str(text), today)
        if not checked.valid:
            raise self.refusal(checked.why, code=checked.code)
        return checked.normalised

    def masked(self, value: Any) -> str:
        return type(self).mask(str(value))


@dataclass(frozen=True)
class Phone(Identifier):
    """A mobile number of the mainland."""

    widget: ClassVar[str] = "phone"
    mask = staticmethod(masking.phone)

    def check(self, text: str, today: date | None) -> identifiers.Checked:
        return identifiers.check_phone(text)


@dataclass(frozen=True)
class IdNumber(Identifier):
    """An identity number; `document` says of which paper, "any" takes whichever fits."""

    document: str = "resident"
    widget: ClassVar[str] = "id_number"
    mask = staticmethod(masking.id_number)

    def check(self, text: str, today: date | None) -> identifiers.Checked:
        papers = identifiers.PAPERS if self.document == "any" else (self.document,)
        found = [identifiers.check_id(text, kind=paper, today=today or date.max) for paper in papers]
        return next((one for one in found if one.valid), found[0])


@dataclass(frozen=True)
class PersonName(Identifier):
    """The name of a person, with · and rare characters."""

    widget: ClassVar[str] = "person_name"
    mask = staticmethod(masking.name)

    def check(self, text: str, today: date | None) -> identifiers.Checked:
        return identifiers.check_name(text)


@dataclass(frozen=True)
class Day(Field):
    """A date, kept as ISO text; `past` or `future` says which side of today it may lie on."""

    past: bool = False
    future: bool = False
    widget: ClassVar[str] = "day"

    def normalised(self, raw: Any) -> Any:
        if isinstance(raw, date):
            return raw.isoformat()
        text = str(super().normalised(raw) or "")
        for mark in "年月./":
            text = text.replace(mark, "-")
        return text.replace("日", "").replace(" ", "")

    def read(self, text: Any, today: date | None) -> str:
        try:
            year, month, day = (int(part) for part in text.split("-"))
            read = date(year, month, day)
        except ValueError:
            raise self.refusal(f"{self.label}请写成 2026-07-14 这样的日期") from None
        if today and self.past and read > today:
            raise self.refusal(f"{self.label}不能晚于今天")
        if today and self.future and read < today:
            raise self.refusal(f"{self.label}不能早于今天")
        return read.isoformat()

    def words(self, value: Any) -> str:
        read = date.fromisoformat(value)
        return f"{read.year} 年 {read.month} 月 {read.day} 日"


@dataclass(frozen=True)
class Number(Field):
    """A whole number within bounds (both included)."""

    least: int = 0
    most: int = 1_000_000_000
    unit: str = ""
    widget: ClassVar[str] = "number"

    def read(self, text: Any, today: date | None) -> int:
        try:
            number = int(str(text).replace(",", ""))
        except ValueError:
            raise self.refusal(f"{self.label}请填整数") from None
        if not self.least <= number <= self.most:
            raise self.refusal(f"{self.label}要在 {self.least} 到 {self.most} 之间")
        return number

    def words(self, value: Any) -> str:
        return f"{value} {self.unit}".strip()


@dataclass(frozen=True)
class Money(Field):
    """An amount in yuan, kept as integer fen."""

    most: int = 100_000_000_00
    widget: ClassVar[str] = "money"

    def read(self, text: Any, today: date | None) -> int:
        try:
            fen = money.fen(str(text))
        except Refused as refused:
            raise self.refusal(refused.reason, code=refused.code) from None
        if fen > self.most:
            raise self.refusal(f"{self.label}不能超过 {money.yuan(self.most)} 元")
        return fen

    def words(self, value: Any) -> str:
        return f"{money.yuan(value)} 元"


@dataclass(frozen=True)
class Pick(Field):
    """One row of the house by its number; the page offers a search."""

    missing: ClassVar[str] = "请选择{label}"

    def read(self, text: Any, today: date | None) -> int:
        if not (str(text).isascii() and str(text).isdigit() and len(str(text)) < 19):
            raise self.refusal(f"请从列表里选择{self.label}")
        return int(text)


class UnitPick(Pick):
    """A union, by its number."""

    widget: ClassVar[str] = "unit"


class EmployerPick(Pick):
    """An employer, by its number."""

    widget: ClassVar[str] = "employer"


@dataclass(frozen=True)
class Files(Field):
    """Attachments, by their numbers; the page uploads them first."""

    most: int = 6
    accepts: tuple[str, ...] = ("image", "pdf")
    widget: ClassVar[str] = "files"
    many: ClassVar[bool] = True
    missing: ClassVar[str] = "请上传{label}"

    def normalised(self, raw: Any) -> Any:
        """A browser sends an empty text where no file was chosen."""
        return [str(one) for one in ([raw] if isinstance(raw, str) else raw or ()) if one]

    def read(self, text: Any, today: date | None) -> list[str]:
        given = [str(item) for item in text]
        if len(given) > self.most:
            raise self.refusal(f"{self.label}最多 {self.most} 份，现在是 {len(given)} 份")
        if not all(NUMBERED.fullmatch(one) for one in given):
            raise self.refusal("有的附件没有传上来，请重新上传")
        return given

    def words(self, value: Any) -> str:
        return f"{len(value)} 份"


@dataclass(frozen=True)
class Consent(Field):
    """The person's own agreement; never ticked beforehand, never filled in for anyone."""

    text: str = ""  # what is agreed to
    version: str = "1"
    widget: ClassVar[str] = "consent"
    missing: ClassVar[str] = "请先阅读并勾选：{label}"

    def normalised(self, raw: Any) -> Any:
        return raw is True or str(raw).strip() in ("on", "true", "True", "1", "yes", "同意")

    def read(self, text: Any, today: date | None) -> bool:
        return True

    def words(self, value: Any) -> str:
        return "已同意" if value else "未同意"
