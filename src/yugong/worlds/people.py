"""Believable persons who exist nowhere: names by decade, papers with right check digits, phones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

from yugong.worlds.surnames import given_name, surname

MALE, FEMALE = "1", "2"

# The order numbers of real papers run from 001; 000 is given to nobody and 996-999 only to people over a
# hundred, so with these nobody alive is met.
SERIALS = {MALE: ("999", "997"), FEMALE: ("000", "998", "996")}
PHONE_HEAD = "161"  # no operator holds this segment
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

# County codes by birth year, as they stood: (share, ((code, first year, last year), …)).
HOMES: tuple[tuple[int, tuple[tuple[str, int, int], ...]], ...] = (
    (62, (("512323", 1900, 1994), ("512302", 1995, 1996), ("500384", 1997, 2006), ("500119", 2007, 2100))),
    (7, (("512326", 1900, 1996), ("500232", 1997, 2016), ("500156", 2017, 2100))),
    (6, (("512321", 1900, 1982), ("512301", 1983, 1996), ("500102", 1997, 2100))),
    (5, (("510223", 1900, 1996), ("500222", 1997, 2010), ("500110", 2011, 2100))),
    (5, (("510222", 1900, 1993), ("510219", 1994, 1996), ("500113", 1997, 2100))),
    (4, (("522125", 1900, 1996), ("520325", 1997, 2100))),
    (3, (("510221", 1900, 1996), ("500221", 1997, 2000), ("500115", 2001, 2100))),
    (3, (("512324", 1900, 1996), ("500230", 1997, 2100))),
    (3, (("522122", 1900, 1996), ("520322", 1997, 2100))),
    (2, (("512222", 1900, 1991), ("511221", 1992, 1996), ("500234", 1997, 2015), ("500154", 2016, 2100))),
)


@dataclass(frozen=True)
class Someone:
    """An invented person, as a form would ask for him; `number` and `phone` are unique within a world."""

    name: str
    sex: str  # GB/T 2261.1: 1 male, 2 female
    born: date
    number: str
    phone: str
    ethnicity: str
    schooling: str
    party: str
    household: str  # 农业 or 非农业


def check_digit(body: str) -> str:
    """The eighteenth character of a resident number (GB 11643) for its first seventeen digits."""
    return "10X98765432"[sum(int(c) * w for c, w in zip(body, WEIGHTS, strict=True)) % 11]


def county(dice: Random, born: date) -> str:
    """A county code that stood in the birth year, mostly of Nanchuan and its neighbours."""
    codes = dice.choices(HOMES, weights=[share for share, _ in HOMES])[0][1]
    return next((code for code, first, last in codes if first <= born.year <= last), codes[-1][0])


class Population:
    """A stream of invented persons from one seed; the same seed gives the same people in the same order."""

    def __init__(self, seed: str, *, today: date) -> None:
        self._dice = Random(f"people {seed}")  # noqa: S311
        self._today = today
        self._numbers: set[str] = set()
        self._phones = count(Random(f"phones {seed}").randrange(10**8), 61_803_399)  # noqa: S311

    def avoid(self, numbers: Iterable[str]) -> None:
        """Numbers that somebody has already."""
        self._numbers.update(numbers)

    def someone(self, *, sex: str = "", ages: tuple[int, int] = (20, 58), women: float = 0.42) -> Someone:
        """The next person; `ages` bound the full years at `today`, `women` is their share."""
        dice = self._dice
        sex = sex or (FEMALE if dice.random() < women else MALE)
        born, number = self._birth(sex, ages)
        family = surname(dice)
        return Someone(
            name=family + given_name(dice, sex=sex, year=born.year),
            sex=sex,
            born=born,
            number=number,
            phone=f"{PHONE_HEAD}{next(self._phones) % 100_000_000:08d}",
            ethnicity=self._ethnicity(family),
            schooling=self._schooling(born),
            party=dice.choices(("群众", "中共党员", "共青团员"), weights=(80, 13, 7))[0],
            household=dice.choices(("农业", "非农业"), weights=(58, 42))[0],
        )

    def _birth(self, sex: str, ages: tuple[int, int]) -> tuple[date, str]:
        """A birthday within the ages, and a number for it that nobody has yet."""
        youngest, oldest = ages
        peak = youngest + (oldest - youngest) * 0.45
        while True:
            age = self._dice.triangular(youngest + 0.1, oldest + 0.9, peak)
            born = self._today - timedelta(days=int(age * 365.25))
            head = f"{county(self._dice, born)}{born:%Y%m%d}"
            for serial in SERIALS[sex]:
                number = head + serial + check_digit(head + serial)
                if number not in self._numbers:
                    self._numbers.add(number)
                    return born, number

    def _ethnicity(self, family: str) -> str:
        odds = (70, 26, 4) if family in "冉向田覃" else (96, 3, 1)
        return self._dice.choices(("汉族", "土家族", "苗族"), weights=odds)[0]

    def _schooling(self, born: date) -> str:
        steps = ("初中", "高中", "中专", "大专", "本科", "硕士")
        if born.year < 1975:
            odds = (48, 24, 12, 11, 5, 0)
        elif born.year < 1990:
            odds = (26, 20, 18, 22, 13, 1)
        else:
            odds = (8, 12, 18, 34, 25, 3)
        return self._dice.choices(steps, weights=odds)[0]
