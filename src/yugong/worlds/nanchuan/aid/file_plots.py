"""How files of hardship go: each a story from the phone to where it stands at the world's end."""

from yugong.kernel.actor import VISITOR
from yugong.scenes.aid.actions import postings, reviews
from yugong.worlds.nanchuan.aid.filing import File
from yugong.worlds.timeline import Story

ABOVE = "核定后的收入高于本地标准"


def begun(one: File) -> Story:
    """Being filled in."""
    yield one.now
    one.begin()


def sent(one: File) -> Story:
    """Waits for a look at the papers."""
    yield from begun(one)
    yield one.later(3)
    one.send()


def mending(one: File) -> Story:
    """Something is missing."""
    yield from sent(one)
    yield one.office(1)
    one.do("ask", one.handler, missing="请补住院结算单和孩子的学费收据，拍照就行。")


def accepted(one: File) -> Story:
    """Waits for the visit."""
    yield from sent(one)
    yield one.office(1)
    one.do("accept", one.handler)


def discussed(one: File) -> Story:
    """Visited, and verified."""
    yield from accepted(one)
    yield one.office(2)
    one.visit()
    yield one.office(1)
    one.verify()


def posted(one: File) -> Story:
    """Shown to the public for five working days."""
    yield from discussed(one)
    yield one.later(2)
    one.do("post", one.handler, heads="5")


def objected(one: File) -> Story:
    """Somebody objects."""
    yield from posted(one)
    yield one.office(2)
    standing = postings.open_of(one.house)
    assert standing is not None, "files: what was posted stands"
    said = "听说他家去年买了新车，请查一下。"
    postings.object_(posting=standing, text=said, contact="", by=VISITOR, at=one.now)


def reposted(one: File) -> Story:
    """Looked into, unfounded; posted for three days more."""
    yield from objected(one)
    yield one.office(1)
    one.do("unfounded", one.handler, finding="车辆登记核对过，名下没有车；邻居说的是他弟弟的车。")


def to_review(one: File) -> Story:
    """Nobody objected; somebody else looks through it."""
    yield from posted(one)
    yield from one.until("review")


def to_approve(one: File) -> Story:
    """The district decides."""
    yield from to_review(one)
    yield one.office(1)
    one.do("pass", one.other, relation="none")


def told(one: File) -> Story:
    """On file; the household has not read it."""
    yield from to_approve(one)
    yield one.office(1)
    one.do("approve", one.other, relation="none")


def on_file(one: File) -> Story:
    """On file, and read."""
    yield from told(one)
    yield one.later(8)
    one.do("understood", one.me)


def reviewed(one: File) -> Story:
    """A year is nearly over: nothing has changed."""
    yield from on_file(one)
    while not one.house.reviews.exists():
        yield one.office(5)
    yield one.office(2)
    reviews.answer(household=one.house, changed={}, by=one.me, at=one.now)


def refused(one: File) -> Story:
    """Above the line: refused with the smallest change that would change it."""
    yield from discussed(one)
    yield one.office(1)
    one.do("none", one.handler, why=ABOVE)
    yield one.office(1)
    one.do("pass", one.other, relation="none")
    yield one.office(1)
    one.do("refuse", one.other, relation="none", why=ABOVE)


def appealed(one: File) -> Story:
    """The union above looks at it once more."""
    yield from refused(one)
    yield one.later(20)
    one.do("appeal", one.me, why="学费和药费加起来比工资还多，请再算一次。")


def kept(one: File) -> Story:
    """And comes to the same."""
    yield from appealed(one)
    yield one.office(4)
    one.do("keep", one.other, relation="none", why="重新核对了工资流水，结论不变；有变化随时可以再申请。")
