"""Appeals in which the worker is not content, or says nothing: calls by lot, and the level above."""

from yugong.worlds.nanchuan.rights import appeal_texts as texts
from yugong.worlds.nanchuan.rights.answering import answer, answered
from yugong.worlds.nanchuan.rights.appealing import Appeal
from yugong.worlds.timeline import Story


def calling(one: Appeal) -> Story:
    """No word in five days: somebody outside the handling line was drawn to call."""
    yield from answered(one)
    yield from one.until("calling")


def called(one: Appeal) -> Story:
    """Called back, and content."""
    yield from calling(one)
    yield one.office(0)
    one.do("said_content", one.drawn, solved="yes", spoke=one.dice.choice(texts.SPOKE))


def called_unhappy(one: Appeal) -> Story:
    """Called back, not content; handled again, and then content."""
    yield from calling(one)
    yield one.office(0)
    one.do("said_unhappy", one.drawn, said=one.dice.choice(texts.UNHAPPY), spoke=texts.SPOKE_UNHAPPY)
    yield one.office(2)
    answer(one)
    yield one.later(30)
    one.mine("content", solved="yes")


def unreached(one: Appeal) -> Story:
    """Called in vain; in the end silence closes it, and counts as silence."""
    yield from calling(one)
    yield one.office(1)
    one.do("unreached", one.drawn, tried=texts.TRIED)


def unhappy(one: Appeal) -> Story:
    """Not content: the same union once more."""
    yield from answered(one)
    yield one.later(16)
    one.mine("unhappy", said=one.dice.choice(texts.UNHAPPY))


def unhappy_then_content(one: Appeal) -> Story:
    """Not content once, then content."""
    yield from unhappy(one)
    yield one.office(3)
    answer(one)
    yield one.later(12)
    one.mine("content", solved="yes")


def raised(one: Appeal) -> Story:
    """Not content twice: now the union above handles it."""
    yield from unhappy(one)
    yield one.office(2)
    answer(one)
    yield one.later(12)
    one.mine("unhappy", said=texts.UNHAPPY_AGAIN)


def raised_then_content(one: Appeal) -> Story:
    """The union above settles it."""
    yield from raised(one)
    yield one.office(3)
    answer(one)
    yield one.later(9)
    one.mine("content", solved="yes")
