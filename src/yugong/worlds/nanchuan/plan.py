"""The plan of Nanchuan's unions: who stands below whom, of which kind and size, in which term of office."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from random import Random

from yugong.worlds import places
from yugong.worlds.trades import UNION, employer_kind, union_full_name, uscc

DISTRICT_UNION = "南川区总工会"
DISTRICT_FOUNDED = date(1997, 6, 18)


@dataclass(frozen=True)
class Town:
    """A street's or town's federation."""

    name: str
    place: places.Place


@dataclass(frozen=True)
class Plan:
    """A grassroots union to be founded, with its employer and its term of office."""

    short: str
    name: str
    kind: str  # enterprise, joint or home: the words of org.models.UnitKind
    town: str  # name of the street or town; empty: directly below the district
    division: str
    employer: str
    employer_uscc: str
    industry: str
    uscc: str
    members: int
    trades: tuple[str, ...]
    home_for: str  # platform: riders and drivers; rural: farm workers at the place of origin
    founded: date
    term_years: int
    term_from: date
    term_to: date
    approved_no: str


def _rows() -> list[dict[str, str]]:
    with files("yugong.worlds").joinpath("nanchuan/unions.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def towns(today: date) -> tuple[Town, ...]:
    """The federations of all 34 streets, towns and townships."""
    return tuple(
        Town(f"{place.name}{'总工会' if place.name.endswith('街道') else '工会联合会'}", place)
        for place in places.towns(places.NANCHUAN, today)
    )


def later(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _term(dice: Random, founded: date, today: date) -> tuple[int, date, date]:
    """The term of office that runs at `today`; one union in twelve has let it lapse by some weeks."""
    years = dice.choice((3, 5, 5))
    start = founded
    while later(start, years) <= today:
        start = later(start, years)
    if dice.random() < 1 / 12 and later(start, -years) >= founded:
        start = later(start, -years)
    return years, start, later(start, years)


def unions(seed: str, *, today: date) -> tuple[Plan, ...]:
    """The sixty grassroots unions, in the order of their founding file."""
    dice = Random(f"unions {seed}")  # noqa: S311
    made = []
    for serial, row in enumerate(_rows(), start=1):
        town, employer, kind = row["town"], row["employer"], row["kind"]
        division = places.named(town, today, parent=places.NANCHUAN).code if town else places.NANCHUAN
        founded = date.fromisoformat(row["founded"])
        years, term_from, term_to = _term(dice, founded, today)
        made.append(
            Plan(
                short=row["name"] if kind == "enterprise" else f"{town}{row['name']}",
                name=union_full_name(row["name"], kind=kind, town=town, employer=employer),
                kind=kind,
                town=town,
                division=division,
                employer=employer,
                employer_uscc=uscc(employer_kind(employer), places.NANCHUAN, serial) if employer else "",
                industry=row["industry"],
                uscc=uscc(UNION, places.NANCHUAN, serial),
                members=int(row["members"]),
                trades=tuple(row["trades"].split()),
                home_for=row["home_for"],
                founded=founded,
                term_years=years,
                term_from=term_from,
                term_to=term_to,
                approved_no=f"南川工建〔{founded.year}〕{dice.randint(1, 60)}号",
            )
        )
    return tuple(made)
