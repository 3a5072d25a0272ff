"""Moments and scores as people say them."""

from datetime import datetime
from fractions import Fraction

from yugong.kernel.calendar import ZONE


def words(at: datetime) -> str:
    """A moment as people say it."""
    local = at.astimezone(ZONE)
    return f"{local.month} 月 {local.day} 日 {local:%H:%M}"


def shown(score: Fraction | None) -> str:
    """A score with two decimals, rounded half up, which is for the eye only."""
    if score is None:
        return "—"
    hundredths = int(score * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02d}"
