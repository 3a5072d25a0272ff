"""A union whose people order, the officers who bring it, and a budget that pays."""

from datetime import timedelta
from typing import Any

from tests.ground.access import town as towns
from tests.scenes.organise.desk_town import member

from yugong.engines.ledger.actions import budgets, funds
from yugong.ground.access import principal
from yugong.ground.people.models import Account, Person
from yugong.kernel import actor
from yugong.kernel.actor import SYSTEM, Actor
from yugong.kernel.calendar import local_day
from yugong.scenes.service.actions import bidding, delivering, menu_keeping, wishing
from yugong.scenes.service.models import Offering, ServiceOrder, Wish

NOW = towns.NOW
TODAY = local_day(NOW)
DAY = timedelta(days=1)


class Canteen:
    """Short verbs for the tests."""

    def __init__(self) -> None:
        self.tree = towns.build()
        self.accounts: dict[str, Account] = {}
        for n, name in enumerate(("clerk", "second", "chooser")):
            self.accounts[name], _ = towns.officer(name, 300 + n, self.tree.east, "district_officer")
        self.workers = [member(f"陈工{name}", 500 + n, self.tree.union) for n, name in enumerate("甲乙丙丁")]
        self.stranger = member("外区工友", 510, self.tree.other)
        fund = funds.open_fund(unit=self.tree.east, name="服务", source="own", year=TODAY.year,
                               purpose="点单", by=SYSTEM, at=NOW)  # fmt: skip
        funds.receive(fund=fund, amount_fen=1_000_00, text="本级", on=TODAY, by=SYSTEM, at=NOW)
        self.line = budgets.plan(fund=fund, head="warmth", amount_fen=1_000_00, by=SYSTEM, at=NOW)

    def by(self, name: str) -> Actor:
        loaded = principal.load(self.accounts[name].pk, today=TODAY)
        assert loaded
        return loaded[0].seated(loaded[0].seats[0])

    def offer(self, **more: Any) -> Offering:
        given = {
            "name": "送清凉", "about": "绿豆汤", "audience": "members", "each_month": 1, "most_heads": 30,
            "fen_each": 60_00, "line": self.line.pk,
        }  # fmt: skip
        return menu_keeping.offer(unit=self.tree.east, given=given | more, by=self.by("clerk"), at=NOW)

    def wish(self, offering: Offering, who: Person, heads: int = 1, at: Any = NOW) -> Wish:
        return wishing.wish(person=who, offering=offering, heads=heads, by=actor.person(who.pk), at=at)

    def bid(self, order: ServiceOrder, provider: str, yuan: int = 60, **more: Any) -> Any:
        given: dict[str, Any] = {"on": TODAY + 2 * DAY, "by": self.by("clerk"), "at": NOW} | more
        return bidding.bid(order=order, provider=provider, price_fen=yuan * 100, **given)

    def bidding(self, offering: Offering, *people: Person) -> ServiceOrder:
        """An order of these people for which three have bid."""
        wishes = [self.wish(offering, one) for one in people]
        order = wishes[0].order
        bidding.invite(order=order, by=self.by("clerk"), at=NOW)
        for n, name in enumerate(("江边食堂", "茶厂食堂", "老街餐饮")):
            self.bid(order, name, 60 - n)
        return order

    def choose(self, order: ServiceOrder, name: str = "chooser", **more: Any) -> ServiceOrder:
        chosen = order.bids.order_by("price_fen").first()
        assert chosen is not None
        given = {"bid_id": chosen.pk, "why": "最便宜，也最近", "by": self.by(name), "at": NOW} | more
        return bidding.choose(order=order, **given)

    def brought(self, offering: Offering, *people: Person) -> ServiceOrder:
        """An order that was brought."""
        order = self.choose(self.bidding(offering, *people))
        return self.deliver(order)

    def deliver(self, order: ServiceOrder, name: str = "second", at: Any = NOW) -> ServiceOrder:
        return delivering.deliver(order=order, on=TODAY, place="茶厂门口", by=self.by(name), at=at)

    def says(self, who: Person, order: ServiceOrder, got: str, liked: str = "", at: Any = NOW) -> Wish:
        row = Wish.objects.get(order=order, person=who)
        return delivering.receive(
            person=who, wish=row, got=got, liked=liked, words="热乎", by=actor.person(who.pk), at=at
        )
