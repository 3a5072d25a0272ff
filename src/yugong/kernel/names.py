"""Names of persons: middle dots made one, spaces mended, rare characters kept, notes and digits refused."""

import re
import unicodedata

from yugong.kernel.checked import NOTHING, Checked, plain, wrong

LONGEST = 50
DOT = "·"
_DOTS = re.compile(r"\s*[•‧・∙⋅․●᛫∘·˙᠂ꞏ]\s*")
_PLAIN_DOT = re.compile(r"(?<=[^\x00-\x7f])\s*\.\s*(?=[^\x00-\x7f])")
_LATIN_JOIN = re.compile(r"(?<=[^\W\d_])[-' ](?=[^\W\d_])")


def check_name(text: object) -> Checked:
    """Letters of any script, `·` between parts; only Latin names keep spaces; no digits, no signs."""
    name = _mended(plain(text))
    if name.upper() in NOTHING:
        return wrong("name_missing", "")
    if len(name) > LONGEST:
        return wrong("name_too_long", name)
    latin = not any(_ideograph(c) for c in name)
    body = _LATIN_JOIN.sub("", name) if latin else name
    parts = body.split(DOT)
    if not all(parts) or not all(_letter(c) for part in parts for c in part):
        return wrong("name_invalid", name)
    return Checked(True, name)


def _mended(name: str) -> str:
    name = _PLAIN_DOT.sub(DOT, _DOTS.sub(DOT, name))
    if any(_ideograph(c) for c in name):
        return re.sub(r"\s", "", name)
    return re.sub(r"\s+", " ", name)


def _ideograph(char: str) -> bool:
    code = ord(char)
    return (
        0x3400 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x3FFFF
        or 0xE000 <= code <= 0xF8FF  # rare characters that older systems keep in the private area
        or char == "〇"
    )


def _letter(char: str) -> bool:
    return _ideograph(char) or unicodedata.category(char)[0] in "LM"
