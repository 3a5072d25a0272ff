"""Appeals that go the ordinary way: taken, handled, answered, and the worker's word."""

from yugong.worlds.nanchuan.rights import appeal_texts as texts
from yugong.worlds.nanchuan.rights.appealing import Appeal
from yugong.worlds.timeline import Story


def waits(one: Appeal) -> Story:
    """Told, not yet taken."""
    yield one.now
    one.open()


def dispatched(one: Appeal) -> Story:
    """Sent to the union that should handle it; not signed for yet."""
    yield from waits(one)
    yield one.office(0 if one.now.hour < 15 else 1)
    hard = one.told.topic in ("injury", "disease", "layoff", "dispatch", "harassment")
    one.do("accept", one.clerk, difficulty="hard" if hard else "ordinary")


def doing(one: Appeal) -> Story:
    """Being handled."""
    yield from dispatched(one)
    yield one.later(1) if one.now.hour < 16 else one.office(1)
    one.do("sign_for", one.handler)


def noted(one: Appeal) -> Story:
    """Being handled, and the worker knows how far it is."""
    yield from doing(one)
    yield one.later(3)
    one.say(one.dice.choice(texts.WORRIES), one.me)
    yield one.office(2)
    one.say(one.dice.choice(texts.NOTES), one.handler)


def answered(one: Appeal) -> Story:
    """Answered; the worker has not spoken."""
    yield from (noted if one.dice.random() < 0.25 else doing)(one)
    yield one.office(one.dice.choice((1, 1, 2)))
    answer(one)


def answer(one: Appeal) -> None:
    """The handler's answer, with what came back."""
    more = {"recovered": f"{one.answers['amount']}"} if one.told.money[0] else {}
    one.do("answer", one.handler, result=one.result, **more)


def content(one: Appeal) -> Story:
    """Answered in time, and the worker is content."""
    yield from answered(one)
    yield one.later(20)
    one.mine("content", solved=one.dice.choices(("yes", "part"), weights=(9, 1))[0])


def late_content(one: Appeal) -> Story:
    """Answered after the limit; content all the same."""
    yield from doing(one)
    yield one.office(7)
    answer(one)
    yield one.later(30)
    one.mine("content", solved="yes")


def cancelled(one: Appeal) -> Story:
    """Settled before anybody looked."""
    yield from waits(one)
    yield one.later(1)
    one.mine("cancel")


def declined(one: Appeal) -> Story:
    """No matter for a union; the worker is told where to go."""
    yield from waits(one)
    yield one.later(3)
    reason, way_on = one.dice.choice(texts.DECLINED)
    one.do("decline", one.clerk, reason=reason, way_on=way_on)


def declined_and_read(one: Appeal) -> Story:
    """He has read it."""
    yield from declined(one)
    yield one.later(10)
    one.mine("content", solved="part")
