"""Supervision letters of the demo: eight reminders to everybody, and letters to employers in every state."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.ground.org.models import Employer, Unit
from yugong.kernel.actor import VISITOR, Actor
from yugong.scenes.rights.actions import letters
from yugong.scenes.rights.models import SupervisionLetter
from yugong.worlds.making import Making
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.going import Going
from yugong.worlds.nanchuan.rights.letter_texts import EMPLOYERS, PUBLIC, Said
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.timeline import Story, Timeline, workdays_before

CONTACT = "南川区总工会权益保障部，12351"
SETTLED = "现场复核，要求的几项都已落实，有照片和签字材料，可以办结。"


@dataclass(kw_only=True)
class Letter(Going):
    """A letter on its way between two supervisors, the vice-chair, the office and the addressee."""

    crowd: Crowd
    unit: Unit
    said: Said
    employer: Employer | None = None
    rank: str = "reminder"
    addressee: str = ""
    after: SupervisionLetter | None = None
    row: Any = None

    def by(self, role: str, title: str = "", place: int = 0) -> Actor:
        """Whoever holds that post of the union, as it stands today."""
        return self.crowd.those(self.unit, role, title)[place].actor(self.making.today)

    @property
    def head(self) -> Actor:
        """Who signs: the vice-chair, in a town its chair."""
        district = self.unit.kind == "district"
        return self.by("district_officer", "副主席") if district else self.by("street_officer")

    @property
    def office_hand(self) -> Actor:
        """Who seals, serves and takes the answer in."""
        return self.by("district_dispatcher") if self.unit.kind == "district" else self.by("street_officer")

    def draft(self) -> None:
        given: Mapping[str, Any] = {
            "cause": self.said.cause,
            "finding": self.said.finding,
            "demands": self.said.demands,
            "contact": CONTACT,
            "employer": str(self.employer.pk) if self.employer else "",
            "addressee": self.addressee,
        }
        self.row = letters.draft(
            unit=self.unit, rank=self.rank, given=given, after=self.after,
            by=self.by("supervisor"), at=self.now,
        )  # fmt: skip
        self.making.step("一函两书")

    def move(self, name: str, by: Actor, **answers: str) -> None:
        matter = matters.Matter.objects.get(number=self.row.matter)
        matters.move(matter=matter, name=name, answers=answers, by=by, at=self.now)

    def mended(self) -> None:
        """The drafter mends the demands and hands it in again."""
        given = {
            "finding": self.said.finding,
            "demands": f"{self.said.demands}\n落实情况附照片或者凭证",
            "contact": CONTACT,
        }
        letters.amend(
            unit=self.unit, letter=self._fresh(), given=given, by=self.by("supervisor"), at=self.now
        )

    def link(self) -> None:
        """Sent by link, and signed for at the other end."""
        row, by = self._fresh(), self.office_hand
        letters.link(unit=self.unit, letter=row, by=by, at=self.now)
        self.later(3)
        letters.receipt(letter=self._fresh(), receiver="办公室值班人员", by=VISITOR, at=self.now)

    def answer(self) -> None:
        """Answered through the link."""
        letters.answer(letter=self._fresh(), text=self.said.answer, by=VISITOR, at=self.now)

    def next(self, rank: str, addressee: str = "") -> "Letter":
        """The stronger letter that follows."""
        return Letter(
            making=self.making, dice=self.dice, now=self.now, crowd=self.crowd, unit=self.unit,
            said=self.said, employer=self.employer, rank=rank, addressee=addressee, after=self._fresh(),
        )  # fmt: skip

    def _fresh(self) -> SupervisionLetter:
        return SupervisionLetter.objects.get(pk=self.row.pk)


def drafted(one: Letter) -> Story:
    """Waits for the second supervisor."""
    yield one.now
    one.draft()


def confirmed(one: Letter) -> Story:
    """Waits for the signature."""
    yield from drafted(one)
    yield one.later(3)
    one.move("confirm", one.by("supervisor", place=1))


def sent_back(one: Letter) -> Story:
    """The second supervisor wants it mended."""
    yield from drafted(one)
    yield one.office(1)
    one.move("back", one.by("supervisor", place=1), what="人数和金额要和工资表一致，请核一遍再交。")


def dropped(one: Letter) -> Story:
    """Sent back, and not sent: the employer has done it meanwhile."""
    yield from sent_back(one)
    yield one.office(1)
    one.move("withdraw", one.by("supervisor"))


def mended(one: Letter) -> Story:
    """Sent back by who was to sign, mended, and confirmed again."""
    yield from confirmed(one)
    yield one.office(1)
    one.move("return", one.head, what="整改要求请写明附凭证。")
    yield one.office(1)
    one.mended()


def signed(one: Letter) -> Story:
    """Numbered; waits to be served."""
    yield from confirmed(one)
    yield one.office(1)
    one.move("sign", one.head)


def served(one: Letter) -> Story:
    """Served by hand; waits for the answer."""
    yield from signed(one)
    yield one.office(1)
    way = one.dice.choice(("hand", "hand", "post"))
    one.move("served", one.office_hand, way=way, receiver="综合办公室负责人")


def linked(one: Letter) -> Story:
    """Served by link; waits for the answer."""
    yield from signed(one)
    yield one.office(1)
    one.link()


def answered(one: Letter) -> Story:
    """Answered by link; waits to be checked."""
    yield from linked(one)
    yield one.office(5)
    one.answer()


def settled(one: Letter) -> Story:
    """Answered on paper, checked on the spot, settled."""
    yield from served(one)
    yield one.office(6)
    one.move("record", one.office_hand, answer=one.said.answer)
    yield one.office(2)
    one.move("settle", one.head, why=SETTLED)


def raised(one: Letter) -> Story:
    """No answer came; the opinion follows, and that is obeyed."""
    yield from unanswered(one)
    yield from settled(one.next("opinion"))


def unanswered(one: Letter) -> Story:
    """No answer in time, and nothing done."""
    yield from served(one)
    yield one.office(20)
    one.move("raise", one.head, why="期限已过，电话催过两次没有答复，现场查看没有整改。")
    yield one.office(2)


def to_the_authority(one: Letter) -> Story:
    """Neither reminder nor opinion helped: the labour office is asked, and orders it."""
    yield from unanswered(one)
    opinion = one.next("opinion")
    yield from unanswered(opinion)
    last = opinion.next("recommendation", "南川区人力资源和社会保障局")
    yield from served(last)
    yield last.office(4)
    said = "已立案，责令限期改正；单位已按要求支付，回执附后。"
    last.move("record", last.office_hand, answer=said)
    yield last.office(2)
    last.move("settle", last.head, why="行政部门已责令改正，款项支付凭证核对无误。")


def authority_asked(one: Letter) -> Story:
    """The labour office has the recommendation and has not answered yet."""
    yield from unanswered(one)
    opinion = one.next("opinion")
    yield from unanswered(opinion)
    yield from served(opinion.next("recommendation", "南川区人力资源和社会保障局"))


def published(one: Letter) -> Story:
    """A reminder to everybody, on the public page."""
    yield from confirmed(one)
    yield one.office(1)
    one.move("sign", one.head)
    yield one.later(1)
    one.move("publish", one.office_hand)
    yield one.later(1)
    one.move("settle", one.by("district_officer", "权益保障部部长"), why="已在工会网站、职工之家公开。")


Plot = tuple[Callable[[Letter], Story], int]  # how it goes, and how many working days ago it began
PLOTS: tuple[Plot, ...] = (
    (drafted, 1),
    (confirmed, 1),
    (sent_back, 2),
    (mended, 4),
    (signed, 2),
    (served, 6),
    (linked, 8),
    (answered, 10),
    (served, 16),  # the clock says that no answer came
    (dropped, 31),
    (settled, 45),
    (settled, 96),
    (settled, 163),
    (raised, 84),
    (to_the_authority, 140),
    (authority_asked, 52),
)
IN_TOWNS: tuple[tuple[str, Plot], ...] = (("东城街道", (served, 5)), ("水江镇", (confirmed, 1)))


def cast(making: Making, tree: Tree, crowd: Crowd, timeline: Timeline) -> None:
    """Let every letter wait for its day."""
    dice, texts = making.dice("letters"), iter(EMPLOYERS)
    employers = {one.name: one for one in Employer.objects.all()}
    rest: dict[str, Any] = {"making": making, "dice": dice, "crowd": crowd}
    for said in PUBLIC:
        when = _moment(making, _last(making, said.on))
        timeline.add(published(Letter(unit=tree.district, said=said, now=when, **rest)))
    plots = [(tree.district, plot) for plot in PLOTS]
    plots += [(tree.towns[town], plot) for town, plot in IN_TOWNS]
    for unit, (tell, ago) in plots:
        said = next(texts)
        day = workdays_before(making.today, ago)
        one = Letter(
            unit=unit, said=said, now=_moment(making, day), employer=employers[said.employer], **rest
        )
        timeline.add(tell(one))


def _last(making: Making, on: tuple[int, int]) -> date:
    """The last such day of the year that is over for more than a week."""
    day = making.today.replace(month=on[0], day=on[1])
    while day > making.today:
        day -= timedelta(days=364)
    return day if (making.today - day).days > 8 else day - timedelta(days=357)


def _moment(making: Making, day: date) -> datetime:
    while day.weekday() > 4:
        day += timedelta(days=1)
    return making.moment(day, 9, 15)
