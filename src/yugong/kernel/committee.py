"""Sizes by law: committee, audit committee, women's committee, delegates of a congress of members or staff.

Tables are bands ("25:3-7" is 3 to 7 from 25 on); callers pass those in force on the day.
"""

import re
from dataclasses import dataclass

from yugong.kernel.errors import Broken

BAND = re.compile(r"(\d+):(\d+)-(\d+)")

OWN = 25  # members from which a union must have its own committee (TUL 11)
WOMEN = 10  # women members from which there is a women's committee, not one member (CQTU 9)
FULL_TIME = 200  # staff from which there is a full-time officer (CQTU 13)
CONGRESS = 100  # members from which a congress of delegates may take the place of the meeting
AUDIT = "1:1-1 25:3-11"
SIZES = "1:3-5 25:3-7 201:7-15 1001:15-21 5001:21-29 10001:29-37 50001:37-45"
DELEGATES = "100:30-40 201:40-60 1001:60-90 5001:90-130 10001:130-180 50001:180-240"
STAFF_SHARE, STAFF_LEAST = 5, 30  # per cent of the staff, and never fewer


@dataclass(frozen=True, slots=True)
class Range:
    """From how many to how many."""

    least: int
    most: int

    def holds(self, count: int) -> bool:
        return self.least <= count <= self.most

    def __str__(self) -> str:
        return f"{self.least}–{self.most} 人" if self.least != self.most else f"{self.least} 人"


def band(count: int, bands: str) -> Range | None:
    """The range of the band in which a count falls; None below the first."""
    found = [one for one in read(bands) if count >= one[0]]
    return Range(found[-1][1], found[-1][2]) if found else None


def read(bands: str) -> list[tuple[int, int, int]]:
    """The bands written as "1:3-5 25:3-7": from so many on, at least, at most."""
    parts = [BAND.fullmatch(one) for one in bands.split()]
    found = [(int(one[1]), int(one[2]), int(one[3])) for one in parts if one]
    if len(found) != len(parts) or not found or found != sorted(found):
        raise Broken(f"bands {bands!r} should read like '1:3-5 25:3-7', rising")
    return found


def must_have_own(members: int, *, own: int = OWN) -> bool:
    """Whether a unit with so many members, not staff, must have a committee of its own."""
    return members >= own


def size(members: int, *, bands: str = SIZES) -> Range:
    """How many sit in the committee."""
    return band(max(members, read(bands)[0][0]), bands) or Range(1, 1)


def audit(members: int, *, bands: str = AUDIT) -> Range:
    """How many examine the books: one person in a small union, otherwise a committee."""
    return band(max(members, 1), bands) or Range(1, 1)


def womens(women: int, *, line: int = WOMEN) -> str:
    """What women members have: "committee", one "member", or "none" where there are no women."""
    if women < 1:
        return "none"
    return "committee" if women >= line else "member"


def delegates(members: int, *, bands: str = DELEGATES) -> Range | None:
    """How many delegates a congress of members has; None: all members meet."""
    return band(members, bands)


def staff_delegates(staff: int, *, share: int = STAFF_SHARE, least: int = STAFF_LEAST) -> int:
    """How many delegates a staff congress has at least."""
    return max(least, -(-staff * share // 100))
