"""Appeals that others decide or that come again: the panel, reopening, many of one workshop."""

from yugong.engines.matters import actions as matters
from yugong.worlds.nanchuan.rights import appeal_texts as texts
from yugong.worlds.nanchuan.rights.answering import answer, content, doing
from yugong.worlds.nanchuan.rights.appealing import Appeal
from yugong.worlds.nanchuan.rights.detours import finish
from yugong.worlds.timeline import Story


def panel(one: Appeal) -> Story:
    """The handler holds it unreasonable; one of the panel has given his opinion."""
    yield from doing(one)
    yield one.office(2)
    one.do("propose_panel", one.handler, reason="双方早已结清签字，没有新的事实，建议评议。")
    yield one.office(1)
    one.do("unreasonable", one.panel()[0], reasons=texts.RULED)


def ruled(one: Appeal) -> Story:
    """The panel has published its reasons."""
    yield from panel(one)
    yield one.later(4)
    one.do("unreasonable", one.panel()[1], reasons=texts.RULED)


def ruled_and_read(one: Appeal) -> Story:
    """The worker has read them."""
    yield from ruled(one)
    yield one.later(12)
    one.mine("agree")


def reopened(one: Appeal) -> Story:
    """The same trouble again within ninety days: the closed matter goes on."""
    yield from content(one)
    yield one.office(22)
    one.key = f"{one.key} again"
    one.open()


def reopened_then_content(one: Appeal) -> Story:
    """And is settled once more."""
    yield from reopened(one)
    yield one.later(3)
    one.do("accept", one.clerk, difficulty="hard")
    yield from finish(one)


def together(ones: list[Appeal], *, called_back: int = 2) -> Story:
    """Many of one workshop: laid together, one answer for all, each heard for himself."""
    lead, others = ones[0], ones[1:]
    for one in ones:
        one.now = lead.now
        yield lead.later(0.2)
        one.open()
    yield lead.office(1)
    why = "同一个车间、同一件事，一起办、一起答复，每个人自己确认。"
    rows = [one.matter for one in others]
    matters.gather(lead=lead.matter, others=rows, reason=why, by=lead.clerk, at=lead.now)
    yield lead.later(1)
    lead.do("accept", lead.clerk, difficulty="hard")
    yield lead.office(1)
    lead.do("sign_for", lead.handler)
    yield lead.office(3)
    lead.say(texts.NOTES[3], lead.handler)
    yield lead.office(3)
    answer(lead)
    for one in ones[called_back:]:
        one.now = lead.now
        one.fresh()
        yield lead.later(1.5)
        one.mine("content", solved="yes")
    for one in ones[:called_back]:
        one.now = lead.now
        yield from one.until("calling")
        yield one.office(1)
        one.do("said_content", one.drawn, solved="yes", spoke=one.dice.choice(texts.SPOKE))
