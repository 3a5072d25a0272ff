"""Checked: what a check of one identifier found, and how text from tables and keyboards is made plain."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from yugong.kernel.reasons import sentence

EXACT = 10**15  # from here on a spreadsheet's number has lost digits
NOTHING = frozenset(
    (
        "",
        "无",
        "暂无",
        "没有",
        "不详",
        "未知",
        "空",
        "略",
        "-",
        "--",
        "—",
        "——",
        "/",
        "\\",
        "NULL",
        "NONE",
        "N/A",
        "NAN",
    )
)
_QUOTES = "'\"`´‘’“”＇＂,，;；。.、"


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to a check: `code` and `why` are empty when valid; a `warning` code refuses nothing."""

    valid: bool
    normalised: str = field(repr=False)  # personal: kept out of logs
    code: str = ""
    birth: date | None = field(default=None, repr=False)
    sex: str | None = None  # "男" or "女", read from the number
    kind: str = ""
    warning: str = ""

    @property
    def why(self) -> str:
        return sentence(self.code)

    @property
    def caution(self) -> str:
        return sentence(self.warning)


def wrong(code: str, normalised: str, kind: str = "") -> Checked:
    return Checked(False, normalised, code, kind=kind)


def plain(raw: object) -> str:
    """`raw` as text: NFKC, without invisible characters and outer quotes, spaces at the ends removed."""
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < EXACT:
        raw = int(raw)
    text = unicodedata.normalize("NFKC", str(raw))
    text = "".join(
        " " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _HIDDEN
    )
    return text.strip().strip(_QUOTES).strip()


def solid(raw: object) -> str:
    """`plain` in capitals without inner spaces and hyphens; a placeholder such as 无 or / is empty."""
    text = re.sub(r"[\s\-‐‑‒–—―_]", "", plain(raw)).upper()
    return "" if text in NOTHING else text


_HIDDEN = frozenset(("Cc", "Cf"))
