"""How legal aid goes: each a story from the application to where it stands at the world's end."""

from yugong.scenes.rights.actions import legal_aid as actions
from yugong.scenes.rights.models import Lawyer
from yugong.scenes.rights.queries import legal_aid as queries
from yugong.worlds.nanchuan.rights.disputes import Plea
from yugong.worlds.nanchuan.rights.disputing import Matter
from yugong.worlds.timeline import Story


def applied(one: Matter, plea: Plea) -> Story:
    """Waits for the decision."""
    yield one.now
    one.open()


def mending(one: Matter, plea: Plea) -> Story:
    """Something is missing."""
    yield from applied(one, plea)
    yield one.office(2)
    one.do("ask", one.clerk, missing="请补工资流水和单位名称全称，拍照就行。")


def refused(one: Matter, plea: Plea) -> Story:
    """Not within the scope of aid."""
    yield from applied(one, plea)
    yield one.office(3)
    why = "年终奖评定属于单位自主管理事项，没有劳动报酬争议的基本事实"
    one.do("refuse", one.clerk, ground="scope", why=why)


def granted(one: Matter, plea: Plea) -> Story:
    """Aid is given; waits for a lawyer."""
    yield from applied(one, plea)
    yield one.office(2)
    one.do("grant", one.clerk)


def acting(one: Matter, plea: Plea) -> Story:
    """A lawyer has it."""
    yield from granted(one, plea)
    yield one.office(1)
    aid = queries.aid_of(one.matter.number)
    free = queries.lawyers_for(one.unit.path, on=one.now.date())
    field = "injury" if plea.claim == "injury" else "labour"
    lawyer: Lawyer = free.filter(field=field).first() or free[0]
    assert aid is not None, "aids: what is granted has its row"
    actions.assign(aid=aid, lawyer=lawyer, by=one.clerk, at=one.now)


def won(one: Matter, plea: Plea) -> Story:
    """The money has come; the worker is asked."""
    yield from acting(one, plea)
    yield one.office(52)
    result = "settled" if "调解" in plea.report else "won"
    one.do("finish", one.head, result=result, recovered=str(plea.recovered), report=plea.report)


def content(one: Matter, plea: Plea) -> Story:
    """And is content."""
    yield from won(one, plea)
    yield one.later(30)
    one.do("content", one.me)
