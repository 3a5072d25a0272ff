"""The demo's orders: the district's menu, what a year's wishes became, and where today's stand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from yugong.engines.ledger.actions import budgets, funds
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Account, Person
from yugong.scenes.service.actions import menu_keeping
from yugong.scenes.service.models import Offering
from yugong.worlds.making import Making
from yugong.worlds.nanchuan import logins
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.going import Going
from yugong.worlds.nanchuan.service import order_plots as plots
from yugong.worlds.nanchuan.service.order_plots import Ordering
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.timeline import Story, Timeline, workdays_before

BEGAN = 150  # working days ago: the money and the menu
MENU = (  # name, about, audience, each month, most heads, yuan a piece, head
    ("上门理发", "理发师傅到车间、站点，剪一个二十分钟，自带工具。", "members", 1, 40, 0, ""),
    ("工间送清凉", "绿豆汤、毛巾、藿香正气水，一人一份，送到工位。", "members", 4, 200, 25, "cool"),
    ("夜班热饭", "两荤一素一汤，晚上十点送到厂门口，保温箱装。", "members", 8, 120, 18, "welfare"),
    ("颈肩理疗", "中医院师傅带床来，一人十五分钟，适合流水线岗位。", "members", 1, 60, 30, "welfare"),
    ("量血压测血糖", "社区医院护士到班组，当场给结果，结果只给本人。", "members", 1, 200, 0, ""),
    ("电动车检修", "查刹车、轮胎、电池线，换小件不收钱，站点集中修。", "new_forms", 1, 60, 15, "welfare"),
    ("电影进工地", "流动放映车，周末晚上一场，带板凳就行。", "members", 2, 300, 8, "culture"),
    ("周末作业辅导", "师范学生带孩子做作业，工会会议室，每次两小时。", "members", 4, 20, 0, ""),
)
COOKS = (("南川兴隆食堂", 16), ("金佛山餐饮服务部", 17), ("老街坊社区食堂", 18))
CLINIC = (("南川区中医院职工健康服务队", 28), ("东城街道社区卫生服务中心", 29), ("康乐推拿工作室", 30))
FREE = (("西城街道志愿服务队", 0), ("南川职教中心青年志愿队", 0), ("邻里帮服务社", 0))
COOL = (("南川惠民超市", 22), ("南城供销社", 24), ("金佛山餐饮服务部", 25))
WHEELS = (("顺达电动车行", 12), ("老杨车辆维修", 14), ("骑士之家维修点", 15))
FILM = (("区文化馆流动放映队", 5), ("光影下乡放映社", 7), ("渝南文化传播", 8))
BY = {"工间送清凉": COOL, "夜班热饭": COOKS, "颈肩理疗": CLINIC, "电动车检修": WHEELS, "电影进工地": FILM}
RIDERS = -1  # the demo's own member is among them
ORDERS: tuple[tuple[Callable[[Ordering], Story], str, int, tuple[int, ...], int], ...] = (
    (plots.done, "上门理发", 0, (12, 1), 120),
    (plots.done, "工间送清凉", 1, (60,), 96),
    (plots.silent, "夜班热饭", 2, (30, 1, 1), 92),
    (plots.done, "工间送清凉", 3, (45, 1), 88),
    (plots.brought_again, "工间送清凉", 4, (20, 8, 1), 84),
    (plots.few, "上门理发", 5, (9, 1, 1), 76),
    (plots.done, "颈肩理疗", 1, (16,), 70),
    (plots.dropped, "颈肩理疗", 6, (24,), 66),
    (plots.silent, "电影进工地", 7, (80, 1, 1), 60),
    (plots.done, "量血压测血糖", 2, (50,), 54),
    (plots.done, "电动车检修", RIDERS, (1, 6), 48),
    (plots.done, "夜班热饭", 8, (22, 1), 42),
    (plots.brought_again, "夜班热饭", 3, (18, 4, 1), 36),
    (plots.done, "量血压测血糖", 9, (36,), 30),
    (plots.silent, "周末作业辅导", 4, (5, 1, 1), 26),
    (plots.few, "颈肩理疗", 0, (12, 1), 20),
    (plots.missing, "夜班热饭", 1, (26, 3), 7),
    (plots.half_heard, "上门理发", 2, (10, 1, 1), 8),
    (plots.brought, "电动车检修", RIDERS, (1, 5, 1), 7),
    (plots.brought, "量血压测血糖", 6, (40,), 7),
    (plots.chosen, "颈肩理疗", 3, (14, 1), 4),
    (plots.chosen, "电影进工地", 5, (65,), 4),
    (plots.called, "夜班热饭", 7, (28, 1), 3),
    (plots.called_twice, "上门理发", 8, (8, 1, 1), 2),
    (plots.gathered, "工间送清凉", 9, (1, 1, 12), 1),
    (plots.gathered, "夜班热饭", 0, (1, 30), 1),
)


def cast(making: Making, tree: Tree, crowd: Crowd, timeline: Timeline) -> None:
    """Let the orders wait for their days."""
    Serving(making, tree, crowd).all(timeline)


@dataclass
class Serving:
    """Gives every order its union, its people and its hands."""

    making: Making
    tree: Tree
    crowd: Crowd
    menu: dict[str, Offering] = field(default_factory=dict)
    dice: Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = self.making.dice("orders")

    def all(self, timeline: Timeline) -> None:
        """The menu first, then what was ordered from it."""
        timeline.add(self._laid(Going(**self._when(BEGAN))))
        for plan in ORDERS:
            timeline.add(plan[0](self._order(*plan[1:])))

    def _when(self, ago: int) -> dict[str, Any]:
        day = workdays_before(self.making.today, ago)
        now = self.making.moment(day, 9, self.dice.randrange(60))
        return {"making": self.making, "dice": Random(self.dice.random()), "now": now}  # noqa: S311

    def _hand(self, title: str) -> Any:
        return self.crowd.officer(self.tree.district, "district_officer", title).actor(self.making.today)

    def _laid(self, one: Going) -> Story:
        """The district plans its own money for it and lays the menu out."""
        yield one.now
        who: dict[str, Any] = {"by": self._hand("副主席"), "at": one.now}
        unit, lines = self.tree.district, {}
        fund = funds.open_fund(
            unit=unit, name=f"{one.now.year} 年本级服务经费", source="own", year=one.now.year,
            purpose="职工点单、工会送服务", **who,
        )  # fmt: skip
        funds.receive(fund=fund, amount_fen=60_000_00, text="年初预算安排", on=one.now.date(), **who)
        for head, yuan in (("cool", 15_000), ("welfare", 35_000), ("culture", 10_000)):
            lines[head] = budgets.plan(fund=fund, head=head, amount_fen=yuan * 100, **who)
        for name, about, audience, each, most, yuan, head in MENU:
            given = {
                "name": name, "about": about, "audience": audience, "each_month": each, "most_heads": most,
                "fen_each": yuan * 100, "line": lines[head].pk if head else None,
            }  # fmt: skip
            self.menu[name] = menu_keeping.offer(unit=unit, given=given, **who)
        self.making.step("点单菜单")

    def _order(self, thing: str, which: int, heads: tuple[int, ...], ago: int) -> Ordering:
        unit, people = self._who(which, len(heads))
        return Ordering(
            unit=unit, menu=self.menu, thing=thing, people=list(zip(people, heads, strict=True)),
            providers=BY.get(thing, FREE), clerk=self._hand("基层工作部干部"), chooser=self._hand("副主席"),
            bringer=self._hand("基层工作部部长"), place=f"{unit.short or unit.name}门口", **self._when(ago),
        )  # fmt: skip

    def _who(self, which: int, number: int) -> tuple[Unit, list[Person]]:
        """A union and some of its members; among the riders the demo's own member comes first."""
        if which == RIDERS:
            own = Account.objects.get(username=logins.MEMBER.key).person
            unit = next(unit for _, unit in self.tree.unions if unit.name == logins.RIDERS)
            others = [one for one in self.crowd.members[unit.pk] if own and one.pk != own.pk]
            return unit, [own, *others[-number:]][:number] if own else others[:number]
        large = [unit for plan, unit in self.tree.unions if plan.kind == "enterprise"]
        unit = large[which]
        return unit, self.crowd.members[unit.pk][-number:]
