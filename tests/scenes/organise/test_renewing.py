"""A re-election: asked for by the union, agreed above, elected by the rules, and the old term handed over."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from tests.ground.access import town as towns

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import Matter
from yugong.ground.access.principal import load
from yugong.ground.notices.models import Notice
from yugong.ground.org import actions as org
from yugong.ground.org.models import Post
from yugong.ground.people import queries as people
from yugong.ground.people.queries import identity_of
from yugong.kernel.actor import CLOCK, SYSTEM
from yugong.kernel.calendar import ZONE
from yugong.kernel.errors import Refused
from yugong.scenes.organise.actions import posts, reminding
from yugong.scenes.organise.models import Chosen, Election, Renewal
from yugong.scenes.organise.queries import terms

from . import union_town
from .desk_town import at_desk, text
from .union_town import me

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static")]
BEGAN, ENDS = date(2021, 3, 15), date(2026, 3, 15)
NAMES = ("王一", "李二", "张三", "刘四", "陈五", "杨六", "赵七", "黄八", "周九", "吴十")


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 0, tzinfo=ZONE)


ASKED = at(date(2026, 1, 12))


@pytest.fixture
def place():
    """A union of ten with a chair, a vice-chair and an audit member of the term before."""
    built = union_town.build()
    union = built.tree.union
    workers = [union_town.member(name, 400 + n, union, None) for n, name in enumerate(NAMES)]
    org.set_term(unit=union, term_from=BEGAN, term_to=ENDS, years=5, basis="上届", by=SYSTEM, at=at(BEGAN))
    for n, (role, title) in enumerate(
        (
            ("grassroots_chair", "工会主席"),
            ("grassroots_vice", "工会副主席"),
            ("grassroots_audit", "经审委员"),
        )
    ):
        posts.install(
            unit=union,
            role=role,
            title=title,
            person=workers[n],
            on=BEGAN,
            basis="上届",
            by=SYSTEM,
            at=at(BEGAN),
        )
    union.refresh_from_db()
    return SimpleNamespace(
        union=union, workers=workers, district=built.district, tree=built.tree, home=built.home
    )


def report(place, **changes):
    """Ten members, all there: 李二 becomes chair, 王一 leaves, 刘四 examines."""
    return {
        "held_on": "2026-02-02", "members": 10, "women": 2, "due": 10, "present": 9, "seats": 3,
        "committee": "李二 8\n张三 7\n陈五 7\n杨六 2", "audit_seats": 1, "audit": "刘四 6\n赵七 3",
        "womens": "黄八", "chair": "李二", "chair_phone": identity_of(place.workers[1]).phone, "vice": "张三",
        "term": "3", "sworn": True,
    } | changes  # fmt: skip


def asked(place, who=0, when=ASKED, **changes) -> Matter:
    answers = {
        "unit": place.union.pk, "how": "meeting", "planned_on": "2026-02-02", "group": "王一 主席",
        "agree": True,
    }  # fmt: skip
    return matters.open(
        kind="organise.reelection", asker=place.workers[who], answers=answers | changes,
        by=me(place.workers[who]), at=when,
    )  # fmt: skip


def agreed(place) -> Matter:
    return matters.move(matter=asked(place), name="agree", by=place.district, at=at(date(2026, 1, 13)))


def reported(place, found, **changes) -> Matter:
    return matters.move(
        matter=found,
        name="report",
        answers=report(place, **changes),
        by=me(place.workers[0]),
        at=at(date(2026, 2, 3)),
    )


APPROVED = date(2026, 2, 5)


def approved(place, found) -> Matter:
    return matters.move(
        matter=found,
        name="approve",
        answers={"approved_no": "东工复〔2026〕7号"},
        by=place.district,
        at=at(APPROVED),
    )


def sitting(place, day):
    return [(one.title, one.name) for one in people.holders(place.union.pk, on=day)]


def refusal(call) -> str:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.reason


def test_from_the_reminder_to_the_new_term(place):
    reminding.remind(by=SYSTEM, at=at(date(2025, 9, 15)))
    assert Notice.objects.filter(template="organise.term_near").count() == 2
    found = asked(place)
    assert (found.stage, found.unit, found.title) == ("review", place.tree.east, "换届选举 · 茶厂工会")
    found = matters.move(matter=found, name="agree", by=place.district, at=at(date(2026, 1, 13)))
    found = reported(place, found)
    assert found.outcome == "应到 10 人，实到 9 人，主席得 8 票，选举有效"
    assert sitting(place, APPROVED) == [("工会主席", "王一"), ("工会副主席", "李二"), ("经审委员", "张三")]
    found = approved(place, found)
    assert found.outcome == "茶厂工会已经换届，本届到 2029-02-02"
    assert sitting(place, APPROVED) == [
        ("工会主席", "李二"), ("工会副主席", "张三"), ("工会委员", "陈五"), ("经审委员", "刘四"),
        ("女职工委员", "黄八"),
    ]  # fmt: skip
    assert sitting(place, APPROVED - timedelta(days=1))[0] == ("工会主席", "王一")
    place.union.refresh_from_db()
    assert (place.union.term_from, place.union.term_to, place.union.term_years) == (
        date(2026, 2, 2), date(2029, 2, 2), 3,
    )  # fmt: skip
    assert terms.vacancies(on=APPROVED, months=3, since=BEGAN) == []
    told = {
        row.template: str(row.person_id) for row in Notice.objects.filter(template__startswith="organise.")
    }
    assert told["organise.elected"] == str(place.workers[1].pk)
    handed = Notice.objects.filter(template="organise.handed_over").values_list("person_id", flat=True)
    assert set(handed) == {one.pk for one in place.workers[:3]}
    assert Renewal.objects.get().state == "founded"


def test_the_old_chairs_rights_end_at_once_and_what_he_had_in_hand_lies_free(place):
    account = towns.open_account(place.workers[0], "old-chair")
    actor, _ = load(account.pk, today=date(2026, 2, 4))
    old = actor.seated(actor.seats[0])
    who = place.workers[9]
    held = matters.open(
        kind="organise.leave", asker=who, answers={"why": "不想参加了", "agree": True}, by=me(who), at=ASKED
    )
    assert held.unit == place.union
    matters.claim(matter=held, by=old, at=ASKED)
    approved(place, reported(place, agreed(place)))
    held.refresh_from_db()
    assert held.claimed_by_id is None
    after, _ = load(account.pk, today=APPROVED)
    assert after.seats == ()


def test_posts_that_the_new_term_does_not_fill_are_closed(place):
    approved(place, reported(place, agreed(place), vice=""))
    assert Post.objects.get(role="grassroots_vice").closed_on == APPROVED
    assert terms.vacancies(on=APPROVED, months=3, since=BEGAN) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"present": 6}, "应到 10 人，实到 6 人，不足三分之二（至少 7 人），选举无效，请另行召开"),
        (
            {"committee": "李二 5\n张三 7\n陈五 7\n杨六 2"},
            "李二得 5 票，没有超过应到 10 人的一半（至少 6 票），不能当选，请重新选举",
        ),
        (
            {"committee": "李二 8\n张三 7\n陈五 7"},
            "要差额选举：委员 3 个名额至少要有 4 名候选人，现在只有 3 名",
        ),
        (
            {"committee": "李二 8\n张三 7 近亲属\n陈五 7\n杨六 2"},
            "张三：企业主要负责人的近亲属不能作为工会委员会候选人（工会法第十条），请重新推选候选人",
        ),
        ({"seats": 6}, "会员 10 人，委员应为 3–5 人；现在填的是 6 人"),
        ({"audit_seats": 3}, "会员 10 人，经审委员应为 1 人"),
        ({"womens": ""}, "女会员 2 人，要设一名女职工委员，请填姓名"),
        (
            {"audit": "外人 6\n赵七 3"},
            "外人：会员名册里没有这个人，或者有同名的。请先登记为会员；有同名的，在姓名和得票后面写上手机号",
        ),
        ({"held_on": "2026-01-01"}, "选举日期早于上级同意筹备的日期，请核对"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_refused_and_nothing_changes(place, changes, reason):
    found = agreed(place)
    assert refusal(lambda: reported(place, found, **changes)) == reason
    assert (Election.objects.count(), Chosen.objects.count(), sitting(place, APPROVED)[0][1]) == (
        0,
        0,
        "王一",
    )


def test_two_of_one_name_are_told_apart_by_phone(place):
    other = union_town.member("刘四", 450, place.union, None)
    found = agreed(place)
    assert "有同名的" in refusal(lambda: reported(place, found))
    phone = identity_of(other).phone
    approved(place, reported(place, found, audit=f"刘四 6 {phone}\n赵七 3"))
    seat = next(one for one in people.holders(place.union.pk, on=APPROVED) if one.role == "grassroots_audit")
    assert seat.person_id == other.pk


@pytest.mark.parametrize(
    ("when", "who", "changes", "reason"),
    [
        (ASKED, 9, {}, "换届由这个工会的主席或者干事提出"),
        (at(date(2025, 1, 6)), 0, {}, "本届 2026-03-15 届满，现在提前换届，请写明原因"),
        (at(date(2026, 4, 6)), 0, {"planned_on": "2026-05-06"}, "本届 2026-03-15 已经届满，请写明超期的原因"),
    ],
)
def test_who_may_ask_and_when(place, when, who, changes, reason):
    assert refusal(lambda: asked(place, who, when, **changes)) == reason


def test_one_at_a_time_and_not_for_a_district(place):
    agreed(place)
    assert refusal(lambda: asked(place)) == "茶厂工会已经在筹备换届，请在“我的办件”里接着办"
    who = place.workers[9]
    posts.install(
        unit=place.tree.east,
        role="district_officer",
        title="干部",
        person=who,
        on=BEGAN,
        basis="",
        by=SYSTEM,
        at=ASKED,
    )
    assert "由上级工会登记" in refusal(lambda: asked(place, 9, unit=place.tree.east.pk))


def test_an_election_that_never_came_lapses_and_the_term_stays(place):
    found = agreed(place)
    matters.sweep(by=CLOCK, at=at(date(2026, 6, 1)))
    found.refresh_from_db()
    place.union.refresh_from_db()
    assert (found.stage, Renewal.objects.get().state, place.union.term_to) == ("told", "ended", ENDS)


def test_the_upper_unions_desk_is_the_one_that_decides(place):
    found = asked(place)
    account = towns.open_account(place.workers[0], "chair")
    actor, _ = load(account.pk, today=ASKED.date())
    chair = actor.seated(actor.seats[0])
    with pytest.raises(Refused):
        matters.move(matter=found, name="agree", by=chair, at=ASKED)


def test_the_chairs_page_leads_to_the_form(place):
    account = towns.open_account(place.workers[0], "chair")
    org.set_term(
        unit=place.union, term_from=BEGAN, term_to=towns.TODAY + timedelta(days=30), years=5, basis="",
        by=SYSTEM, at=towns.NOW,
    )  # fmt: skip
    client: Client = at_desk(account)
    page = text(client.get(f"/desk/org/{place.union.pk}/"))
    assert "/apply/organise.reelection/" in page
    form = text(client.get("/apply/organise.reelection/"))
    assert "打算哪天开会" in form
