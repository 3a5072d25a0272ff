"""Appeals that go astray for a while: sent back, handed up, paused, urged, watched from above."""

from yugong.engines.matters import actions as matters
from yugong.worlds.nanchuan.rights import appeal_texts as texts
from yugong.worlds.nanchuan.rights.answering import answer, dispatched, doing
from yugong.worlds.nanchuan.rights.appealing import Appeal
from yugong.worlds.timeline import Story


def sent_back(one: Appeal) -> Story:
    """The union holds that another should handle it; the dispatcher has to rule."""
    yield from dispatched(one)
    yield one.office(1)
    why = one.dice.choice(texts.RETURNS)
    one.do("send_back", one.handler, reason=why, to=str(one.district.pk))


def redirected(one: Appeal) -> Story:
    """The dispatcher agrees; the district's own officer handles it."""
    yield from sent_back(one)
    yield one.later(2)
    one.do("uphold", one.clerk, to=str(one.district.pk))
    yield from finish(one)


def overruled(one: Appeal) -> Story:
    """The dispatcher does not agree; who sent it back handles it."""
    yield from sent_back(one)
    yield one.later(2)
    one.do("overrule", one.clerk, reason=texts.OVERRULED)
    yield from finish(one)


def finish(one: Appeal) -> Story:
    """Signed for, answered, content."""
    yield one.office(1)
    one.do("sign_for", one.handler)
    yield one.office(2)
    answer(one)
    yield one.later(22)
    one.mine("content", solved="yes")


def handed_up(one: Appeal) -> Story:
    """The town asks the district to handle it."""
    yield from doing(one)
    yield one.office(1)
    to, why = one.fresh().unit.parent, one.dice.choice(texts.TRANSFERS)
    one.matter = matters.transfer(matter=one.matter, to=to, reason=why, by=one.handler, at=one.now)


def handed_up_then_content(one: Appeal) -> Story:
    """The district settles it."""
    yield from handed_up(one)
    yield one.office(2)
    answer(one)
    yield one.later(22)
    one.mine("content", solved="yes")


def paused(one: Appeal) -> Story:
    """Clocks stand still while something from outside is awaited."""
    yield from doing(one)
    yield one.later(2)
    matters.pause(matter=one.matter, reason=one.dice.choice(texts.PAUSES), by=one.handler, at=one.now)


def paused_then_content(one: Appeal) -> Story:
    """The clocks go on, and it is settled."""
    yield from paused(one)
    yield one.office(4)
    matters.resume(matter=one.matter, by=one.handler, at=one.now)
    yield one.office(1)
    answer(one)
    yield one.later(22)
    one.mine("content", solved="yes")


def urged(one: Appeal) -> Story:
    """The worker waits, and urges."""
    yield from doing(one)
    yield one.later(50)
    matters.urge(matter=one.matter, by=one.me, at=one.now)


def watched(one: Appeal) -> Story:
    """Late; the union above demands an answer."""
    yield from doing(one)
    yield one.office(6)
    demand = one.dice.choice(texts.DEMANDS)
    matters.supervise(matter=one.matter, demand=demand, by=one.above, at=one.now)


def watched_then_content(one: Appeal) -> Story:
    """The demand is answered, and so is the worker."""
    yield from watched(one)
    yield one.office(1)
    matters.answer_supervision(matter=one.matter, answer=texts.WATCHED, by=one.handler, at=one.now)
    yield one.office(2)
    answer(one)
    yield one.later(22)
    one.mine("content", solved="yes")
