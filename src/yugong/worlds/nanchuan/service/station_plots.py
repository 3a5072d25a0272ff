"""What happens at the stations of the demo: reports and orders in every state, visits, a table that waits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.engines.matters import queries as reading
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.actor import person as acting
from yugong.scenes.service.actions import reports
from yugong.scenes.service.actions.inspecting import inspect
from yugong.scenes.service.actions.station_import import check_stations
from yugong.scenes.service.checklists import checklist_of
from yugong.scenes.service.models import Station
from yugong.worlds.making import Making
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.logins import RIDERS
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.timeline import Story

ROLES = {"street": "street_officer", "district": "district_officer", "city": "city_officer"}
MENDED = ("钥匙换了人管，现在按时开门", "饮水机滤芯换好了", "叫人打扫过了", "插座修好了")
SEEN = {"sign": "门头的开放时间褪色了", "equipment": "药箱里的药过期了", "people": "制度还没有上墙"}
VISITS, FAULTY = 60, 7
TABLE = """驿站名称,类型,所属工会,详细地址,经度,纬度,开放时间,设施
隆化公园暖心小站,暖心小站,,东城街道隆化公园东门,107.1042,29.1549,8:00-20:00,饮水、座椅、雨伞
客运中心骑手驿站,驿站,,南城街道客运中心出站口,107.0901,29.1447,7:00-22:00,饮水、充电、微波炉、空调、座椅
金佛大道智慧驿站,智慧驿站,,南城街道金佛大道 118 号,29.1402,107.0967,24小时,饮水、换电、空调、躺椅、wifi
水江园区职工书屋,书屋,,水江镇工业园区服务中心,107.2891,29.2266,周一至周五 8:30-18:00,书报、座椅
北固停车区驿站,驿站,,停车区,0,0,8:00-18:00,饮水
解放碑驿站,驿站,,渝中区解放碑,106.5770,29.5575,8:00-18:00,饮水
大观园驿站,驿站,,大观镇观园路 6 号,106.9802,29.3011,有人就开,饮水
"""


@dataclass
class Told:
    """One station, who passes by, and the order that comes of it."""

    making: Making
    crowd: Crowd
    station: Station
    people: list[Person]
    begins: datetime
    dice: Random
    number: str = ""

    def after(self, hours: float) -> datetime:
        return self.begins + timedelta(hours=hours)

    def say(self, who: int, what: str, at: datetime) -> Any:
        made = reports.report(station=self.station, what=what, by=acting(self.people[who].pk), at=at)
        self.number = made.matter or self.number
        return made

    def tend(self, name: str, at: datetime) -> None:
        """The union that keeps it answers the order."""
        matter = self.matter
        officer = self.crowd.officer(matter.unit, ROLES.get(matter.unit.kind, "grassroots_chair"))
        by = officer.actor(self.making.today)
        matters.move(matter=matter, name=name, answers={"done": self.dice.choice(MENDED)}, by=by, at=at)

    def mine(self, name: str, at: datetime, **answers: str) -> None:
        """Who had reported first says how it is."""
        by = acting(self.people[0].pk)
        matters.move(matter=self.matter, name=name, answers=answers, by=by, at=at)

    @property
    def matter(self) -> Any:
        return reading.by_number(self.number)


def locked(one: Told) -> Story:
    """Somebody stood before a locked door; the order waits, or is late, as the clock has it."""
    yield one.begins
    one.say(0, "locked", one.begins)


def thirsty(one: Told) -> Story:
    """One says there is no water: no order yet."""
    yield one.begins
    one.say(0, "no_water", one.begins)


def thirsty_too(one: Told) -> Story:
    """The second who says so makes it an order."""
    yield from thirsty(one)
    yield one.after(1.5)
    one.say(1, "no_water", one.after(1.5))


def mended(one: Told) -> Story:
    """Mended, says the keeper; who reported has not said."""
    yield from locked(one)
    yield one.after(5)
    one.tend("mended", one.after(5))


def works(one: Told) -> Story:
    """Mended, and it works."""
    yield from mended(one)
    yield one.after(9)
    one.mine("works", one.after(9))


def still(one: Told) -> Story:
    """Mended, but not so."""
    yield from mended(one)
    yield one.after(8)
    one.mine("still", one.after(8), still="中午去还是锁着")


def withdrawn(one: Told) -> Story:
    """A slip of the thumb."""
    yield one.begins
    said = one.say(0, "locked", one.begins)
    yield one.after(0.2)
    reports.unsay(said=said, by=acting(one.people[0].pk), at=one.after(0.2))


def open_(one: Told) -> Story:
    """Somebody says it is open."""
    yield one.begins
    one.say(0, "open", one.begins)


PLOTS: tuple[tuple[Callable[[Told], Story], float], ...] = (  # and how many hours before the end it began
    (locked, 0.4), (locked, 6), (locked, 31), (thirsty, 3), (thirsty, 20), (thirsty_too, 5),
    (thirsty_too, 16),
    (mended, 7), (mended, 26), (works, 40), (works, 150), (works, 420), (works, 900), (still, 30),
    (mended, 220), (withdrawn, 12), *((open_, 0.3 + 1.1 * n) for n in range(12)),
)  # fmt: skip


def stories(making: Making, dice: Random, tree: Tree, crowd: Crowd, rows: list[Station]) -> Iterator[Story]:
    """Everything that is to happen, one story each."""
    riders = crowd.members[tree.named(RIDERS).pk][20:120]
    busy = [row for row in rows if row.sort in ("station", "smart", "kiosk") and row.unit.kind == "street"]
    for (tell, ago), row in zip(PLOTS, dice.sample(busy, len(PLOTS)), strict=True):
        begins = making.at - timedelta(hours=ago)
        yield tell(Told(making, crowd, row, dice.sample(riders, 2), begins, dice))
    inspectors = [one.actor(making.today) for one in crowd.those(tree.district, "district_officer")][:3]
    for n, row in enumerate(dice.sample(rows, VISITS)):
        day = making.today - timedelta(days=1 if n % 30 == FAULTY else dice.randint(2, 170))
        yield _visit(row, inspectors[n % 3], making.moment(day, 10, n % 60), n, dice)
    yield _table(tree, inspectors[0], making.moment(making.today - timedelta(days=1), 15, 20))


def _visit(row: Station, by: Actor, at: datetime, n: int, dice: Random) -> Story:
    """An officer of the district looks; one in six finds something, one in thirty a fault."""
    yield at
    sheet = checklist_of(row.sort)
    lacking = {key: text for key, text in SEEN.items() if key in sheet.items and n % 6 == 5}
    faults = ("broken",) if n % 30 == FAULTY and sheet.key == "six" else ()
    visitors = dice.randint(120, 2600) if sheet.counted else None
    inspect(station=row, on=at.date(), lacking=lacking, faults=faults, visitors=visitors, by=by, at=at)


def _table(tree: Tree, by: Actor, at: datetime) -> Story:
    """A table that was looked at and waits for its yes."""
    yield at
    data = TABLE.encode()
    check_stations(unit=tree.district, data=data, file="2026年新建驿站.csv", system="gcj02", by=by, at=at)
