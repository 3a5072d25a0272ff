"""What the demo aims at this year, and a form in each state: sent down once, answered by whom it asked."""

from datetime import date, timedelta

from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.scenes.organise.actions import targets, upward
from yugong.scenes.organise.actions.targets import Aim
from yugong.scenes.organise.models import UpwardAnswer, UpwardForm
from yugong.scenes.organise.upward import FACTS, Cell
from yugong.worlds.making import Making
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.tree import Tree

SOURCE = "演示数据，不是真实目标"
OF_DISTRICT = {
    "organise.founded": 4, "organise.joined": 60, "organise.joined_platform": 40, "aid.helped": 36,
    "aid.paid": 60_000_00, "aid.insured_new": 120, "organise.closed": 180,
}  # fmt: skip
OF_CITY = {"organise.founded": 40, "organise.joined": 200, "aid.helped": 60, "organise.closed": 240}
MEMBERS = Cell("k0", "工会会员", "measure:organise.members", "number", "人")
JOINED = Cell("k1", "新入会会员", "measure:organise.joined", "number", "人")
CHAIR = Cell("k2", FACTS["fact:chair"][0], "fact:chair", "yesno")
ROOM = Cell("q1", "职工活动室面积", unit="平方米")
MIND = Cell("q2", "有没有心理咨询室", sort="yesno")
CHECKS = tuple(Cell(f"q{n}", f"安全检查第 {n} 项发现的隐患", unit="处") for n in range(1, 25))
ANSWERING = 12  # towns that have answered
WHY = "上级安全督导组要求逐项报数"


def govern(making: Making, tree: Tree, crowd: Crowd) -> None:
    """Targets for the district and the city, and forms: they take the numbers of this moment."""
    for unit, role, aims in (
        (tree.district, "district_officer", OF_DISTRICT),
        (tree.city, "city_officer", OF_CITY),
    ):
        one, other = hands(making, crowd, unit, role)
        wanted = [Aim(key, amount, SOURCE, "U") for key, amount in aims.items()]
        at = making.moment(making.today - timedelta(days=30), 10)
        rows = targets.propose(unit=unit, year=making.today.year, aims=wanted, by=one, at=at)
        targets.confirm(unit=unit, targets=rows, by=other, at=at + timedelta(hours=3))
    _forms(making, tree, crowd)
    making.step("目标和报表")


def hands(making: Making, crowd: Crowd, unit: Unit, role: str) -> tuple[Actor, Actor]:
    """Two officers of a union, of whom one checks the other; the level above where there is only one."""
    here = [one.actor(making.today) for one in crowd.those(unit, role)]
    here += [one.actor(making.today) for one in crowd.officers if one.role == "city_officer"]
    return here[0], next(one for one in here if one.person_id != here[0].person_id)


def _forms(making: Making, tree: Tree, crowd: Crowd) -> None:
    """Closed by itself, half answered, drafted, held; and one that the city asks of the districts."""
    by, _ = hands(making, crowd, tree.district, "district_officer")
    above, _ = hands(making, crowd, tree.city, "city_officer")
    at = making.moment(making.today - timedelta(days=3), 10)

    def drafted(unit: Unit, who: Actor, title: str, purpose: str, *cells: Cell) -> UpwardForm:
        year, until = date(making.today.year, 1, 1), making.today - timedelta(days=4)
        due_on = making.today + timedelta(days=7)
        return upward.draft(
            unit=unit, title=title, purpose=purpose, cells=cells, since=min(year, until), until=until,
            due_on=due_on, by=who, at=at,
        )  # fmt: skip

    known = drafted(tree.district, by, "入会和主席到位情况", "研究薄弱镇街", MEMBERS, JOINED, CHAIR)
    upward.send(form=known, by=by, at=at)
    asked = drafted(tree.district, by, "职工活动阵地摸底", "安排明年改造", MEMBERS, ROOM, MIND)
    upward.send(form=asked, by=by, at=at)
    _answered(making, crowd, asked)
    drafted(
        tree.district, by, "冬送温暖物资需求", "测算采购数量", MEMBERS, Cell("q1", "要送的份数", unit="份")
    )
    held = drafted(tree.district, by, "安全检查逐项报表", "迎接督导", *CHECKS)
    upward.hold(form=held, reason=WHY, by=by, at=at)
    city = drafted(
        tree.city,
        above,
        "区县工会阵地情况",
        "全市统一规划",
        MEMBERS,
        Cell("q1", "工人文化宫面积", unit="平方米"),
    )
    upward.send(form=city, by=above, at=at)


def _answered(making: Making, crowd: Crowd, form: UpwardForm) -> None:
    """Some towns answer."""
    dice, at = making.dice("upward"), making.moment(making.today - timedelta(days=2), 15)
    rows = UpwardAnswer.objects.filter(form=form, unit__kind="street").select_related("unit")
    for row in rows.order_by("unit__path")[:ANSWERING]:
        for one in crowd.those(row.unit, "street_officer")[:1]:
            given = {"q1": str(dice.randrange(40, 420, 10)), "q2": dice.choice(("yes", "no", "no"))}
            upward.fill_in(line=row, given=given, by=one.actor(making.today), at=at)
