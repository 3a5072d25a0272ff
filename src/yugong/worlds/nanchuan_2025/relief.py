"""Money and goods of the year: transfers from above, schooling, holiday posts, rounds of visits."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from yugong.ground.org.models import Employer
from yugong.ground.people.models import Person
from yugong.scenes.aid.actions import chains
from yugong.worlds.making import Making
from yugong.worlds.nanchuan.aid import purse, seasons
from yugong.worlds.nanchuan.aid.purse import SOURCES, Purse, Source
from yugong.worlds.nanchuan.aid.seasons import Season
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.going import Going
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.nanchuan_2025.figures import Figures
from yugong.worlds.nanchuan_2025.scale import share
from yugong.worlds.timeline import Timeline, workdays_after

MONEY = ("元旦春节送温暖", "五一慰问一线", "国庆慰问坚守岗位职工", "入冬送温暖")
WHEN = ((1, 13), (4, 25), (9, 25), (12, 1))
GOODS = (  # name, goods, price in fen, month and day
    ("春运暖冬行动", "暖冬礼包", 3_800, (1, 9)), ("环卫工人早餐行动", "早餐券", 1_500, (1, 20)),
    ("春节留岗送年货", "年货礼包", 4_600, (1, 16)), ("春送岗位求职礼包", "求职礼包", 2_600, (2, 24)),
    ("女职工关爱行动", "健康礼包", 3_900, (3, 6)), ("植树护林慰问", "劳保用品", 3_200, (3, 12)),
    ("五一走进项目工地", "防护用品", 4_400, (4, 28)), ("高考护航行动", "爱心物资", 1_800, (6, 6)),
    ("送清凉进工地", "清凉礼包", 4_200, (6, 24)), ("送清凉进站点", "清凉礼包", 4_200, (7, 4)),
    ("送清凉进车间", "防暑药品", 3_600, (7, 11)), ("送清凉进景区", "清凉礼包", 4_200, (7, 22)),
    ("送清凉进环卫", "清凉礼包", 4_200, (8, 5)), ("抢险一线慰问", "应急物资", 4_800, (8, 14)),
    ("教师节慰问", "书籍", 2_900, (9, 8)), ("货车司机关爱日", "反光衣", 3_100, (10, 20)),
    ("冬季暖心行动", "保暖用品", 4_500, (11, 25)), ("流动爱心冰柜", "饮用水", 100, (8, 1)),
)  # fmt: skip
PLACES = 8  # towns of one round
LEAST = 3  # rounds with goods at any scale
FIRST = 40  # roster lines from here on are in no other story


@dataclass
class Relief:
    """Who gets what, when."""

    making: Making
    tree: Tree
    crowd: Crowd
    timeline: Timeline
    figures: Figures
    dice: Random = field(init=False)
    purse: Purse = field(init=False)
    free: Iterator[Person] = field(init=False)

    def __post_init__(self) -> None:
        self.dice = self.making.dice("relief")
        self.purse = Purse(self.making, self.tree, self.crowd)
        rows = [self.crowd.members[unit.pk][FIRST:] for _, unit in self.tree.unions]
        self.free = iter([person for found in rows for person in found])

    def all(self) -> None:
        """Money first, then who it is for; finance pays every month."""
        for source in SOURCES:
            one = Going(**self._when(1, 3))
            self.timeline.add(purse.funding(self.purse, self._scaled(source), one))
        for month in range(1, 13):
            self.timeline.add(purse.settled(self.purse, Going(**self._when(month, 17))))
        self._schooling()
        self._money()
        self._goods()

    def _when(self, month: int, day: int) -> dict[str, Any]:
        on = workdays_after(date(self.making.today.year, month, day) - timedelta(days=1), 1)
        now: datetime = self.making.moment(on, 9, self.dice.randrange(60))
        return {"making": self.making, "dice": Random(self.dice.random()), "now": now}  # noqa: S311

    def _scaled(self, source: Source) -> Source:
        """Two transfers and the lines of the budget in whole yuan, together the year's sum."""
        whole = getattr(self.figures, source.key) // 100
        first, planned = whole * 3 // 5, sum(yuan for _, yuan in source.lines)
        lines = [(head, whole * yuan // planned) for head, yuan in source.lines]
        return replace(source, transfers=(first, whole - first), lines=tuple(lines))

    def _season(self, when: tuple[int, int], season: str, name: str, **more: Any) -> Season:
        when_ = self._when(*when)
        return Season(purse=self.purse, season=season, name=name, unknown=-1, **more, **when_)

    def _listed(self, total: int, number: int) -> dict[str, Any]:
        """So many people and the fen of each, in whole yuan as far as the total is."""
        number = min(number, total // 100)
        sums = share(total // 100, number, self.dice, swing=0.25)
        fen = [100 * yuan for yuan in sums]
        fen[0] += total - sum(fen)
        people = [next(self.free) for _ in range(number)]
        return {"people": people, "amounts": fen, "budget": total // 100 + 1}

    def _schooling(self) -> None:
        study = self._listed(self.figures.schooling, self.figures.students)
        autumn = self._season((8, 20), "autumn", "金秋助学", why="子女考上大学，家庭困难", **study)
        self.timeline.add(seasons.money(autumn, "schooling"))
        work = self._listed(self.figures.holiday, self.figures.helpers)
        holiday = self._season((9, 2), "holiday", "暑期勤工俭学", why="子女暑期勤工俭学", **work)
        self.timeline.add(seasons.money(holiday, "schooling"))
        self.timeline.add(posts(self, Going(**self._when(7, 1))))

    def _money(self) -> None:
        """Visits with an envelope: everybody once in the year."""
        rounds = min(self.figures.money_rounds, self.figures.visited)
        heads = share(self.figures.visited, rounds, self.dice, swing=0.2)
        each = self.figures.gifts // 100 // self.figures.visited
        sums = [head * each for head in heads]
        sums[0] += self.figures.gifts // 100 - sum(sums)
        for name, when, number, yuan in zip(MONEY, WHEN, heads, sums, strict=False):
            more = self._listed(yuan * 100, number)
            self.timeline.add(
                seasons.money(self._season(when, "winter", name, why="坚守岗位", **more), "warmth")
            )

    def _goods(self) -> None:
        """Goods by union and number; the last round, water at a yuan a bottle, completes the value."""
        number = min(len(GOODS), max(LEAST, self.figures.rounds - self.figures.money_rounds))
        rounds = GOODS[-number:]
        heads = share(self.figures.reached, number, self.dice, swing=0.15)
        left = self.figures.goods
        for (name, goods, price, when), persons in zip(rounds, heads, strict=True):
            pieces = persons if price > 100 else left // price
            left -= pieces * price
            season = "summer" if when[0] in (6, 7, 8, 9) else "winter"
            one = self._season(when, season, name, goods_name=goods, piece_fen=price)
            self.timeline.add(seasons.shares(one, self._planned(persons, pieces), leave=0))

    def _planned(self, persons: int, pieces: int) -> list[tuple[Any, int, int]]:
        towns = self.dice.sample(list(self.tree.towns.values()), k=min(PLACES, persons, pieces))
        heads = share(persons, len(towns), self.dice)
        each = heads if persons == pieces else share(pieces, len(towns), self.dice)
        return list(zip(towns, heads, each, strict=True))


def posts(relief: Relief, one: Going) -> Iterator[datetime]:
    """Two places for students in the holidays."""
    yield one.now
    start = one.now.date() + timedelta(days=10)
    by = relief.purse.hand("district_officer", "权益保障部部长")
    employer = Employer.objects.order_by("pk").first()
    assert employer is not None, "relief: the tree has employers"
    given = chains.Vacancy("holiday", "办公室助理", "南川区", start, start + timedelta(days=30), 2_200_00, 2)
    chains.add_post(unit=relief.tree.district, employer=employer, given=given, by=by, at=one.now)
