"""Chongqing's divisions with their days of validity, and streets and villages for addresses."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random

CITY = "500000"
NANCHUAN = "500119"
LIANGJIANG_DAY = date(2025, 11, 6)


@dataclass(frozen=True)
class Place:
    """A division while it was valid; an ended street is known by code and name (see SOURCES.md)."""

    code: str
    name: str
    level: int  # 1 city, 2 district or county, 3 street, town or township
    parent: str
    valid_from: date | None  # None: longer than our records
    valid_to: date | None  # last valid day; None: still valid
    successors: tuple[str, ...]
    source: str  # mca-2025: civil-affairs table of 2025-12-31; nbs-2023: statistics bureau

    @property
    def ended_on(self) -> date | None:
        """The first day on which it was no longer valid, as rows keep it."""
        return self.valid_to + timedelta(days=1) if self.valid_to else None

    def stood_on(self, day: date) -> bool:
        """Was this division valid on that day?"""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files("yugong.worlds").joinpath(name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def divisions() -> tuple[Place, ...]:
    """The city, all its districts and counties, and their streets and towns, past and present."""
    return tuple(
        Place(
            code=row["code"],
            name=row["name"],
            level=int(row["level"]),
            parent=row["parent"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            successors=tuple(row["successors"].split()),
            source=row["source"],
        )
        for row in _rows("chongqing/divisions.csv")
    )


def districts(day: date) -> tuple[Place, ...]:
    """The districts and counties as they were on a day: 38 until 2025-11-05, 37 since."""
    return tuple(place for place in divisions() if place.level == 2 and place.stood_on(day))


def towns(district: str, day: date) -> tuple[Place, ...]:
    """The streets, towns and townships of a district as they were on a day."""
    return tuple(place for place in divisions() if place.parent == district and place.stood_on(day))


def named(name: str, day: date, *, parent: str = "") -> Place:
    """The one division of that name on that day, under `parent` where names repeat."""
    found = [p for p in divisions() if p.name == name and p.stood_on(day) and parent in ("", p.parent)]
    if len(found) != 1:
        raise LookupError(f"{len(found)} divisions are called {name!r} on {day}; give their parent")
    return found[0]


@cache
def villages() -> dict[str, tuple[str, ...]]:
    """Communities and villages of each Nanchuan street or town, by its code."""
    known: dict[str, list[str]] = {}
    for row in _rows("nanchuan/villages.csv"):
        known.setdefault(row["town"], []).append(row["village"])
    return {town: tuple(names) for town, names in known.items()}


ROADS = {
    "东城街道": ("东大街", "隆化大道", "渝南大道", "文体路", "金光大道"),
    "南城街道": ("南大街", "金佛大道", "新华路", "龙岩大道", "南园路"),
    "西城街道": ("西大街", "隆化大道", "西胜路", "和平路", "龙济路"),
}


def address(dice: Random, town: Place) -> str:
    """A believable address in a Nanchuan street (road and number) or town (village and group)."""
    head = f"重庆市南川区{town.name}"
    roads = ROADS.get(town.name)
    if roads:
        door = f"{dice.randint(1, 12)}幢{dice.randint(1, 33)}-{dice.randint(1, 8)}"
        return f"{head}{dice.choice(roads)}{dice.randint(1, 299)}号{door}"
    village = dice.choice(villages()[town.code])
    if village.endswith("社区"):
        return f"{head}{village}正街{dice.randint(1, 180)}号"
    return f"{head}{village}{dice.randint(1, 12)}组{dice.randint(1, 90)}号"
