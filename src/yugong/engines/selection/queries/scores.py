"""Scores as people say them."""

from fractions import Fraction


def shown(score: Fraction | None) -> str:
    """A score with two decimals, rounded half up, which is for the eye only."""
    if score is None:
        return "—"
    hundredths = int(score * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02d}"
