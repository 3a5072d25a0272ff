"""Talks on health, stories of model workers and a camp by lot: announced, listed, attended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from yugong.engines.campaigns.actions import attending, drawing, listing
from yugong.ground.people.models import Person
from yugong.worlds.making import Making
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.service.gathering import Gathered
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.nanchuan_2025.figures import Figures
from yugong.worlds.nanchuan_2025.scale import share
from yugong.worlds.timeline import Story, Timeline, workdays_after

HALL = "南川区工人文化宫"
TALKS = (  # title, place, month and day of the announcement
    ("颈肩腰腿怎么养", HALL, (3, 12)),
    ("吃得咸不咸，血压知道", "东城街道会议室", (5, 14)),
    ("高温天怎么防中暑", "水江镇文化站", (6, 18)),
    ("睡个好觉", "西城街道会议室", (9, 10)),
    ("心肺复苏和海姆立克", HALL, (11, 5)),
)
STORIES = (
    ("一把焊枪三十年", HALL, (4, 9)), ("从学徒到首席技师", "南平镇文化站", (5, 7)),
    ("巡线路上的人", "金佛山铝业职工之家", (7, 9)), ("手艺里的较真", "大观镇文化站", (9, 17)),
    ("我和我的徒弟", HALL, (10, 22)),
)  # fmt: skip
SPARE = 10  # more on a list than will come
CAMPERS = 3 / 2  # on the list of the camp, for each place
LINES = slice(8, 40)  # of every union's roster


@dataclass
class Talking:
    """Who is invited to what, and when."""

    making: Making
    tree: Tree
    crowd: Crowd

    def all(self, figures: Figures, timeline: Timeline) -> None:
        """Each waits for its day; the heads of a year add up to what it printed."""
        dice = self.making.dice("talking")
        people = [one for _, unit in self.tree.unions for one in self.crowd.members[unit.pk][LINES]]
        for kind, title, rows, number, heads in (
            ("service.talk", "健康导师进基层", TALKS, figures.talks, figures.heard),
            ("service.stories", "劳模工匠宣讲", STORIES, figures.stories, figures.listened),
        ):
            chosen = rows[-number:]
            for row, came in zip(chosen, share(heads, number, dice, swing=0.15), strict=True):
                listed = dice.sample(people, k=min(len(people), came + SPARE + came // 10))
                self._talk(timeline, kind, title, row, listed, came)
        wanted = dice.sample(people, k=int(figures.campers * CAMPERS) + 1)
        timeline.add(camp(self._going((6, 11), wanted), figures.campers))

    def _talk(
        self, timeline: Timeline, kind: str, title: str, row: Any, listed: list[Person], came: int
    ) -> None:
        topic, place, when = row
        timeline.add(talk(self._going(when, listed), kind, f"{title}：{topic}", place, came))

    def _going(self, when: tuple[int, int], people: list[Person]) -> Gathered:
        day = workdays_after(date(self.making.today.year, *when) - timedelta(days=1), 1)
        dice = Random(f"talking {day}")  # noqa: S311
        here: dict[str, Any] = {"making": self.making, "dice": dice, "now": self.making.moment(day, 9, 20)}
        return Gathered(tree=self.tree, crowd=self.crowd, people=people, **here)


def there(one: Gathered, row: Any, codes: Sequence[str]) -> None:
    """The organiser ticks those who came, on the day."""
    sitting = row.sittings.get()
    attending.tick_many(campaign=row, sitting=sitting, codes=codes, by=one.officers()[0], at=one.now)
    one.making.step("活动", len(codes))


def talk(one: Gathered, kind: str, title: str, place: str, came: int) -> Story:
    """Unions write lists; most of those on them come."""
    yield one.now
    sittings = one.days(10, 1)
    start = sittings[0][0]
    row = one.announce(
        kind, sittings, title=title, place=place, taking="queue", places=len(one.people),
        about="区总工会请人到基层来讲，讲完可以当场问。", closes_at=start - timedelta(hours=12),
    )  # fmt: skip
    yield one.office(2)
    listed = listing.enrol_many(campaign=row, people=one.people, by=one.officers()[0], at=one.now)
    one.now = start
    yield start
    there(one, row, [entry.code for entry in listed[:came]])


def camp(one: Gathered, places: int) -> Iterator[Any]:
    """More families than places: the children go by lot."""
    yield one.now
    sittings = one.days(30, 1, hours=10)
    start = sittings[0][0]
    row = one.announce(
        "service.camp", sittings, title="职工子女北京、酉阳夏令营", place="北京、酉阳", taking="lot",
        places=places, about="小学四年级到初中二年级的职工子女，工会出路费和食宿。",
        closes_at=start - timedelta(days=9),
        public_source=f"福彩双色球 {start.year} 年报名截止后第一期开奖号码",
    )  # fmt: skip
    yield one.office(3)
    listing.enrol_many(campaign=row, people=one.people, by=one.officers()[0], at=one.now)
    one.now = start - timedelta(days=6)
    yield one.now
    drawing.draw(campaign=row, public="05 09 13 20 28 31 + 07", by=one.officers()[0], at=one.now)
    one.now = start
    yield start
    there(one, row, list(row.enrolments.filter(standing="in").values_list("code", flat=True)))
