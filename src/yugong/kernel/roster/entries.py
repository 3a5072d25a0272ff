"""The written-out name, id and phone of one line, cleaned of what spreadsheets and people add."""

import re

from yugong.kernel.roster.cells import EXACT, TIGHT, Cell, text, tight
from yugong.kernel.roster.profile import is_id

_EDGES = "'’‘`´\"“”=;；,，.。、:：·"
_JOINTS = str.maketrans(
    {**dict.fromkeys("-–—－‐‑−_ 　,，"), "Х": "X", "х": "X", "×": "X", "χ": "X", "Ⅹ": "X", "ｘ": "X"}
)
_INNER_ID = re.compile(r"(?<!\d)(\d{17}[\dXx]|\d{15})(?![\dXx])")
_MOBILE = re.compile(r"(?<!\d)(?:\+?0{0,2}86)?(1[3-9]\d{9})(?!\d)")
_LABEL = re.compile(r"^(?:居民)?(?:身份证|证件|护照)(?:号码?)?[:：]?")
_NOTE = re.compile(r"[(\[（【〔].*?[)\]）】〕]$")
_DOTS = str.maketrans(dict.fromkeys("•‧∙⋅・･．●", "·") | {ord(" "): None})


def name_of(cell: Cell) -> str:
    """A name: blanks inside Chinese names go, one stays between Latin words; every dot becomes ·."""
    if type(cell) is str and cell.isalpha() and not cell.isascii() and cell.translate(TIGHT) == cell:
        return cell
    plain = " ".join(text(cell).split())
    if not plain or plain.isascii():
        return plain
    return _NOTE.sub("", plain.replace(".", "·").translate(_DOTS)).strip("*·'’‘`\"")


def is_whole(number: str) -> bool:
    """Whether these 18 characters are digits, the last one perhaps an X."""
    return number.isdigit() or (number[17] == "X" and number[:17].isdigit())


def number_of(cell: Cell) -> str:
    """An id: joints, quotes and a trailing .0 go, letters large; an inexact number keeps its E+17."""
    if type(cell) is str and len(cell) == 18 and cell.isascii() and is_whole(cell):
        return cell
    if isinstance(cell, float | int) and not isinstance(cell, bool) and abs(cell) >= EXACT:
        return text(cell)
    word = tight(cell).strip(_EDGES).translate(_JOINTS).upper()
    if word.endswith(".0"):
        word = word[:-2]
    if "." in word and "E+" not in word:
        word = word.replace(".", "")
    return _LABEL.sub("", word)


def phone_of(cell: Cell) -> str:
    """A mobile number: the first of several, without +86, blanks and dashes; otherwise what stands there."""
    if type(cell) is str and len(cell) == 11 and cell.isascii() and cell.isdigit():
        return cell
    word = tight(cell).replace("-", "").replace("—", "")
    if word.endswith(".0"):
        word = word[:-2]
    found = _MOBILE.search(word) or _MOBILE.search(text(cell))
    return found[1] if found else word.strip(_EDGES)


def parted(cell: Cell) -> tuple[str, str]:
    """The id and the phone inside one cell that holds both (or more words), empty where there is none."""
    word = text(cell)
    close = number_of(cell)
    found = _INNER_ID.search(close) or _INNER_ID.search(word)
    number = found[1].upper() if found else ""
    phone = _MOBILE.search(word.replace(number, " ")) if number else _MOBILE.search(word)
    return number if is_id(number) else "", phone[1] if phone else ""
