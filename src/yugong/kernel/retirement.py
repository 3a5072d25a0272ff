"""The statutory retirement age as it rises with the month of birth since 2025 (domain rules M29)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Track:
    """The ages (in months) where one group starts and ends, and how many months of birth add one."""

    old: int
    new: int
    first_birth: date
    pace: int


TRACKS = {
    "man": Track(60 * 12, 63 * 12, date(1965, 1, 1), 4),
    "woman55": Track(55 * 12, 58 * 12, date(1970, 1, 1), 4),
    "woman50": Track(50 * 12, 55 * 12, date(1975, 1, 1), 2),
}


def retirement_age(birth: date, track: str) -> int:
    """The age in months at which a person retires by law; up to three years either way by choice."""
    group = TRACKS[track]
    since = (birth.year - group.first_birth.year) * 12 + birth.month - group.first_birth.month
    return min(group.new, group.old + max(0, since // group.pace + 1))
