"""Ordering: wishes make one order, the chooser has not bid, money is held, receivers alone confirm."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.ground.access import town as towns
from tests.scenes.organise.desk_town import at_desk, text
from tests.scenes.service.canteen import DAY, NOW, TODAY, Canteen

from yugong.engines.ledger.queries import balances
from yugong.ground.audit.writing import writing
from yugong.ground.notices.models import Notice
from yugong.ground.people.models import Person
from yugong.kernel import actor
from yugong.kernel.actor import CLOCK
from yugong.kernel.errors import Refused
from yugong.scenes.service.actions import bidding, delivering, wishing
from yugong.scenes.service.models import Offering, ServiceOrder, Wish
from yugong.scenes.service.queries import orders

LATER = NOW + timedelta(days=40)


def refused(code: str, call, *given, **more) -> None:
    with pytest.raises(Refused) as caught:
        call(*given, **more)
    assert code in (caught.value.code, caught.value.field)


def test_wishes_of_one_union_make_one_order(canteen: Canteen) -> None:
    thing, (first, second, third, _) = canteen.offer(), canteen.workers
    one, two = canteen.wish(thing, first), canteen.wish(thing, second, heads=12)
    assert one.order_id == two.order_id
    assert canteen.wish(thing, first).pk == one.pk
    order = ServiceOrder.objects.get()
    assert (order.pieces, order.unit, order.stage) == (13, canteen.tree.union, "open")
    wishing.take_back(person=first, wish=one, by=actor.person(first.pk), at=NOW)
    assert orders.pieces(order) == 12
    bidding.invite(order=order, by=canteen.by("clerk"), at=NOW)
    refused("stale", wishing.take_back, person=second, wish=two, by=actor.person(second.pk), at=NOW)
    assert canteen.wish(thing, third).order_id != order.pk
    refused("enough", canteen.wish, thing, second)
    assert canteen.wish(thing, second, at=LATER).heads == 1
    refused("elsewhere", canteen.wish, thing, canteen.stranger)
    refused("heads", canteen.wish, thing, first, heads=31)
    refused("elsewhere", canteen.wish, canteen.offer(audience="new_forms"), first)


def test_who_wrote_a_bid_down_does_not_choose_and_money_is_held(canteen: Canteen) -> None:
    order = canteen.bidding(canteen.offer(), *canteen.workers[:3])
    refused("own_work", canteen.choose, order, "clerk")
    refused("why", canteen.choose, order, why=" ")
    refused("provider", canteen.bid, order, "江边食堂")
    chosen = canteen.choose(order)
    assert (chosen.stage, chosen.chosen.provider) == ("underway", "老街餐饮")
    line = balances.line_of(canteen.line.pk)
    assert line is not None
    assert line.held == 58_00
    said = Notice.objects.filter(template="orders.chosen").count()
    assert said == 3


def test_few_bids_need_a_reason_and_no_bid_passes_the_menus_limit(canteen: Canteen) -> None:
    order = canteen.wish(canteen.offer(fen_each=20_00), canteen.workers[0]).order
    bidding.invite(order=order, by=canteen.by("clerk"), at=NOW)
    dear, fair = canteen.bid(order, "老街餐饮", 21), canteen.bid(order, "江边食堂", 20)
    refused("few_why", canteen.choose, order)
    refused("bid", canteen.choose, order, bid_id=dear.pk, few_why="只有这两家送")
    assert canteen.choose(order, bid_id=fair.pk, few_why="只有这两家送").few_why == "只有这两家送"


def test_what_cannot_be_had_gives_money_and_month_back(canteen: Canteen) -> None:
    thing, who = canteen.offer(), canteen.workers[0]
    order = canteen.choose(canteen.bidding(thing, who))
    bidding.drop(order=order, why="食堂停业", by=canteen.by("chooser"), at=NOW)
    line = balances.line_of(canteen.line.pk)
    assert line is not None
    assert line.held == 0
    assert canteen.wish(thing, who).order_id != order.pk


def test_receivers_alone_say_that_it_came_and_what_did_not_is_brought_again(canteen: Canteen) -> None:
    first, second, third, _ = canteen.workers
    order = canteen.brought(canteen.offer(), first, second, third)
    canteen.says(first, order, "yes", "good")
    canteen.says(second, order, "no")
    order.refresh_from_db()
    assert (order.stage, order.again, order.due_at > NOW) == ("underway", 1, True)
    assert Notice.objects.filter(template="orders.again").count() == 1
    canteen.deliver(order)
    asked = Notice.objects.filter(template="orders.delivered", person_id=first.pk).count()
    assert asked == 1  # who has said that it came is not asked again
    canteen.says(second, order, "yes", "bad")
    assert delivering.sweep(by=CLOCK, at=NOW) == 0
    assert delivering.sweep(by=CLOCK, at=LATER) == 1
    found = orders.heard(order)
    assert (found.asked, found.answered, found.silent, found.good, found.bad) == (3, 2, 1, 1, 1)
    canteen.says(third, order, "no", at=LATER + DAY)
    order.refresh_from_db()
    assert (order.stage, order.ended_at) == ("underway", None)


def test_who_did_the_work_never_confirms_it(canteen: Canteen) -> None:
    thing, hand = canteen.offer(), canteen.by("second")
    person = Person.objects.get(pk=hand.person_id)
    towns.join(person, canteen.tree.union)
    order = canteen.brought(thing, canteen.workers[0], person)
    refused("own_work", canteen.says, person, order, "yes", "good")
    refused("unknown", delivering.receive, person=canteen.workers[1], got="yes", liked="good",
            wish=Wish.objects.get(order=order, person=canteen.workers[0]),
            by=actor.person(canteen.workers[1].pk), at=NOW)  # fmt: skip
    canteen.says(canteen.workers[0], order, "yes", "good")
    assert orders.heard(order).silent == 1


def phone(person: Person, n: int) -> Client:
    client = Client()
    client.force_login(
        towns.open_account(person, f"w{n}"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


@pytest.mark.usefixtures("plain_static")
def test_two_taps_on_the_phone_and_the_whole_way_at_the_desk(canteen: Canteen) -> None:
    desk, chooser = at_desk(canteen.accounts["clerk"]), at_desk(canteen.accounts["chooser"])
    asked = {
        "name": "上门理发",
        "about": "师傅来车间",
        "audience": "members",
        "each_month": "1",
        "most_heads": "20",
    }
    assert desk.get("/desk/orders/menu/new/").status_code == 200
    assert desk.post("/desk/orders/menu/new/", asked | {"fen_each": "10"}).status_code == 422
    assert desk.post("/desk/orders/menu/new/", asked | {"fen_each": "10", "line": str(canteen.line.pk)}).url
    thing = Offering.objects.get()
    worker = phone(canteen.workers[0], 1)
    assert "上门理发" in text(worker.get("/orders/"))
    assert phone(canteen.stranger, 2).get(f"/orders/{thing.pk}/").status_code == 404
    mine = worker.post(f"/orders/{thing.pk}/wish/", {"heads": "1"}).url
    order = ServiceOrder.objects.get()
    path = f"/desk/orders/{order.pk}/"
    assert desk.post(f"{path}invite/").url == path
    bid = {"provider": "阿强理发", "price": "10", "on": f"{TODAY + DAY}", "note": ""}
    assert desk.post(f"{path}bid/", bid | {"price": "十元"}).status_code == 422
    assert desk.post(f"{path}bid/", bid).url == path
    choice = {"bid": str(order.bids.get().pk), "why": "手艺好", "few_why": "镇上只有一家"}
    assert desk.post(f"{path}choose/", choice).status_code == 422
    assert chooser.post(f"{path}choose/", choice).url == path
    assert "手艺好" in text(worker.get(mine))
    assert desk.post(f"{path}deliver/", {"on": f"{TODAY}", "place": "二车间"}).url == path
    page = text(worker.get(mine))
    assert re.findall(r'action="([^"]+)"', page) == [f"{mine}received/", f"{mine}missing/"]
    assert worker.post(f"{mine}received/", {}).status_code == 422
    assert worker.post(f"{mine}received/", {"liked": "good", "words": "<b>巴适</b>"}).url == mine
    assert "&lt;b&gt;巴适" in text(desk.get(path))
    assert (ServiceOrder.objects.get().stage, "送完了" in text(desk.get("/desk/orders/"))) == ("done", True)
    assert (
        at_desk(towns.officer("西", 390, canteen.tree.west, "district_officer")[0]).get(path).status_code
        == 404
    )


def test_the_table_itself_refuses_a_rating_of_what_did_not_come(canteen: Canteen) -> None:
    row = canteen.wish(canteen.offer(), canteen.workers[0])
    row.liked = "good"
    with pytest.raises(Exception, match="wish_rated_when_received"), writing("test"):
        row.save()
