"""How matters go: the plots of the demo, each a story told from one moment to the next."""

from collections.abc import Callable
from dataclasses import dataclass

from yugong.engines.matters import actions as matters
from yugong.worlds import stories
from yugong.worlds.nanchuan.applying import Case
from yugong.worlds.timeline import Story


def waits(case: Case) -> Story:
    """Sent, and nobody has looked yet."""
    yield case.now
    case.apply()


def taken(case: Case) -> Story:
    """An officer has taken it on."""
    yield from waits(case)
    yield case.office(0)
    case.tend(matters.claim)


def asks(case: Case) -> Story:
    """The worker asks something and is answered while it is under review."""
    talk = stories.talk(case.dice)
    yield from waits(case)
    yield case.later(1)
    case.do(matters.message, body=talk.worker)
    yield case.office(1)
    case.tend(matters.message, body=talk.officer)


def asks_in_vain(case: Case) -> Story:
    """The worker's question has not been answered yet."""
    yield from waits(case)
    yield case.later(0.4)
    case.do(matters.message, body=stories.talk(case.dice).worker)


def urges(case: Case) -> Story:
    """The worker waits, then urges."""
    yield from waits(case)
    yield case.later(26)
    case.do(matters.urge)
    yield case.later(0.2)
    case.do(matters.message, body=case.dice.choice(stories.URGES))


def paused(case: Case) -> Story:
    """The desk waits for something from outside."""
    yield from taken(case)
    yield case.later(1)
    case.tend(matters.pause, reason=case.dice.choice(stories.PAUSES))


def returned(case: Case) -> Story:
    """Something must be mended first."""
    yield from waits(case)
    yield case.office(1)
    case.desk("return", what=case.dice.choice(stories.RETURNS))


def mended(case: Case) -> Story:
    """It came back mended, and waits again."""
    yield from returned(case)
    yield case.later(7)
    case.mine("mended", said="已经照身份证改好了，麻烦再看一下。")


def admitted(case: Case) -> Story:
    """Approved; the worker has not opened the answer."""
    yield from waits(case)
    yield case.office(1)
    case.desk("admit", reply="欢迎加入工会！会员卡已经生效，打开首页就能看到。")


def at_home(case: Case) -> Story:
    """Approved, read, and closed."""
    yield from admitted(case)
    yield case.later(5)
    case.mine("agree")


def asked_then_at_home(case: Case) -> Story:
    """A question, an answer, the approval, and thanks."""
    yield from asks(case)
    yield case.later(1)
    case.desk("admit", reply="核对好了，欢迎加入工会。")
    yield case.later(3)
    case.do(matters.message, body="收到了，谢谢！")
    case.mine("agree")


def mended_then_at_home(case: Case) -> Story:
    """Mended, approved, closed."""
    yield from mended(case)
    yield case.office(1)
    case.desk("admit", reply="信息没有问题了，欢迎加入工会。")
    yield case.later(6)
    case.mine("agree")


def refused(case: Case) -> Story:
    """Not approved, with a reason and a way on."""
    yield from waits(case)
    yield case.office(1)
    reason, way_on = case.dice.choice(stories.REFUSALS)
    case.desk("refuse", reason=reason, way_on=way_on)


def refused_and_read(case: Case) -> Story:
    """Not approved, and the worker has no more to say."""
    yield from refused(case)
    yield case.later(9)
    case.mine("agree")


def objected(case: Case) -> Story:
    """Not approved; the worker says why that is wrong, and the union looks again."""
    yield from refused(case)
    yield case.later(4)
    case.mine("object", why=case.dice.choice(stories.OBJECTIONS))


def withdrawn(case: Case) -> Story:
    """The worker takes it back."""
    yield from waits(case)
    yield case.later(3)
    case.mine("withdraw")


def handed_up(case: Case) -> Story:
    """The union asks the district federation to decide."""
    yield from waits(case)
    yield case.office(1)
    case.tend(matters.transfer, to=case.above, reason=case.dice.choice(stories.TRANSFERS))


def taken_above(case: Case) -> Story:
    """The district's officer has taken it on and asked the worker something."""
    yield from handed_up(case)
    yield case.office(0)
    case.tend(matters.claim)
    yield case.later(0.5)
    case.tend(matters.message, body="您好，区总工会在帮您协调归哪个工会，最迟明天下午答复您。")


def handed_to_the_city(case: Case) -> Story:
    """Even the district asks above."""
    yield from handed_up(case)
    yield case.office(1)
    case.tend(matters.transfer, to=case.top, reason=case.dice.choice(stories.TO_THE_CITY))


def by_rule(case: Case) -> Story:
    """On the roster already: decided at once, read later."""
    yield from waits(case)
    yield case.later(2)
    case.mine("agree")


def issued_by_hand(case: Case) -> Story:
    """A certificate the union makes out after looking; not read yet."""
    yield from waits(case)
    yield case.office(1)
    case.desk("issue", reply="核对过了，证明已开好，可以下载。")


@dataclass(frozen=True)
class Plot:
    """A story, how many working days ago it began, and how often it is told here and elsewhere."""

    tell: Callable[[Case], Story]
    ago: int
    couriers: int = 1  # at the desk of the demo's own chair
    elsewhere: int = 1
    from_roster: bool = False


PLOTS = (
    Plot(waits, 0, 2, 5),
    Plot(waits, 1, 2, 5),
    Plot(waits, 2, 2, 4),
    Plot(waits, 3, 1, 3),
    Plot(waits, 6, 1, 2),  # overdue
    Plot(waits, 9, 0, 1),
    Plot(taken, 2, 1, 2),
    Plot(asks, 2, 1, 2),
    Plot(asks_in_vain, 0, 1, 1),
    Plot(urges, 3, 1, 2),
    Plot(paused, 3, 1, 2),
    Plot(returned, 4, 1, 3),
    Plot(returned, 17, 0, 2),  # lapses by the clock
    Plot(mended, 3, 1, 2),
    Plot(admitted, 3, 1, 4),
    Plot(admitted, 14, 1, 4),  # closes by the clock
    Plot(at_home, 6, 2, 6),
    Plot(at_home, 15, 1, 6),
    Plot(asked_then_at_home, 8, 1, 3),
    Plot(mended_then_at_home, 12, 1, 2),
    Plot(refused, 3, 0, 2),
    Plot(refused_and_read, 9, 1, 1),
    Plot(objected, 4, 1, 1),
    Plot(withdrawn, 7, 0, 2),
    Plot(handed_up, 3, 0, 3),
    Plot(handed_up, 1, 0, 2),
    Plot(taken_above, 3, 0, 2),
    Plot(handed_to_the_city, 4, 0, 3),
    Plot(by_rule, 5, 1, 6, from_roster=True),
)
