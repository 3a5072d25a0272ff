"""How orders of the demo go: gathered, bid for, brought, received; and those that do not go well."""

from dataclasses import dataclass
from datetime import timedelta

from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor, person
from yugong.scenes.service.actions import bidding, delivering, wishing
from yugong.scenes.service.models import Offering, ServiceOrder, Wish
from yugong.worlds.nanchuan.going import Going
from yugong.worlds.timeline import Story

SAID = (
    "师傅手艺好，下次还点。",
    "来得准时，态度好。",
    "",
    "分量足，班组都说好。",
    "",
    "东西不错，就是晚了一点。",
)


@dataclass(kw_only=True)
class Ordering(Going):
    """One order on its way: who wishes, who bids, which hands."""

    unit: Unit
    menu: dict[str, Offering]
    thing: str
    people: list[tuple[Person, int]]  # with how many heads
    providers: tuple[tuple[str, int], ...]  # with the price of a piece in yuan
    clerk: Actor
    chooser: Actor
    bringer: Actor
    place: str

    def order(self) -> ServiceOrder:
        """The order as it stands."""
        return ServiceOrder.objects.get(pk=self.wishes[0].order_id)

    def __post_init__(self) -> None:
        self.wishes: list[Wish] = []

    def ask(self) -> None:
        """Everybody presses twice."""
        for who, heads in self.people:
            made = wishing.wish(
                person=who, offering=self.menu[self.thing], heads=heads, by=person(who.pk), at=self.now
            )
            self.wishes.append(made)
        self.making.step("点单")

    def call(self, most: int = 3) -> None:
        """The clerk asks around."""
        order = bidding.invite(order=self.order(), by=self.clerk, at=self.now)
        for n, (name, yuan) in enumerate(self.providers[:most], start=2):
            bidding.bid(order=order, provider=name, price_fen=yuan * order.pieces * 100, by=self.clerk,
                        on=(self.now + timedelta(days=n)).date(), at=self.now)  # fmt: skip

    def choose(self, why: str, few_why: str = "") -> None:
        """The cheapest that comes in time."""
        order = self.order()
        first = order.bids.order_by("price_fen", "on", "id").first()
        assert first is not None, "orders: somebody has bid"
        bidding.choose(order=order, bid_id=first.pk, why=why, few_why=few_why, by=self.chooser, at=self.now)

    def bring(self) -> None:
        """It is there; the people are asked."""
        order = self.order()
        delivering.deliver(order=order, on=self.now.date(), place=self.place, by=self.bringer, at=self.now)

    def hear(self, *words: str) -> None:
        """So many of the receivers speak, each in turn: good, bad or missing; "" keeps silent."""
        for wish, word in zip(self.wishes, words, strict=False):
            if word:
                delivering.receive(
                    person=wish.person, wish=wish, got="no" if word == "missing" else "yes",
                    liked="" if word == "missing" else word, words=self.dice.choice(SAID),
                    by=person(wish.person_id), at=self.now,
                )  # fmt: skip


def gathered(one: Ordering) -> Story:
    """Wishes come in."""
    yield one.now
    one.ask()


def called(one: Ordering) -> Story:
    """Bids are written down; nobody has chosen."""
    yield from gathered(one)
    yield one.office(2)
    one.call()


def called_twice(one: Ordering) -> Story:
    """Only two have bid so far."""
    yield from gathered(one)
    yield one.office(1)
    one.call(2)


def chosen(one: Ordering) -> Story:
    """Somebody is on his way."""
    yield from called(one)
    yield one.office(1)
    one.choose("三家里价格最低，离得近，上次送得准时。")


def brought(one: Ordering) -> Story:
    """It is there; the people are asked."""
    yield from chosen(one)
    yield one.office(2)
    one.bring()


def half_heard(one: Ordering) -> Story:
    """Some have answered."""
    yield from brought(one)
    yield one.later(5)
    one.hear("", "good", "good")


def done(one: Ordering) -> Story:
    """Everybody has it."""
    yield from brought(one)
    yield one.later(6)
    one.hear("good", "good", "good", "good")


def silent(one: Ordering) -> Story:
    """One speaks, the rest keep silent until the time is over."""
    yield from brought(one)
    yield one.later(6)
    one.hear("good", "bad")


def missing(one: Ordering) -> Story:
    """One says that it did not come: open again, with a clock."""
    yield from brought(one)
    yield one.later(6)
    one.hear("good", "missing")


def brought_again(one: Ordering) -> Story:
    """It came the second time."""
    yield from missing(one)
    yield one.office(2)
    one.bring()
    yield one.later(4)
    one.hear("", "good", "good", "bad")


def few(one: Ordering) -> Story:
    """Two bids and a reason."""
    yield from called_twice(one)
    yield one.office(1)
    one.choose("手艺好，两家里先到。", "镇上只有这两家肯上门，问了五家。")
    yield one.office(2)
    one.bring()
    yield one.later(5)
    one.hear("good", "good", "", "good")


def dropped(one: Ordering) -> Story:
    """It cannot be had this time."""
    yield from called(one)
    yield one.office(2)
    bidding.drop(
        order=one.order(), why="三家都排到下个月，先退回；下月 5 日前会再上菜单。", by=one.chooser, at=one.now
    )
