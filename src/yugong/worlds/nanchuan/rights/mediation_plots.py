"""How mediations go: each a story from the application to where it stands at the world's end."""

from datetime import timedelta

from yugong.engines.matters.actions import handover
from yugong.ground.org.models import Agency
from yugong.worlds.nanchuan.rights.disputing import Talks
from yugong.worlds.timeline import Story

WHOLE = ("summary", "plain", "personal")


def applied(one: Talks) -> Story:
    """Waits to be accepted."""
    yield one.now
    one.open()


def accepted(one: Talks) -> Story:
    """Waits for a mediator without any relation."""
    yield from applied(one)
    yield one.office(1)
    one.do("accept", one.clerk)


def talking(one: Talks) -> Story:
    """Both sides have met once."""
    yield from accepted(one)
    yield one.office(0)
    one.do("take", one.mediator, relation="none")
    yield one.office(1)
    one.views()
    session = one.meet()
    yield one.office(2)
    one.met(session, "closer")


def drafted(one: Talks) -> Story:
    """The agreement lies before both."""
    yield from talking(one)
    yield one.later(2)
    one.offers()
    yield one.office(1)
    one.terms()


def agreed(one: Talks) -> Story:
    """Both have confirmed; waits for the seal."""
    yield from drafted(one)
    yield one.later(4)
    one.do("agree", one.me)
    one.agreed()


def sealed(one: Talks) -> Story:
    """In force; the court is asked to confirm it."""
    yield from agreed(one)
    yield one.office(1)
    one.do("seal", one.head)
    yield one.later(2)
    to_court(one, "confirmation")


def performing(one: Talks) -> Story:
    """The first instalment has come."""
    yield from sealed(one)
    yield one.office(7)
    one.pay(0)


def paid(one: Talks) -> Story:
    """All has come; the worker is asked."""
    yield from performing(one)
    yield one.office(12)
    one.pay(1)


def received(one: Talks) -> Story:
    """And says so."""
    yield from paid(one)
    yield one.later(15)
    one.do("received", one.me)


def defaulted(one: Talks) -> Story:
    """Nothing came: the court is asked for an order to pay."""
    yield from agreed(one)
    yield one.office(1)
    one.do("seal", one.head)
    yield one.office(10)
    one.do("defaulted", one.mediator, why="第一期到期没有付，电话催了两次，说下个月再看。")
    yield one.office(1)
    to_court(one, "payment_order")


def failed(one: Talks) -> Story:
    """They are too far apart; the worker reads where to go."""
    yield from talking(one)
    yield one.office(3)
    one.do("failed", one.mediator, why="单位不认可年限，双方差距太大")


def to_court(one: Talks, purpose: str) -> None:
    """The papers go to the court's desk."""
    court = Agency.objects.get(kind="court")
    sent = handover.send(
        matter=one.matter, purpose=purpose, parts=WHOLE, agency=court,
        note="协议、要素表齐全，请审查。", by=one.mediator, at=one.now,
    )  # fmt: skip
    if one.making.at - one.now > timedelta(days=25):
        partner = next(o for o in one.crowd.officers if o.role == "partner").actor(one.making.today)
        at = one.now + timedelta(days=3)
        handover.take(handover=sent, by=partner, at=at)
        figures = {"case_number": f"（{at.year}）渝南川民特 {one.dice.randint(11, 98)} 号"}
        handover.answer(
            handover=sent, result="confirmed", text="经审查，协议合法有效。", figures=figures,
            by=partner, at=at + timedelta(days=4),
        )  # fmt: skip
