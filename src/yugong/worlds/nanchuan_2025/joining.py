"""Who joins whom in the year: new unions, platforms, farm workers where they come from; who is insured."""

import csv
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib.resources import files
from random import Random
from typing import Any

from yugong.ground.org.models import Unit
from yugong.worlds import places
from yugong.worlds.nanchuan.aid.insuring import Insuring
from yugong.worlds.nanchuan_2025.figures import Figures
from yugong.worlds.nanchuan_2025.growing import Growing, Year, grows, insures
from yugong.worlds.nanchuan_2025.scale import share
from yugong.worlds.timeline import Timeline, workdays_after
from yugong.worlds.trades import UNION, employer_kind, uscc

FARMERS = ("钢筋工", "木工", "砌筑工", "缝纫工", "包装工", "家政服务员", "装卸工", "货车司机")
HOME = "外出务工人员联合工会"
TERMS_OLD = 12  # unions of long standing that take new members
LINES = slice(3, 28)  # of an old union's roster: who is insured there
OLD_INSURED = 900  # of all insured, in unions of long standing
PARTS = (50, 25, 25)  # percent of the farm workers: after the Spring Festival, in summer, in autumn
SEASONS = ((2, 6), (6, 9), (10, 5))  # month and day from which each part joins


@dataclass
class Joining:
    """Plans every union's days and lets them wait."""

    year: Year
    figures: Figures
    timeline: Timeline
    dice: Random = field(init=False)
    serial: int = 100

    def __post_init__(self) -> None:
        self.dice = self.year.making.dice("joining")

    def all(self) -> None:
        """Enterprises, platforms, homes of farm workers, and those who are members already."""
        fresh = min(self.figures.homes, self.figures.unions)
        self._enterprises(self.figures.unions - fresh)
        self._platforms()
        self._homes(fresh, self._old_insured())

    def _moment(self, month: int, day: int, spread: int = 0) -> datetime:
        first = date(self.year.making.today.year, month, day)
        on = workdays_after(first, 1 + self.dice.randint(0, spread))
        return self.year.making.moment(on, self.dice.choice((9, 10, 14, 15)), self.dice.randrange(60))

    def _grow(self, joins: list[tuple[datetime, int]], **more: Any) -> None:
        joins = [(day, number) for day, number in joins if number]
        one = Growing(
            making=self.year.making, dice=Random(self.dice.random()), year=self.year, now=joins[0][0],  # noqa: S311
            joins=joins, **more,
        )  # fmt: skip
        self.timeline.add(grows(one))

    def _enterprises(self, fresh: int) -> None:
        with files("yugong.worlds").joinpath("nanchuan_2025/unions.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))[:fresh]
        old = [(plan, unit) for plan, unit in self.year.tree.unions if plan.kind == "enterprise"][:TERMS_OLD]
        places_: list[Any] = [*rows, *old][: self.figures.members]
        for place, number in zip(places_, share(self.figures.members, len(places_), self.dice), strict=True):
            joins = [(self._moment(self.dice.randint(1, 11), 3, 18), number)]
            if isinstance(place, dict):
                self._grow(joins, founding=self._enterprise(place), trades=place["trades"].split())
            else:
                self._grow(joins, unit=place[1], trades=place[0].trades)

    def _enterprise(self, row: dict[str, str]) -> dict[str, Any]:
        self.serial += 1
        town, name = self.year.tree.towns[row["town"]], row["employer"]
        employer = {
            "name": name, "uscc": uscc(employer_kind(name), places.NANCHUAN, self.serial),
            "division_code": town.division_code, "industry": row["industry"],
            "founded_on": date(2019, 3, 18) + timedelta(days=31 * (self.serial % 40)), "staff_count": 180,
        }  # fmt: skip
        short = name.removeprefix("重庆市南川区").removeprefix("重庆").removesuffix("有限公司")
        return self._founding(f"{name}工会委员会", f"{short}工会", "enterprise", town) | {
            "employer": employer
        }

    def _founding(self, name: str, short: str, kind: str, town: Unit) -> dict[str, Any]:
        return {
            "name": name, "short": short, "kind": kind, "parent": town, "division_code": town.division_code,
            "uscc": uscc(UNION, places.NANCHUAN, self.serial),
            "approved_no": f"南川工建〔{self.year.making.today.year}〕{self.serial - 100}号",
        }  # fmt: skip

    def _platforms(self) -> None:
        """Riders, couriers and drivers, quarter by quarter."""
        homes = [(plan, unit) for plan, unit in self.year.tree.unions if plan.home_for == "platform"]
        for (plan, unit), number in zip(
            homes, share(self.figures.platform, len(homes), self.dice), strict=True
        ):
            parts = share(number, min(4, number), self.dice)
            joins = [(self._moment(2 + 3 * n, 6, 20), part) for n, part in enumerate(parts)]
            self._grow(joins, unit=unit, trades=plan.trades, women=0.16)

    def _homes(self, fresh: int, insured: int) -> None:
        """Every town's union for those who work away: three waves; most of the first are insured."""
        old = [(plan.town, unit) for plan, unit in self.year.tree.unions if plan.home_for == "rural"]
        known = {town for town, _ in old}
        new = [(name, None) for name in self.year.tree.towns if name not in known][:fresh]
        homes = [*old, *new]
        numbers = share(self.figures.rural, len(homes), self.dice, swing=0.25)
        first = [max(1, number * PARTS[0] // 100) for number in numbers]
        covers = spread(insured, first)
        for place, (town, unit) in enumerate(homes):
            rest = share(numbers[place] - first[place], 2, self.dice, swing=0.1)
            joins = [
                (self._moment(*day, 8), number)
                for day, number in zip(SEASONS, (first[place], *rest), strict=True)
            ]
            product = "illness_a" if place % 5 in (1, 3) else "hospital"
            more: dict[str, Any] = {"unit": unit} if unit else {"founding": self._home(town)}
            self._grow(joins, trades=FARMERS, insure=covers[place], product=product, **more)

    def _home(self, town: str) -> dict[str, Any]:
        self.serial += 1
        given = self._founding(f"南川区{town}{HOME}", f"{town}{HOME}", "home", self.year.tree.towns[town])
        return given | {"home_for": "rural"}

    def _old_insured(self) -> int:
        """Unions of long standing insure their people in January; how many are left for the others."""
        left, wanted = self.figures.insured, self.figures.scale.count(OLD_INSURED)
        for plan, unit in self.year.tree.unions:
            rows = self.year.crowd.members[unit.pk][LINES][:wanted]
            if plan.kind != "enterprise" or not rows:
                continue
            wanted, left = wanted - len(rows), left - len(rows)
            one = Insuring(
                making=self.year.making, dice=Random(self.dice.random()), now=self._moment(1, 6, 8),  # noqa: S311
                crowd=self.year.crowd, city=self.year.tree.city, unit=unit, product="hospital", people=rows,
            )  # fmt: skip
            self.timeline.add(insures(one, self.year))
        return left


def spread(total: int, most: list[int]) -> list[int]:
    """A total over places by their size, nowhere more than there is, exact."""
    whole = sum(most)
    found = [total * one // whole for one in most]
    for place in range(total - sum(found)):
        found[place % len(found)] += 1
    return found
