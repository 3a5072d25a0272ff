"""Who plays which part in the demo's year of aid, and when each story begins."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from yugong.ground.org.models import Employer
from yugong.ground.people.models import Account, Person
from yugong.worlds.making import Making
from yugong.worlds.nanchuan import logins
from yugong.worlds.nanchuan.aid import insuring, links, purse, seasons, year
from yugong.worlds.nanchuan.aid.asking import Asking
from yugong.worlds.nanchuan.aid.families import Family
from yugong.worlds.nanchuan.aid.filing import File
from yugong.worlds.nanchuan.aid.insuring import Insuring
from yugong.worlds.nanchuan.aid.purse import SOURCES, Purse
from yugong.worlds.nanchuan.aid.seasons import Season
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.going import Going
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.timeline import Story, Timeline, workdays_before


def cast(making: Making, tree: Tree, crowd: Crowd, timeline: Timeline) -> None:
    """Let the whole year of aid wait for its days."""
    Casting(making, tree, crowd, timeline).all()


@dataclass
class Casting:
    """Gives every story its people."""

    making: Making
    tree: Tree
    crowd: Crowd
    timeline: Timeline
    dice: Random = field(init=False)
    purse: Purse = field(init=False)
    free: Iterator[Person] = field(init=False)

    def __post_init__(self) -> None:
        self.dice = self.making.dice("aid")
        self.purse = Purse(self.making, self.tree, self.crowd)
        self.free = self._free()

    def all(self) -> None:
        """Money first, then who it is for."""
        for source in SOURCES:
            self.timeline.add(purse.funding(self.purse, source, Going(**self._when(246))))
        for tell, ago in year.BATCHES:
            self.timeline.add(tell(self.purse, Going(**self._when(ago))))
        self._seasons()
        files = [self._file(*plan) for plan in year.FILES]
        self._schooling(files)
        self._urgent()
        self._mutual()

    def _free(self) -> Iterator[Person]:
        """Members who are in no other story, from one union after the other."""
        for line in count(year.FIRST):
            for _, unit in self.tree.unions:
                members = self.crowd.members[unit.pk]
                if line < len(members):
                    yield members[line]

    def _when(self, ago: int) -> dict[str, Any]:
        """What every story knows: its dice and its first moment."""
        day = workdays_before(self.making.today, ago)
        now: datetime = self.making.moment(day, 9, self.dice.randrange(60))
        return {"making": self.making, "dice": Random(self.dice.random()), "now": now}  # noqa: S311

    def _season(self, ago: int, season: str, name: str, **more: Any) -> Season:
        return Season(purse=self.purse, season=season, name=name, **more, **self._when(ago))

    def _people(self, number: int) -> list[Person]:
        return [next(self.free) for _ in range(number)]

    def _seasons(self) -> None:
        """Spring, summer, autumn, winter; and what schooling and urgent help are paid from."""
        add, own = self.timeline.add, Account.objects.get(username=logins.MEMBER.key).person
        assert own is not None, "aid: the demo's member is registered"
        ill = "家人患病住院，生活困难"
        winter = self._season(
            205, "winter", "元旦春节送温暖", each=1_000, budget=120_000, people=self._people(22), why=ill
        )
        add(seasons.money(winter, "warmth"))
        spring = self._season(
            170, "spring", "春送岗位求职礼包", goods_name="求职礼包", people=self._people(9), why="本人求职"
        )
        add(seasons.parcels(spring, pieces=60, leave=0))
        summer = self._season(
            94,
            "summer",
            "夏送清凉进一线",
            goods_name="清凉礼包",
            people=[own, *self._people(11)],
            why="户外作业",
        )
        add(seasons.parcels(summer, pieces=40, leave=3))
        towns = list(self.tree.towns.values())[:8]
        counts = [1_650 + 100 * serial for serial in range(len(towns))]
        planned = list(zip(towns, counts, counts, strict=True))
        everywhere = self._season(92, "summer", "夏送清凉街镇统发", goods_name="清凉物资")
        add(seasons.shares(everywhere, planned, leave=2))
        for ago, season, name, head, budget in (
            (244, "autumn", "金秋助学", "schooling", 60_000),
            (244, "holiday", "寒暑假勤工俭学", "schooling", 20_000),
            (244, "temporary", "临时救助", "urgent", 60_000),
        ):
            add(seasons.money(self._season(ago, season, name, budget=budget), head))
        again = self._season(
            12, "winter", "冬季送温暖（第二批）", each=900, budget=60_000, people=self._people(8), why=ill
        )
        add(seasons.money(again, "warmth", leave=3))

    def _file(self, tell: Callable[[File], Story], family: Family, ago: int) -> File:
        one = File(
            crowd=self.crowd, kind="aid.hardship", asker=next(self.free), answers={}, family=family,
            spouse=self.making.people.someone(ages=(30, 50)),
            child=self.making.people.someone(ages=year.AGES[family.study]), **self._when(ago),
        )  # fmt: skip
        self.timeline.add(tell(one))
        return one

    def _schooling(self, files: list[File]) -> None:
        """Families on file ask for their children; one child's chain goes on."""
        first = self._study(files[year.CHAIN], 3_000, 180, since=1)
        employer = Employer.objects.get(name="重庆石墙新型建材有限公司")
        self.timeline.add(links.chained(first, employer))
        for tell, which, yuan, ago in year.SCHOOLING:
            self.timeline.add(tell(self._study(files[which], yuan, ago)))

    def _study(self, file: File, yuan: int, ago: int, *, since: int = 0) -> Asking:
        """The application; the child has been there for so many years."""
        when = self._when(ago)
        entered, higher = when["now"].year - since, file.family.study == "entrant"
        answers = {
            "child_name": file.child.name, "child_number": file.child.number,
            "stage": "bachelor" if higher else "senior", "school": file.family.school or "南川中学",
            "entered": str(entered), "graduates": str(entered + (4 if higher else 3)),
            "free": "no", "paid": "no", "agree": True,
        }  # fmt: skip
        return Asking(
            crowd=self.crowd, kind="aid.autumn_study", asker=file.asker, answers=answers, purse=self.purse,
            amount=yuan, **when,
        )  # fmt: skip

    def _urgent(self) -> None:
        """Something has happened to a worker."""
        for tell, yuan, ago in year.URGENT:
            when = self._when(ago)
            if ago == 0:
                when["now"] = self.making.at - timedelta(minutes=40)
            answers = year.TROUBLE | {"happened": f"{when['now']:%Y-%m-%d}"}
            one = Asking(
                crowd=self.crowd, kind="aid.temporary", asker=next(self.free), answers=answers,
                purse=self.purse, amount=yuan, **when,
            )  # fmt: skip
            self.timeline.add(tell(one))

    def _mutual(self) -> None:
        """Five unions insure their people."""
        members = self.crowd.members
        large = (unit for plan, unit in self.tree.unions if plan.kind == "enterprise")
        units = [unit for unit in large if len(members[unit.pk]) > year.INSURED.stop]
        plots = (
            (insuring.in_force, "hospital", 100, 0, 160), (insuring.in_force, "hospital", 60, 500, 118),
            (insuring.in_force, "illness_a", 100, 0, 75), (insuring.unmatched, "hospital", 50, 0, 9),
            (insuring.owed, "hospital", 100, 0, 5), (insuring.looked_at, "illness_a", 80, 0, 1),
        )  # fmt: skip
        for unit, (tell, product, percent, extra, ago) in zip(units, plots, strict=False):
            one = Insuring(
                crowd=self.crowd, city=self.tree.city, unit=unit, product=product, percent=percent,
                people=members[unit.pk][year.INSURED], extra=extra, **self._when(ago),
            )  # fmt: skip
            self.timeline.add(tell(one))
