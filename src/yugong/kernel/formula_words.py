"""Numbers of a rule in words and back: money in yuan with two places, shares in percent, all exact.

Inside the platform money is whole fen; in files, forms and the parameter table it is yuan.
"""

import json
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from yugong.kernel import money
from yugong.kernel.errors import Refused
from yugong.kernel.formula import half_up

MONEY, WHOLE, YES, CHOICE, TIMES, SHARE = "money", "whole", "yes", "choice", "times", "share"
SERIES = "series"  # some sums of money in order; a rule derives facts from it
UNITS = {MONEY: "元", TIMES: "倍", SERIES: "元"}
LONGEST = 60  # characters of a number as it is typed
PERCENT = 10  # a share of ten and more was meant in percent


def shown(sort: str, known: Any, options: Mapping[str, str] | None = None) -> str:
    """A value for a program or a reader: money in yuan with two places, a share in percent."""
    if known is None:
        return ""
    if isinstance(known, bool):
        return "是" if known else "否"
    if isinstance(known, str):
        return (options or {}).get(known, known)
    if sort == SERIES:
        return "、".join(shown(MONEY, each) for each in known)
    if sort == MONEY:
        return money.yuan(int(half_up(Fraction(known))))
    number = Fraction(known) * (100 if sort == SHARE else 1)
    text = str(number) if number.denominator == 1 else placed(number, 6).rstrip("0").rstrip(".")
    return f"{text}%" if sort == SHARE else text


def placed(number: Fraction, places: int) -> str:
    """A number with so many places, a half away from zero."""
    units = int(half_up(number, places) * 10**places)
    whole, part = divmod(abs(units), 10**places)
    return f"{'-' if units < 0 else ''}{whole:,}.{part:0{places}d}"


def number_of(raw: Any, label: str, field: str, *, sort: str = "") -> Fraction:
    """A number as JSON or a form gives it, exact; anything else is refused in a sentence."""
    text = (
        unicodedata.normalize("NFKC", str(raw))
        .strip()
        .replace(",", "")
        .removesuffix(UNITS.get(sort, "元"))
        .strip()
    )
    percent = sort == SHARE and text.endswith("%")
    try:
        if isinstance(raw, bool | list | dict) or len(text) > LONGEST or "_" in text:
            raise InvalidOperation
        if "/" in text:
            found = Fraction(text)
        else:
            decimal = Decimal(text.removesuffix("%") if percent else text)
            if not decimal.is_finite() or abs(decimal.adjusted()) > LONGEST:
                raise InvalidOperation
            found = Fraction(decimal)
    except (InvalidOperation, ValueError, ZeroDivisionError):
        said = raw if isinstance(raw, str | Decimal) else json.dumps(raw, ensure_ascii=False, default=str)
        raise Refused(
            f"{label}（{field}）要写成数字，现在是“{str(said)[:LONGEST]}”。", field=field, code="fact_value"
        ) from None
    return found / 100 if percent or (sort == SHARE and found >= PERCENT) else found
