"""Lines become findings: accepted, warning, error or duplicate, with the reason and its sentence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from yugong.kernel.identifiers import age, check_id, check_name, check_phone, paper_kind
from yugong.kernel.reasons import sentence
from yugong.kernel.roster.cells import Cell, Moment, moment, tight
from yugong.kernel.roster.lines import Line, Lines
from yugong.kernel.roster.profile import is_id
from yugong.kernel.roster.resident import Residents
from yugong.kernel.roster.titles import Role

_PLAIN_NAME = re.compile(r"[\u4e00-\u9fff]{2,6}").fullmatch
_PLAIN_PHONE = re.compile(r"1[3-9]\d{9}", re.ASCII).fullmatch
_PLAIN_ID = re.compile(r"\d{17}[\dX]", re.ASCII).fullmatch
_RESIDENT = frozenset(
    {"", "居民身份证", "身份证", "二代身份证", "第二代身份证", "中国居民身份证", "大陆身份证"}
)
_OURS = re.compile(r"港|澳|台")
_MEN = frozenset({"男", "男性", "1", "m", "male", "先生", "男士"})
_WOMEN = frozenset({"女", "女性", "2", "f", "female", "女士"})
PAPER_BY_START = {"8": "hmt", "9": "foreign"}  # one person, one paper, whether or not the roster names it
_HASH = (1 << 64) - 1
_KEPT = 60_000  # cells whose date is remembered
_AHEAD = 366  # days: a joining date further ahead is a slip of the pen


class Result(StrEnum):
    """What becomes of a line."""

    ACCEPTED = "accepted"
    WARNING = "warning"
    ERROR = "error"
    DUPLICATE = "duplicate"


@dataclass(slots=True)
class Finding:
    """A checked line: the cleaned name, id and phone to register, and every reason; the first decides."""

    line: Line
    result: Result
    reasons: tuple[str, ...] = ()
    name: str = ""
    number: str = ""
    kind: str = ""
    phone: str = ""
    sex: str = ""
    birth: date | None = None
    earlier: int = 0  # the row of the same id further up, for duplicates and conflicts

    @property
    def reason(self) -> str:
        """The reason that decided, empty for an accepted line."""
        return self.reasons[0] if self.reasons else ""

    @property
    def sentence(self) -> str:
        """Every reason as sentences a person reads."""
        words = "".join(sentence(reason) for reason in self.reasons)
        return f"{words}（见第 {self.earlier} 行）" if self.earlier else words

    @property
    def is_accepted(self) -> bool:
        """Whether the line will be registered."""
        return self.result in (Result.ACCEPTED, Result.WARNING)


@dataclass(slots=True)
class Checker:
    """Checks lines of one file, sheet after sheet; remembers the ids already accepted."""

    today: date
    youngest: int = 16
    seen: dict[int | str, int] = field(default_factory=dict)  # by number: the row and what the name hashes to
    joinings: dict[Cell, bool] = field(default_factory=dict)
    births: dict[Cell, Moment | None] = field(default_factory=dict)
    residents: Residents = field(init=False)

    def __post_init__(self) -> None:
        self.residents = Residents(self.today, self.youngest)

    def check(self, lines: Lines) -> Iterator[Finding]:
        """One finding per line, in order."""
        places = lines.layout.places
        columns = places.get(Role.SEX, -1), places.get(Role.BIRTH, -1), places.get(Role.JOINED, -1)
        has_phone = Role.PHONE in places or Role.MIXED in places
        for line in lines:
            yield self._one(line, columns, has_phone)

    def _one(self, line: Line, columns: tuple[int, int, int], has_phone: bool) -> Finding:
        found = Finding(line, Result.ERROR)
        self._name(found, line.name)
        if found.reasons:
            return found
        sex, birth, joined = columns
        cells = line.cells
        self._number(found, line, cells[birth] if birth >= 0 else "")
        if found.reasons or self._repeated(found):
            return found
        warnings: list[str] = []
        if sex >= 0 and found.sex and cells[sex] != found.sex and _other_sex(cells[sex], found.sex):
            warnings.append("sex_differs_from_id")
        if birth >= 0 and found.birth and cells[birth] and self._other_birth(cells[birth], found.birth):
            warnings.append("birth_differs_from_id")
        self._phone(found, line.phone, has_phone, warnings)
        if joined >= 0 and cells[joined] and self._odd_joining(cells[joined]):
            warnings.append("join_date_invalid")
        if line.swapped:
            warnings.append("id_and_phone_swapped")
        if found.kind == "odd":
            found.kind = "resident"
            warnings.append("id_place_unknown")
        found.reasons = tuple(warnings)
        found.result = Result.WARNING if warnings else Result.ACCEPTED
        return found

    def _name(self, found: Finding, name: str) -> None:
        if _PLAIN_NAME(name):
            found.name = name
            return
        checked = check_name(name)
        found.name = checked.normalised
        if not checked.valid:
            found.reasons = (checked.code,)

    def _number(self, found: Finding, line: Line, birth: Cell) -> None:
        number = line.number
        if line.kind in _RESIDENT and _PLAIN_ID(number):
            born = self.residents.born(number)
            if born is not None:
                found.number, found.kind, found.birth = (
                    number,
                    PAPER_BY_START.get(number[0], "resident"),
                    born.on,
                )
                found.sex = "男" if number[16] in "13579" else "女"
                if born.too_young:
                    found.reasons = ("under_16",)
                return
        self._paper(found, line, birth)

    def _paper(self, found: Finding, line: Line, birth: Cell) -> None:
        kind = _kind(line)
        checked = check_id(line.number, kind=kind, today=self.today)
        found.number, found.birth, found.sex = checked.normalised, checked.birth, checked.sex or ""
        if kind == "resident" and checked.valid:
            kind = PAPER_BY_START.get(found.number[0], kind)
        found.kind = "odd" if checked.warning == "id_place_unknown" else kind
        if not checked.valid:
            found.reasons = (checked.code,)
            return
        if found.birth is None:
            told = moment(birth)
            found.birth = told.on() if told else None
        if found.birth and age(found.birth, self.today) < self.youngest:
            found.reasons = ("under_16",)

    def _repeated(self, found: Finding) -> bool:
        number = found.number
        key = (
            int(number[:17]) if len(number) == 18 and number[:17].isdecimal() else number
        )  # the last only checks
        told = found.line.row << 64 | hash(found.name.casefold()) & _HASH
        before = self.seen.setdefault(key, told)
        if before is told:
            return False
        found.earlier = before >> 64
        same = (before ^ told) & _HASH == 0
        found.result = Result.DUPLICATE if same else Result.ERROR
        found.reasons = ("duplicate_in_file" if same else "id_conflict_in_file",)
        return True

    def _phone(self, found: Finding, phone: str, has_phone: bool, warnings: list[str]) -> None:
        if _PLAIN_PHONE(phone):
            found.phone = phone
        elif has_phone:
            checked = check_phone(phone)
            found.phone = checked.normalised if checked.valid else ""
            if not checked.valid:
                warnings.append(checked.code)

    def _other_birth(self, cell: Cell, birth: date) -> bool:
        if cell not in self.births:
            if len(self.births) > _KEPT:
                self.births.clear()
            self.births[cell] = moment(cell)
        return _differs(self.births[cell], birth, cell)

    def _odd_joining(self, cell: Cell) -> bool:
        odd = self.joinings.get(cell)
        if odd is None:
            if len(self.joinings) > _KEPT:
                self.joinings.clear()
            odd = self.joinings[cell] = _unlikely(cell, self.today)
        return odd


def check(lines: Iterable[Lines], *, today: date, youngest: int = 16) -> Iterator[Finding]:
    """Check the sheets of one file together, so that the same person in two sheets is found.

    `youngest` is the age (full years) from which one may join.
    """
    checker = Checker(today, youngest)
    for one in lines:
        yield from checker.check(one)


def _kind(line: Line) -> str:
    """The kind of paper to check for: the label, but a resident number under a vague label stays one."""
    if not line.kind:
        return "resident"
    kind = paper_kind(line.kind)
    vague = kind == "hmt" and not _OURS.search(line.kind)
    if is_id(line.number) and (kind in ("", "passport") or vague):
        return "resident"
    return kind or ("resident" if line.kind.isdigit() else line.kind)


def _other_sex(cell: Cell, sex: str) -> bool:
    word = tight(cell).lower()
    if word in _MEN:
        return sex != "男"
    return word in _WOMEN and sex != "女"


def _unlikely(cell: Cell, today: date) -> bool:
    """Whether a joining date says something, but no date or one far ahead."""
    if not tight(cell).strip("-—/无\\"):
        return False
    when = moment(cell)
    if when is None:
        return True
    return date(when.year, when.month or 1, when.day or 1).toordinal() > today.toordinal() + _AHEAD


def _differs(told: Moment | None, birth: date, cell: Cell) -> bool:
    """Whether the told birth differs as far as it was told; 1968.1 may be January or a shortened October."""
    if told and told.day == 1 and not isinstance(cell, str):  # a typed month becomes the first of it
        told = told._replace(day=0)
    if told is None or (told.year == birth.year and told.month == birth.month and told.day in (0, birth.day)):
        return False
    if told.year != birth.year:
        return True
    if not told.day and told.month in (1, 10) and str(cell).strip().endswith(".1"):
        return birth.month not in (1, 10)
    return bool(told.month and told.month != birth.month) or bool(told.day and told.day != birth.day)
