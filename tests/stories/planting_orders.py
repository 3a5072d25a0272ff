"""Plants orders for the tours: a menu of the holder's unions, and an order in every state of its page."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from yugong.ground.org.models import Unit
from yugong.ground.people.models import Membership, Person
from yugong.kernel.actor import person as acting
from yugong.scenes.service.actions import bidding, delivering, menu_keeping, wishing
from yugong.scenes.service.models import Offering, Wish

NOW = timezone.now()
THING = {
    "about": "师傅到车间。", "audience": "members", "each_month": 3, "most_heads": 20, "fen_each": 0,
}  # fmt: skip


def offered(unit: Unit, by: Any, name: str) -> Offering:
    return menu_keeping.offer(unit=unit, given=THING | {"name": name}, by=by, at=NOW)


def wished(offering: Offering, person: Person) -> Wish:
    return wishing.wish(person=person, offering=offering, by=acting(person.pk), at=NOW)


def plant(person: Person, upper: Unit, crew: list[Any]) -> list[Any]:
    """The paths that are opened: gathered, called for, on its way, to be confirmed, cannot be."""
    clerk, chooser, bringer = crew[0], crew[1], crew[2]
    wishes = []
    for n, name in enumerate(("远处理发", "远处热饭", "远处理疗", "远处检修", "远处电影")):
        wish = wished(offered(upper, clerk, name), person)
        wishes.append(wish)
        if n == 0:
            continue
        order = bidding.invite(order=wish.order, by=clerk, at=NOW)
        day = timezone.localdate() + timedelta(days=1)
        bid = bidding.bid(order=order, provider="远处服务队", price_fen=0, on=day, by=clerk, at=NOW)
        if n == 4:
            bidding.drop(order=order, why="排到下个月", by=chooser, at=NOW)
        elif n > 1:
            bidding.choose(order=order, bid_id=bid.pk, why="手艺好", few_why="只有一家", by=chooser, at=NOW)
        if n == 3:
            delivering.deliver(order=order, on=timezone.localdate(), place="远处", by=bringer, at=NOW)
    return [
        ("holder", "/orders/", 200),
        ("holder", f"/orders/{wishes[0].order.offering_id}/", 200),
        *(("holder", f"/orders/mine/{one.pk}/", 200) for one in wishes),
        ("city", "/desk/orders/", 200),
        ("city", "/desk/orders/menu/", 200),
        ("city", "/desk/orders/menu/new/", 200),
        ("city", f"/desk/orders/menu/{wishes[0].order.offering_id}/", 200),
        *(("city", f"/desk/orders/{one.order_id}/", 200) for one in wishes),
    ]


def far(upper: Unit, person: Person, clerk: Any) -> dict[str, str]:
    """A thing of another district's menu, ordered there."""
    wish = wished(offered(upper, clerk, "远处理发"), person)
    return {
        "offering_id": str(wish.order.offering_id),
        "order_id": str(wish.order_id),
        "wish_id": str(wish.pk),
    }


def member_of(upper: Unit) -> Person:
    """Somebody who is a member below a union."""
    row = Membership.objects.filter(unit__path__startswith=upper.path, valid_to=None, superseded_at=None)
    found: Person = row.order_by("id")[0].person
    return found
