"""What one cell says: text without invisible characters, numbers written out, dates in every form."""

import datetime as dt
import re
import unicodedata
from typing import NamedTuple

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

_INVISIBLE = (
    "\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c"
    "\u202d\u202e\u202f\u205f\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u3000\ufeff\ufffc"
)
_BLANKS = {ord(c): " " for c in "\u00a0\u202f\u205f\u3000\t\r\n\v\f\u2028\u2029"}
_GONE = {ord(c): None for c in _INVISIBLE} | dict.fromkeys(range(32)) | {127: None}
_FULL = {n: n - 0xFEE0 for n in range(0xFF01, 0xFF5F)}
TIDY = _FULL | _GONE | _BLANKS  # keeps one plain space where a blank stood
TIGHT = TIDY | dict.fromkeys([*_BLANKS, 32])  # no blanks at all
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
EXACT = 10**15  # from sixteen digits on a spreadsheet number has lost its tail


def text(cell: Cell) -> str:
    """The cell as a person reads it, on one line; a whole number without ".0"."""
    if type(cell) is str:
        plain = cell.translate(TIDY).strip()
        return "" if plain in _ERRORS else plain
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float | int):
        whole = float(cell).is_integer()
        return str(int(cell)) if whole and abs(cell) < EXACT else f"{cell:.15G}"
    if isinstance(cell, dt.datetime):
        return cell.strftime("%Y-%m-%d") if cell.time() == dt.time() else cell.strftime("%Y-%m-%d %H:%M:%S")
    return str(cell)


def tight(cell: Cell) -> str:
    """The text without any blank, full-width letters and digits made plain."""
    return text(cell).translate(TIGHT)


def folded(cell: Cell) -> str:
    """Tight, compatibility-folded, lower case: for comparing titles and fixed words, never for names."""
    return unicodedata.normalize("NFKC", tight(cell)).lower()


class Moment(NamedTuple):
    """A date as exactly as it was given: month and day are 0 where the cell did not say."""

    year: int
    month: int = 0
    day: int = 0

    def on(self) -> dt.date | None:
        """The full date, if the cell gave one."""
        return dt.date(*self) if self.month and self.day else None


_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_CHINESE_TENS = re.compile(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)")
_PARTS = re.compile(r"^\D*(\d{4})(?:\D+(\d{1,2}))?(?:\D+(\d{1,2}))?(?:\D.*)?$")
_SOLID = re.compile(r"^(\d{4})(\d{2})(\d{2})?$")
_SHORT = re.compile(r"^(\d{2})\D(\d{1,2})(?:\D(\d{1,2}))?\D?$")
_TIME = re.compile(r"[\sT]+\d{1,2}:\d{2}.*$")
_FIRST_SERIAL, _LAST_SERIAL = 3653, 73050  # 1910 … 2099 as Excel counts days
_EPOCH = dt.date(1899, 12, 30)


def moment(cell: Cell) -> Moment | None:
    """Read a date: Excel date or serial, 2016/09/06, 2016.9, 20160906, 201609, 二〇一六年九月六日, 98.5."""
    if isinstance(cell, dt.datetime | dt.date):
        return Moment(cell.year, cell.month, cell.day)
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        if _FIRST_SERIAL <= cell <= _LAST_SERIAL:
            day = _EPOCH + dt.timedelta(days=int(cell))
            return Moment(day.year, day.month, day.day)
        if 1900 < cell < 2100 and not float(cell).is_integer():  # 1968.12 kept as a number; .1 is October
            year, _, month = f"{cell:.2f}".partition(".")
            return _moment(int(year), int(month), 0)
    return _written(_TIME.sub("", text(cell)).translate(TIGHT))


def _written(word: str) -> Moment | None:
    if not word:
        return None
    if not word.isascii():
        word = _CHINESE_TENS.sub(lambda m: f"{m[1] or '一'}{m[2] or '〇'}", word).translate(_DIGITS)
    if word.isdigit() and len(word) == 5 and _FIRST_SERIAL <= int(word) <= _LAST_SERIAL:
        return moment(int(word))
    found = _SOLID.match(word) or _PARTS.match(word)
    if found:
        return _moment(*(int(part or 0) for part in found.groups()))
    found = _SHORT.match(word)
    if found:
        year = int(found[1])
        return _moment(year + (1900 if year > 40 else 2000), int(found[2]), int(found[3] or 0))
    return None


def _moment(year: int, month: int, day: int) -> Moment | None:
    if not 1880 <= year <= 2100 or month > 12:
        return None
    if month and day:
        try:
            dt.date(year, month, day)
        except ValueError:
            return None
    return Moment(year, month, day if month else 0)
