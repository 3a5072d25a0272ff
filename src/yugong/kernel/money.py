"""Money in whole fen, never a float: reading, writing, shares and exact splitting."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from yugong.kernel.errors import Broken, Refused

LIMIT = 10**15  # fen: far above any account here, far below a bigint
_AMOUNT = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?")


def yuan(amount: int) -> str:
    """123456 fen as "1,234.56"."""
    whole, part = divmod(abs(_whole(amount)), 100)
    return f"{'-' if amount < 0 else ''}{whole:,}.{part:02d}"


def fen(text: str, *, negative: bool = False) -> int:
    """The fen that a typed amount in yuan means; Refused says what is wrong with it."""
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("¥").removesuffix("元").strip()
    if not plain:
        raise Refused("请填写金额。", code="amount_missing")
    match = _AMOUNT.fullmatch(plain)
    if not match:
        raise Refused("金额只能写数字，例如 1234.56。", code="amount_invalid")
    minus, whole, part = match[1], match[2].replace(",", ""), match[3] or ""
    if len(part.rstrip("0")) > 2:
        raise Refused("金额最多写到分，即小数点后两位。", code="amount_too_fine")
    if minus and not negative:
        raise Refused("金额不能是负数。", code="amount_negative")
    total = int(whole[:20]) * 100 + int(part[:2].ljust(2, "0"))
    if total > LIMIT:
        raise Refused("金额过大，请核对是否多写了数字。", code="amount_too_large")
    return -total if minus else total


def portion(amount: int, share: Fraction | Decimal | int | str) -> int:
    """`share` of `amount` in fen, half a fen rounded away from zero; a percentage is `Fraction(2, 100)`."""
    if isinstance(share, float):
        raise Broken(f"a share is a Fraction, Decimal or text, never the float {share!r}")
    exact = abs(_whole(amount) * Fraction(share))
    rounded = int(exact + Fraction(1, 2))
    return -rounded if (amount < 0) != (Fraction(share) < 0) else rounded


def split(amount: int, shares: Sequence[int | Fraction]) -> tuple[int, ...]:
    """Divide `amount` fen by weight so that nothing is lost: spare fen go to the largest fractions first."""
    weights = [Fraction(share) for share in shares]
    total = sum(weights)
    if not weights or min(weights) < 0 or total <= 0:
        raise Broken(f"shares {list(shares)!r} must not be negative nor all zero")
    size = abs(_whole(amount))
    exact = [size * weight / total for weight in weights]
    parts = [int(value) for value in exact]
    by_fraction = sorted(range(len(exact)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_fraction[: size - sum(parts)]:
        parts[at] += 1
    return tuple(-part if amount < 0 else part for part in parts)


def _whole(amount: int) -> int:
    if not isinstance(amount, int) or isinstance(amount, bool):
        raise Broken(f"an amount is a whole number of fen, not {amount!r}")
    return amount
