"""How letters go: each a story from the draft to where it stands at the world's end."""

from yugong.worlds.nanchuan.rights.lettering import SETTLED, Letter
from yugong.worlds.timeline import Story


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
