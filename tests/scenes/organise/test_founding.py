"""Founding a union by its rules: asked for, agreed, elected, approved; and what is refused on the way."""

from copy import deepcopy

import pytest
from django.test import Client

from yugong.engines.matters import actions as matters
from yugong.ground.notices.models import Notice
from yugong.ground.org.models import Unit
from yugong.ground.people import queries as people
from yugong.ground.people.actions import open_account
from yugong.kernel.actor import CLOCK, SYSTEM
from yugong.kernel.calendar import add_months, local_day
from yugong.kernel.errors import Refused
from yugong.scenes.organise.actions import preparing
from yugong.scenes.organise.models import Chosen, Covered, Election, Founding
from yugong.scenes.organise.queries import foundings
from yugong.scenes.organise.views import elected

from .desk_town import officer
from .union_town import (
    FIRM,
    NAME,
    NOW,
    Place,
    approved,
    asked,
    build,
    later,
    me,
    member,
    prepared,
    reported,
    request,
)

BUILD = build


@pytest.fixture
def place(built, db) -> Place:
    return deepcopy(built)


def refusal(call) -> str:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.reason


def test_from_the_request_to_the_chair(place: Place):
    found = asked(place)
    assert (found.stage, found.unit_id) == ("review", place.tree.east.pk)
    found = matters.move(matter=found, name="agree", by=place.district, at=later(1))
    founding = foundings.founding_of(found.number)
    assert founding
    assert (founding.state, founding.employer_id) == ("preparing", place.firm.pk)
    preparing.agree(person=place.workers[1], founding=founding, by=me(place.workers[1]), at=later(1))

    found = approved(place, reported(place, found))

    unit = Unit.objects.get(name=NAME)
    held_on = local_day(NOW)
    assert (unit.parent_id, unit.kind, unit.employer_id) == (
        place.tree.street.pk,
        "enterprise",
        place.firm.pk,
    )
    assert (unit.term_from, unit.term_to, unit.term_years) == (held_on, add_months(held_on, 60), 5)
    assert (found.stage, unit.approved_no) == ("founded", "东工建〔2026〕1号")
    sitting = [(one.role, one.title, one.name) for one in people.holders(unit.pk, on=local_day(later(3)))]
    assert sitting == [
        ("grassroots_chair", "工会主席", "王强"),
        ("womens_member", "女职工委员会主任", "李敏"),
    ]
    waiting = [one["title"] for one in elected.waiting(unit)]
    assert waiting == ["工会委员"] * 6 + ["经审委员会主任", "经审委员", "经审委员", "女职工委员"]
    where = [people.membership_of(one.pk).unit_id for one in (*place.workers, place.stranger)]
    assert where == [unit.pk, unit.pk, place.home.pk, place.home.pk]
    told = set(Notice.objects.filter(template="organise.elected").values_list("person_id", flat=True))
    assert told == {place.workers[0].pk}


def test_members_of_the_employer_are_asked_and_nobody_else(place: Place):
    prepared(place)
    told = set(Notice.objects.filter(template="organise.forming").values_list("person_id", flat=True))
    assert told == {place.workers[1].pk, place.workers[2].pk}


def test_only_who_works_there_may_agree_to_move(place: Place):
    founding = foundings.founding_of(prepared(place).number)
    assert founding
    who = place.stranger
    text = refusal(lambda: preparing.agree(person=who, founding=founding, by=me(who), at=NOW))
    assert text == "只有在这家单位上班的会员可以办，请先更新用工单位"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"present": 213}, "应到 320 人，实到 213 人，不足三分之二（至少 214 人），选举无效，请另行召开"),
        (
            {"due": 200},
            "会员 320 人，会员大会应到 320 人，或者开会员代表大会，代表 40–60 人；现在填的是 200 人",
        ),
        (
            {"members": 99, "due": 50},
            "会员 99 人，会员大会应到 99 人，不满 100 人不开会员代表大会；现在填的是 50 人",
        ),
        ({"seats": 6}, "会员 320 人，委员应为 7–15 人；现在填的是 6 人"),
        (
            {"committee": "王强 160"},
            "王强得 160 票，没有超过应到 320 人的一半（至少 161 票），不能当选，请重新选举",
        ),
        ({"committee": "王强 161\n李敏 180"}, "要差额选举：委员 7 个名额至少要有 8 名候选人，现在只有 2 名"),
        ({"committee": "王强 161\n王强 180"}, "王强写了两次，请只留一行；同名的在姓名里加以区别"),
        ({"committee": "王强 230"}, "王强得 230 票，实到只有 214 人：得票不能多于实到，请核对。"),
        (
            {"committee": "王强 161 近亲属"},
            "王强：企业主要负责人的近亲属不能作为工会委员会候选人（工会法第十条），请重新推选候选人",
        ),
        ({"committee": "王强"}, "第 1 行“王强”请写成 姓名 得票，例如 李敏 180"),
        ({"chair": "外人"}, "委员候选人里没有外人，主席要从当选委员里产生"),
        ({"audit_seats": 2}, "会员 320 人，经审委员应为 3–11 人"),
        ({"audit": "王强 200\n审二 190\n审三 180\n审四 10"}, "王强是主席，不能兼任经审委员，请重新选举"),
        ({"womens": ""}, "女会员 60 人，要设女职工委员会，请填委员姓名"),
        ({"women": 9, "womens": ""}, "女会员 9 人，要设一名女职工委员，请填姓名"),
        ({"women": 400}, "女会员 400 人，会员 320 人：请核对人数"),
        (
            {"chair_phone": "13800000999"},
            "没有找到姓名是王强、登记了这个手机号的会员。请他先在手机上入会，再报选举结果",
        ),
        ({"audit_head": ""}, "请填经审主任，从当选的经审委员里产生"),
        ({"audit_head": "王强"}, "王强没有当选经审委员，不能任经审主任，请核对"),
        ({"vice": "外人"}, "外人没有当选委员，不能任副主席，请核对"),
        ({"vice": "王强"}, "王强是主席，不用再填副主席"),
        (
            {"vice": "委员甲", "audit": "委员甲 200\n审一 190\n审三 180\n审四 10"},
            "委员甲是主席或者副主席，不能兼任经审委员，请重新选举",
        ),
        ({"held_on": "2020-01-01"}, "选举日期早于上级同意筹备的日期，请核对"),
    ],
)
def test_an_election_that_does_not_hold_is_refused_in_a_clear_sentence(place: Place, changes, text: str):
    found = prepared(place)
    assert refusal(lambda: reported(place, found, **changes)) == text
    assert Election.objects.count() == 0


def test_a_tie_for_the_last_seat_is_voted_on_again(place: Place):
    lines = [*(f"甲{mark} 200" for mark in "一二三四五"), "王强 190", "赵大 180", "钱大 180"]
    text = refusal(lambda: reported(place, prepared(place), committee="\n".join(lines)))
    assert text == "赵大、钱大票数相等，要就这几名再投一次票"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"employer": ""}, "单独建会请填用人单位全称"),
        ({"form": "joint", "covered": "甲公司"}, "联合建会至少覆盖两家单位，请每行写一家"),
        ({"willing": 500}, "愿意入会的人数不能多于职工人数，请核对"),
        ({"employer": "茶厂", "uscc": "1"}, "统一社会信用代码应为 18 位，请对照证照核对。"),
    ],
)
def test_a_request_that_says_too_little_is_refused(place: Place, changes, text: str):
    assert refusal(lambda: asked(place, **changes)) == text


def test_a_union_is_no_upper_union_of_another(place: Place):
    text = refusal(lambda: asked(place, unit=place.tree.union.pk))
    assert text == "上级工会请选街道、乡镇工会或区县总工会，不知道选哪个就选区县总工会"


def test_an_employer_with_a_union_is_not_given_a_second(place: Place):
    found = approved(place, reported(place, prepared(place)))
    text = refusal(
        lambda: matters.open(
            kind="organise.found_union", asker=place.stranger, by=me(place.stranger), at=NOW, key="z",
            answers={**request(place), "name": "别的工会"},
        )
    )  # fmt: skip
    assert (found.stage, text) == ("founded", f"这家单位已经有{NAME}，可以直接申请加入")


def test_a_joint_union_lists_whom_it_covers(place: Place):
    found = prepared(
        place, form="joint", covered=f"{FIRM}\n江边食品店\n江边食品店", name="江边商圈联合工会委员会"
    )
    approved(place, reported(place, found))
    unit = Unit.objects.get(name="江边商圈联合工会委员会")
    assert unit.kind == "joint"
    names = list(Covered.objects.filter(unit=unit).order_by("id").values_list("employer__name", flat=True))
    assert names == [FIRM, "江边食品店"]


def test_another_district_decides_nothing_here(place: Place):
    found = asked(place)
    with pytest.raises(Refused):
        matters.move(matter=found, name="agree", by=place.other, at=later(1))
    assert Founding.objects.count() == 0


def test_a_preparation_without_an_election_lapses_and_can_be_asked_for_again(place: Place):
    found = prepared(place)
    matters.sweep(by=CLOCK, at=later(24 * 100))
    found.refresh_from_db()
    founding = foundings.founding_of(found.number)
    assert founding
    assert (found.stage, founding.state) == ("told", "ended")
    found = matters.move(
        matter=found, name="object", answers={"why": "现在选"}, by=me(place.workers[0]), at=later(2401)
    )
    matters.move(matter=found, name="agree", by=place.district, at=later(2402))
    founding.refresh_from_db()
    assert founding.state == "preparing"


def test_names_and_votes_are_sealed(place: Place):
    reported(place, prepared(place))
    row = Election.objects.get()
    assert "王强" not in bytes(row.names_sealed).decode("latin-1")
    assert (row.quorum, row.majority, row.chair_votes) == (214, 161, 161)


def at_phone(who) -> Client:
    client = Client()
    phone = people.identity_of(who).phone
    account = open_account(username=f"w-{phone}", person=who, phone=phone, verified=True, by=SYSTEM, at=NOW)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.usefixtures("plain_static")
def test_a_worker_says_yes_on_his_phone(place: Place):
    founding = foundings.founding_of(prepared(place).number)
    assert founding
    address, client = f"/unions/{founding.pk}/", at_phone(place.workers[1])
    assert "我同意转入" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert "你已同意转入" in client.get(address).content.decode()
    assert founding.agreements.filter(person=place.workers[1]).count() == 1
    client.post(address)
    assert founding.agreements.filter(person=place.workers[1]).count() == 1
    assert at_phone(place.stranger).get(address).status_code == 404
    assert at_phone(place.workers[2]).get("/unions/999999/").status_code == 404


@pytest.mark.usefixtures("plain_static")
def test_the_elected_who_join_later_are_seated_by_their_own_number(place: Place):
    approved(place, reported(place, prepared(place)))
    unit = Unit.objects.get(name=NAME)
    late = member("审一", 350, unit, None)
    desk = officer("区里人", 351, place.tree.east, "district_officer")
    page = desk.get(f"/desk/org/{unit.pk}/?tab=posts").content.decode()
    assert "当选还没到任" in page
    address = page.split('aria-label="审一登记到任"')[0].rsplit('href="', 1)[1].split('"')[0]
    wrong = desk.post(address, {"who": people.identity_of(place.workers[2]).phone})
    assert (wrong.status_code, "不是会员审一登记的" in wrong.content.decode()) == (422, True)
    assert desk.post(address, {"who": people.identity_of(late).phone}).status_code == 302
    row = Chosen.objects.get(person=late)
    assert (row.title, row.seated_at is not None) == ("经审委员会主任", True)
    assert desk.post(address, {"who": people.identity_of(late).phone}).status_code == 404
    other = officer("西区人", 352, place.tree.west, "district_officer")
    assert other.get(address).status_code == 404
