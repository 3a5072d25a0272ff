"""Checks of identity papers, credit codes, phones, names and bank cards (domain rules §9.1, N1–N7)."""

import re
from collections.abc import Callable
from datetime import date

from yugong.kernel.checked import EXACT, Checked, plain, solid, wrong
from yugong.kernel.names import check_name

__all__ = [
    "PAPERS",
    "Checked",
    "age",
    "check_card",
    "check_id",
    "check_name",
    "check_phone",
    "check_uscc",
    "id_check_digit",
    "paper_kind",
    "uscc_check_digit",
]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_FIRST_DAY = date(1900, 1, 1)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+")
_RESIDENT = re.compile(r"\d{17}[\dX]")
_OTHER_PAPER = re.compile(r"[A-Z]{1,3}\d{6,12}|\d{8}|.*[\u4e00-\u9fff].*")
_PASSPORT = re.compile(r"(?=.*\d)[A-Z0-9]{5,15}")
_OLD_FOREIGN = re.compile(r"[A-Z]{3}\d{12}")
_PLACES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d")
_MOBILE = re.compile(r"(?<!\d)(?:0086|86)?(1[3-9]\d{9})(?!\d)")
_BODIES = {
    "11": "机关",
    "12": "事业单位",
    "51": "社会团体",
    "52": "民办非企业单位",
    "53": "基金会",
    "81": "基层工会",
    "89": "其他工会",
    "91": "企业",
    "92": "个体工商户",
    "93": "农民专业合作社",
    "N1": "农村集体经济组织",
    "N2": "农村集体经济组织",
    "N3": "农村集体经济组织",
}

PAPERS = {
    "resident": "居民身份证",
    "hmt": "港澳台居民居住证",
    "foreign": "外国人永久居留身份证",
    "passport": "护照",
}
_PAPER_WORDS = (
    ("hmt", re.compile(r"(港|澳|台).*居住证|居住证")),
    ("foreign", re.compile(r"外国人|永久居留")),
    ("passport", re.compile(r"护照")),
    ("resident", re.compile(r"身份证|二代证")),
)


def paper_kind(label: str) -> str:
    """The kind of paper that a label such as 港澳居民居住证 names; empty when it is none we can check."""
    text = solid(label)
    return next((kind for kind, words in _PAPER_WORDS if words.search(text)), "")


def check_id(number: object, *, kind: str = "resident", today: date) -> Checked:
    """Check one paper's number; `number` may be a table cell (text, int, float).

    A resident number may also be one of 810000/820000/830000 or a foreigner's new card, since all four are of
    18 characters with the same check, and tables often do not name the paper.
    """
    text = solid(number)
    if not re.search(r"[0-9A-Z]", text):
        return wrong("id_missing", text, kind)
    check = _KINDS.get(kind)
    if check is None:
        return wrong("id_type_unsupported", text, kind)
    if (isinstance(number, int | float) and abs(number) >= EXACT) or _SCIENTIFIC.fullmatch(text):
        return wrong("id_precision_lost", text, kind)
    return check(text, today)


def id_check_digit(first17: str) -> str:
    """The 18th character of GB 11643 (ISO 7064 MOD 11-2) for the first seventeen digits."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first17, strict=True))
    return "10X98765432"[total % 11]


def uscc_check_digit(first17: str) -> str:
    """The 18th character of GB 32100 for the first seventeen."""
    total = sum(_USCC.index(char) * pow(3, place, 31) for place, char in enumerate(first17))
    return _USCC[-total % 31]


def age(birth: date, on: date) -> int:
    """Full years lived on a day; who is born on 29 February completes a year on 1 March of a common year."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def check_uscc(raw: object) -> Checked:
    """A unified social credit code of any body, letter-led ones included; `kind` says what body it is."""
    text = solid(raw)
    if not text:
        return wrong("uscc_missing", "")
    if len(text) != 18:
        return wrong("uscc_length", text)
    if any(char not in _USCC for char in text):
        return wrong("uscc_letters", text)
    body = _BODIES.get(text[:2], "其他机构")
    if uscc_check_digit(text[:17]) != text[17]:
        return wrong("uscc_checksum", text, body)
    return Checked(True, text, kind=body)


def check_phone(raw: object) -> Checked:
    """A mobile number, without country code and spaces; of several in one cell the first good one counts."""
    whole = solid(raw)
    if not whole:
        return wrong("phone_missing", "")
    found = _MOBILE.search(plain(raw)) or _MOBILE.search(whole)
    return Checked(True, found[1]) if found else wrong("phone_invalid", whole)


def check_card(raw: object) -> Checked:
    """A bank card; a failing Luhn check only warns, since some bank books fail it."""
    text = solid(raw)
    if not text:
        return wrong("card_missing", "")
    if not re.fullmatch(r"\d{12,19}", text):
        return wrong("card_length", text)
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(text))]
    good = sum(value // 10 + value % 10 for value in doubled) % 10 == 0
    return Checked(True, text, warning="" if good else "card_checksum")


def _resident(text: str, today: date, kind: str = "resident") -> Checked:
    text = re.sub("[ХΧ×]$", "X", text)
    if re.fullmatch(r"\d{15}", text):
        text = f"{text[:6]}19{text[6:]}"
        text += id_check_digit(text)
    if not _RESIDENT.fullmatch(text):
        return wrong(_misshapen(text), text, kind)
    birth = _birth(text[6:14], today)
    if birth is None:
        return wrong("id_birth_date", text, kind)
    if id_check_digit(text[:17]) != text[17]:
        return wrong("id_precision_lost" if text.endswith("000") else "id_checksum", text, kind)
    return Checked(
        True,
        text,
        birth=birth,
        sex="男" if int(text[16]) % 2 else "女",
        kind=kind,
        warning="" if _PLACES.match(text) else "id_place_unknown",
    )


def _misshapen(text: str) -> str:
    if _OTHER_PAPER.fullmatch(text):
        return "id_type_unsupported"
    return "id_length" if re.fullmatch(r"\d+X?", text) and len(text) != 18 else "id_format"


def _birth(digits: str, today: date) -> date | None:
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return birth if _FIRST_DAY <= birth <= today else None


def _hmt(text: str, today: date) -> Checked:
    found = _resident(text, today, "hmt")
    if found.valid and not re.match(r"8[1-3]0000", text):
        return wrong("id_kind_mismatch", text, "hmt")
    return found


def _foreign(text: str, today: date) -> Checked:
    if _OLD_FOREIGN.fullmatch(text):
        return Checked(True, text, kind="foreign")
    found = _resident(text, today, "foreign") if len(text) == 18 else wrong("id_length", text, "foreign")
    if found.valid and not text.startswith("9"):
        return wrong("id_kind_mismatch", text, "foreign")
    return found


def _passport(text: str, today: date) -> Checked:
    if not _PASSPORT.fullmatch(text):
        return wrong("id_format", text, "passport")
    return Checked(True, text, kind="passport")


_KINDS: dict[str, Callable[[str, date], Checked]] = {
    "resident": _resident,
    "hmt": _hmt,
    "foreign": _foreign,
    "passport": _passport,
}
