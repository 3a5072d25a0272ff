"""Membership moves, rests, returns and ends by its rules: nobody is held, and nothing ends in silence."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from tests.ground.access import town as towns

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import Happening, Matter
from yugong.ground.access import session
from yugong.ground.access.principal import load
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people import queries
from yugong.ground.people.models import Membership, Person
from yugong.kernel.actor import CLOCK, SYSTEM, Actor
from yugong.kernel.actor import person as himself
from yugong.kernel.calendar import ZONE, local_day
from yugong.kernel.errors import Refused
from yugong.scenes.organise.actions import joining

from .desk_town import at_desk, member, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static")]
MONDAY = datetime(2026, 7, 13, 9, 0, tzinfo=ZONE)


@dataclass
class World:
    """Two employers' unions and a home union, each with its chair, and a rider of the first."""

    tree: towns.Town
    home: Unit
    rider: Person
    chairs: dict[str, Actor]
    desks: dict[str, Client]

    @property
    def me(self) -> Actor:
        return himself(self.rider.pk)

    def ask(self, kind: str, at: datetime = MONDAY, **answers: str) -> Matter:
        return matters.open(kind=f"organise.{kind}", asker=self.rider, answers=answers, by=self.me, at=at)

    def move(self, matter: Matter, name: str, by: Actor, at: datetime = MONDAY, **answers: str) -> Matter:
        fresh = Matter.objects.get(pk=matter.pk)
        return matters.move(matter=fresh, name=name, answers=answers, by=by, at=at)

    def union(self) -> str:
        stretch = queries.membership_of(self.rider.pk)
        return stretch.unit.name if stretch else ""

    def standing(self) -> str:
        stretch = queries.membership_of(self.rider.pk)
        return stretch.standing if stretch else ""


@pytest.fixture
def world() -> World:
    tree = towns.build()
    home = towns.found("骑手之家工会", "home", tree.east)
    chairs, desks = {}, {}
    for n, (name, unit, role) in enumerate(
        (
            ("old", tree.union, "grassroots_chair"),
            ("new", tree.other, "grassroots_chair"),
            ("home", home, "grassroots_chair"),
            ("street", tree.street, "street_officer"),
        ),
        start=50,
    ):
        account, _ = towns.officer(f"主席{n}", n, unit, role)
        actor, _ = load(account.pk, today=MONDAY.date()) or (SYSTEM, "")
        chairs[name], desks[name] = actor.seated(actor.seats[0]), at_desk(account)
    return World(tree, home, member("陈大勇", 1, tree.union), chairs, desks)


def sweep(at: datetime) -> None:
    matters.sweep(by=CLOCK, at=at)


def to_other(world: World, unit: Unit | None = None) -> Matter:
    return world.ask("transfer", to=str((unit or world.tree.other).pk), why="换了单位", agree="yes")


def test_the_new_union_takes_the_old_one_lets_go_and_no_day_is_missing(world: World) -> None:
    matter = to_other(world)
    assert (matter.stage, matter.unit) == ("take", world.tree.other)
    with pytest.raises(Refused, match="组织范围"):
        world.move(matter, "accept", world.chairs["old"])
    matter = world.move(matter, "accept", world.chairs["new"])
    assert (matter.stage, matter.unit, world.union()) == ("let", world.tree.union, "茶厂工会")
    later = MONDAY + timedelta(days=1)
    world.move(matter, "release", world.chairs["old"], at=later)
    was, now = Membership.objects.filter(person=world.rider, superseded_at=None).order_by("valid_from")
    assert (was.valid_to, now.valid_from) == (local_day(later), local_day(later))
    assert (was.number, was.joined_on) == (now.number, now.joined_on)
    assert (world.union(), now.matter) == ("纺织厂工会", matter.number)


def test_silence_of_the_old_union_for_three_working_days_is_consent(world: World) -> None:
    matter = world.move(to_other(world), "accept", world.chairs["new"])
    sweep(datetime(2026, 7, 16, 23, 0, tzinfo=ZONE))
    assert world.union() == "茶厂工会"
    sweep(datetime(2026, 7, 17, 0, 5, tzinfo=ZONE))
    assert world.union() == "纺织厂工会"
    last = Happening.objects.filter(matter=matter).latest("seq")
    assert (last.did, last.move, last.to_stage) == ("move", "consent", "told")


def test_a_new_union_that_does_nothing_cannot_hold_him_up(world: World) -> None:
    to_other(world)
    sweep(MONDAY + timedelta(days=10))
    sweep(MONDAY + timedelta(days=20))
    assert world.union() == "纺织厂工会"


def test_facts_on_both_sides_decide_at_once(world: World) -> None:
    mill = org.register_employer(name="纺织厂", by=SYSTEM, at=MONDAY)
    people.employ(person=world.rider, employer=mill, source="roster", by=SYSTEM, at=MONDAY)
    with_employer = org.found_unit(
        name="新纺织厂工会", kind="enterprise", parent=world.tree.street, on=date(2020, 1, 1), employer=mill,
        by=SYSTEM, at=MONDAY,
    )  # fmt: skip
    matter = to_other(world, with_employer)
    assert (matter.stage, world.union()) == ("told", "新纺织厂工会")
    kept = Happening.objects.get(matter=matter, move="transfer_by_rule").data["verdict"]
    assert kept["outcome"] == "transfer_by_rule"


def test_a_refusal_says_why_and_leaves_the_membership_where_it_is(world: World) -> None:
    matter = to_other(world)
    world.move(matter, "refuse", world.chairs["new"], reason="不在本工会范围", way_on="请到街道工会")
    assert (world.union(), Matter.objects.get(pk=matter.pk).outcome) == (
        "茶厂工会",
        "没有办成：不在本工会范围",
    )
    again = world.move(matter, "object", world.me, said="我就在这儿上班")
    assert (again.stage, again.unit) == ("take", world.tree.other)


def test_one_move_at_a_time_and_only_where_it_makes_sense(world: World) -> None:
    with pytest.raises(Refused, match="不用转会"):
        to_other(world, world.tree.union)
    matter = to_other(world)
    with pytest.raises(Refused, match="已经有一件转会在办"):
        to_other(world, world.home)
    world.move(matter, "withdraw", world.me)
    assert to_other(world, world.home).unit == world.home
    stranger = towns.enrol("路人甲", 9)
    with pytest.raises(Refused, match="直接办入会"):
        matters.open(
            kind="organise.transfer", asker=stranger, by=himself(stranger.pk), at=MONDAY,
            answers={"to": str(world.home.pk), "why": "其他", "agree": "yes"},
        )  # fmt: skip


def test_keeping_is_decided_at_once_unless_a_post_is_held(world: World) -> None:
    matter = world.ask("retain", why="失业", since="2026-07-01")
    assert (matter.stage, world.standing()) == ("told", "retained")
    with pytest.raises(Refused, match="不用再办"):
        world.ask("retain", why="失业", since="2026-07-01")
    back = world.ask("restore", at=MONDAY + timedelta(days=2), why="重新上班了")
    assert (back.stage, world.standing()) == ("told", "active")
    towns.seat_person(world.rider, world.tree.union, "committee_member")
    held = world.ask("retain", at=MONDAY + timedelta(days=3), why="退休", since="2026-07-01")
    assert (held.stage, world.standing()) == ("check", "active")
    world.move(held, "keep", world.chairs["old"], at=MONDAY + timedelta(days=4))
    assert world.standing() == "retained"


def test_nobody_can_keep_a_member_who_wants_to_leave(world: World) -> None:
    matter = world.ask("leave", agree="yes")
    assert world.union() == "茶厂工会"
    sweep(MONDAY + timedelta(days=7))
    assert (world.union(), Matter.objects.get(pk=matter.pk).stage) == ("", "told")
    assert Membership.objects.get(person=world.rider, superseded_at=None).ended_by == "leave"


TALKS = {
    "unpaid_since": "2026-01-10", "first_on": "2026-06-01", "second_on": "2026-06-20",
    "visitor": "李主席", "talk": "说没时间",
}  # fmt: skip


def desk_opens(world: World, kind: str, **answers: str) -> Matter:
    return matters.open(
        kind=f"organise.{kind}", asker=world.rider, answers=answers, by=world.chairs["old"], at=MONDAY
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"unpaid_since": "2026-01-14"}, "没有连续满 6 个月"),
        ({"second_on": "2026-06-05"}, "两次谈话"),
        ({"first_on": "2026-01-01"}, "两次谈话"),
        ({"talk": ""}, "谈话情况"),
    ],
)
def test_withdrawal_needs_six_months_and_two_talks_on_record(world: World, change: dict, why: str) -> None:
    with pytest.raises(Refused, match=why):
        desk_opens(world, "withdraw", **TALKS | change)


def test_withdrawal_is_told_first_and_an_objection_stops_it(world: World) -> None:
    matter = desk_opens(world, "withdraw", **TALKS)
    world.move(matter, "withdraw", world.chairs["old"])
    assert world.union() == "茶厂工会"
    world.move(matter, "object", world.me, said="我一直在外地跑单")
    world.move(matter, "keep", world.chairs["old"])
    sweep(MONDAY + timedelta(days=40))
    assert (world.union(), Matter.objects.get(pk=matter.pk).stage) == ("茶厂工会", "closed")
    again = desk_opens(world, "withdraw", **TALKS)
    world.move(again, "withdraw", world.chairs["old"])
    sweep(MONDAY + timedelta(days=40))
    assert world.union() == ""
    ended = Membership.objects.get(person=world.rider, superseded_at=None)
    assert ended.ended_by == "withdraw"


def test_expulsion_is_discussed_decided_and_filed_above(world: World) -> None:
    matter = desk_opens(
        world, "expel", judgment="（2026）渝01刑初1号", facts="判决生效", group_on="2026-07-01", group="同意"
    )
    matter = world.move(matter, "decide", world.chairs["old"], resolution="2026年第3号决议")
    assert (matter.stage, matter.unit) == ("file", world.tree.street)
    world.move(matter, "file", world.chairs["street"])
    assert world.union() == "茶厂工会"
    sweep(MONDAY + timedelta(days=20))
    assert world.union() == ""


def test_a_death_is_recorded_with_who_told_it(world: World) -> None:
    matter = desk_opens(world, "death", died_on="2026-07-02", source="家属告知", reporter="女儿陈某")
    world.move(matter, "confirm", world.chairs["old"])
    ended = Membership.objects.get(person=world.rider, superseded_at=None)
    assert (ended.ended_by, ended.valid_to) == ("death", date(2026, 7, 2))


def phone_of(person: Person) -> Client:
    account = people.open_account(username=f"p{person.pk}", person=person, by=SYSTEM, at=towns.NOW)
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    store = client.session
    session.begin(store, how=session.CODE, at=datetime.now(ZONE))
    store.save()
    return client


def test_one_tap_from_the_card_fills_the_form(world: World) -> None:
    phone = phone_of(world.rider)
    card = text(phone.get("/card/"))
    assert [word for word in ("转会", "保留会籍", "退会") if word not in card] == []
    page = text(phone.get("/transfer/"))
    assert ("骑手之家工会" in page, "现在在茶厂工会" in page) == (False, True)
    gone = phone.post("/transfer/", {"to": world.home.pk})
    assert gone.url == "/apply/organise.transfer/?step=check"
    assert "骑手之家工会" in text(phone.get(gone.url))
    sent = phone.post(gone.url, {"key": "k", "agree": "on"})
    assert Matter.objects.get(kind="organise.transfer").unit == world.home
    assert phone.get("/transfer/").url == sent.url


def test_a_scanned_code_of_another_union_leads_a_member_to_moving(world: World) -> None:
    phone = phone_of(world.rider)
    phone.get(f"/join/u/{world.home.join_code}/")
    assert phone.get("/join/").url == "/transfer/"
    page = text(phone.get("/transfer/"))
    assert ("骑手之家工会" in page, "你扫码的工会" in page) == (True, True)


def test_the_desk_opens_what_needs_no_consent_of_his(world: World) -> None:
    desk, base = world.desks["old"], f"/desk/open/organise.{{}}/{world.rider.pk}/"
    shown = text(desk.get(f"/desk/members/{world.rider.pk}/"))
    assert [name for name in ("视为自动退会", "开除会籍", "去世登记") if name not in shown] == []
    assert desk.get(base.format("transfer")).status_code == 404
    assert world.desks["new"].get(base.format("death")).status_code == 404
    assert desk.post(base.format("withdraw"), {**TALKS, "talk": ""}).status_code == 422
    opened = desk.post(base.format("withdraw"), TALKS)
    assert opened.status_code == 302
    assert Matter.objects.get(kind="organise.withdraw").asker == world.rider


def test_shown_codes_are_made_worthless_by_one_press(world: World) -> None:
    phone = phone_of(world.rider)
    secret = people.issue_card_token(
        person=world.rider, purpose="benefit", by=world.me, at=datetime.now(ZONE)
    )
    seen = text(Client().get(f"/verify/{secret}/"))
    assert ("陈*" in seen, "茶厂工会" in seen) == (True, False)
    assert "会员码都已作废" in text(phone.post("/card/revoke/", follow=True))
    assert Client().get(f"/verify/{secret}/").status_code == 410
    with pytest.raises(Refused, match="用途"):
        people.issue_card_token(person=world.rider, purpose="all", by=world.me, at=datetime.now(ZONE))


def test_who_turns_out_to_be_a_member_is_led_to_moving_and_not_refused(world: World) -> None:
    held = queries.identity_of(world.rider)
    account = people.open_account(
        username="new", phone=held.phone, verified=True, by=SYSTEM, at=datetime.now(ZONE)
    )
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    store = client.session
    session.begin(store, how=session.CODE, at=datetime.now(ZONE))
    store.save()
    who = {"name": held.name, "paper": "resident", "number": held.number, "trade": "rider"}
    assert client.post("/join/who/", who).url == "/join/union/"
    sent = client.post("/join/union/", {"unit": world.home.pk, "agree": "on", "once": "k"})
    assert sent.url == "/transfer/"
    page = text(client.get("/transfer/"))
    assert ("骑手之家工会" in page, "现在在茶厂工会" in page) == (True, True)
    other = people.open_account(username="x", phone="13700000009", verified=True, by=SYSTEM, at=MONDAY)
    assert not joining.recognised(account=other, given=who, by=himself(world.rider.pk), at=MONDAY)
