"""The tree of unions at the desk: scoped, checked against the law, with posts, terms and history."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.ground.access import town

from yugong.ground.audit.models import Event
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Tenure
from yugong.kernel.actor import SYSTEM
from yugong.scenes.organise.rules.compliance import Standing, points

from .desk_town import member, officer, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static")]
TODAY = town.TODAY


@pytest.fixture
def place():
    return town.build()


@pytest.fixture
def east(place):
    return officer("陈东", 1, place.east, "district_officer")


def test_the_tree_opens_down_to_the_unit_and_no_further_than_ones_own(place, east):
    page = text(east.get(f"/desk/org/{place.union.pk}/"))
    assert "江边街道总工会" in page
    assert "茶厂工会" in page
    assert "西区总工会" not in page
    assert "演示市总工会" not in page.replace("上级", "")
    assert f'href="/desk/org/{place.east.pk}/"' in page


def test_units_outside_are_404_on_every_page(place, east):
    for unit in (place.city, place.west, place.other):
        for path in ("", "below/", "poster/", "term/", "posts/add/", "posts/1/end/"):
            assert east.get(f"/desk/org/{unit.pk}/{path}").status_code == 404


def test_a_branch_is_fetched_or_its_unit_is_opened(place, east):
    page = text(east.get("/desk/org/"))
    address = f"/desk/org/{place.street.pk}/below/"
    assert f'hx-get="{address}"' in page
    piece = text(east.get(address, headers={"HX-Request": "true"}))
    assert piece.strip().startswith("<ul>")
    assert "茶厂工会" in piece
    assert east.get(address).url == f"/desk/org/{place.street.pk}/"


def test_many_children_come_in_pages(place, east, monkeypatch):
    monkeypatch.setattr("yugong.scenes.organise.views.branches.LIMIT", 2)
    for letter in "甲乙丙":
        town.found(f"{letter}厂工会", "enterprise", place.street)
    page = text(east.get(f"/desk/org/{place.street.pk}/"))
    assert "再看后面的" in page
    more = next(part.split('"')[0] for part in page.split('href="') if "?after=" in part.split('"')[0])
    assert "茶厂工会" in page + text(east.get(more))


def test_search_finds_below_ones_own_only(place, east):
    page = text(east.get("/desk/org/?q=厂"))
    found = page.split('aria-label="找到的工会"')[1].split("</nav>")[0] if "找到的工会" in page else page
    assert "茶厂工会" in text(east.get(f"/desk/org/{place.east.pk}/?q=厂"))
    assert "纺织厂" not in found


def test_a_term_is_recorded_and_warned_of(place, east):
    address = f"/desk/org/{place.union.pk}/term/"
    assert "没有登记届期" in text(east.get(f"/desk/org/{place.union.pk}/"))
    wrong = east.post(address, {"years": "5", "term_from": "昨天", "basis": "批复"})
    assert wrong.status_code == 422
    assert "请写成 2026-07-14 这样的日期" in text(wrong)
    assert 'value="批复"' in text(wrong)
    begun = TODAY.replace(year=TODAY.year - 5, day=1) - timedelta(days=40)
    answer = east.post(address, {"years": "5", "term_from": begun.isoformat(), "basis": "批复"})
    assert answer.status_code == 302
    page = text(east.get(answer.url))
    assert "换届超期" in page
    listed = text(east.get(f"/desk/org/{place.east.pk}/?show=due"))
    assert "茶厂工会" in listed


def test_the_code_and_the_poster(place, east):
    page = text(east.get(f"/desk/org/{place.union.pk}/poster/"))
    assert f"/join/u/{place.union.join_code}/" in page
    assert "<svg" in page
    assert "style=" not in page
    assert "这一级工会不直接吸收会员" in text(east.get(f"/desk/org/{place.east.pk}/poster/"))


APPOINT = {"role": "grassroots_chair", "title": "主席", "who": "13800000101", "on": "2026-01-05", "basis": ""}


def test_an_officer_is_appointed_after_a_look_and_relieved(place, east):
    li = member("李小江", 101, place.union)
    address = f"/desk/org/{place.union.pk}/posts/add/"
    form = text(east.get(address))
    assert "主持本单位工会工作" in form
    assert "区县总工会干部" not in form.split("<form")[-1]
    look = text(east.post(address, APPOINT))
    assert "请核对是不是这个人" in look
    assert "李小江" in look
    assert Tenure.objects.filter(person=li).count() == 0
    answer = east.post(address, APPOINT | {"sure": str(li.pk)})
    tenure = Tenure.objects.get(person=li)
    assert (answer.url, tenure.post.title) == (f"/desk/org/{place.union.pk}/?tab=posts", "主席")
    page = text(east.get(answer.url))
    assert "2026-01-05 起任职" in page
    end = f"/desk/org/{place.union.pk}/posts/{tenure.pk}/end/"
    assert "不能早于任职日期" in text(east.post(end, {"on": "2025-01-01", "reason": "换届"}))
    assert east.post(end, {"on": TODAY.isoformat(), "reason": "换届"}).status_code == 302
    assert Tenure.objects.get(pk=tenure.pk).valid_to == TODAY
    assert Event.objects.filter(did="organise.install").count() == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"who": "13800009999"}, "没有找到这个人"),
        ({"who": "123"}, "请填完整的手机号或证件号码"),
        ({"role": "city_officer"}, "请从岗位里选一项"),
        ({"role": "grassroots_audit"}, "不能由同一人担任"),
        ({"who": "13800000001"}, "不能登记自己任职"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused_beside_its_field(place, east, given, words):
    li = member("李小江", 101, place.union)
    town.seat_person(li, place.union, "finance_maker")
    answer = east.post(f"/desk/org/{place.union.pk}/posts/add/", APPOINT | given)
    assert answer.status_code == 422
    assert words in text(answer)
    assert 'value="主席"' in text(answer)


def test_history_tells_names_and_what_became(place, east):
    gone = town.found("旧茶厂工会", "enterprise", place.street)
    gone = org.close_unit(unit=gone, on=date(2025, 3, 1), by=SYSTEM, at=town.NOW)
    org.succeed(
        before=gone,
        after=place.union,
        on=date(2025, 3, 1),
        how="merge",
        reason="企业合并",
        by=SYSTEM,
        at=town.NOW,
    )
    page = text(east.get(f"/desk/org/{gone.pk}/?tab=history"))
    assert "并入茶厂工会" in page
    assert "2025-03-01 撤销" in page
    assert "旧茶厂工会并入" in text(east.get(f"/desk/org/{place.union.pk}/?tab=history"))
    base = f"/desk/org/{place.east.pk}/?tab=day&on="
    past = [text(east.get(base + day)) for day in ("2025-02-28", "2025-03-01", "2019-12-31", "去年")]
    told = ["旧茶厂工会" in page.split('aria-label="这一天的组织"')[-1] for page in past]
    assert told == [True, False, False, False]
    assert "这一天还没有这个组织" in past[2]
    assert "日期「去年」看不懂" in past[3]


def test_the_queries_of_a_unit_stay_the_same(place, east):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert east.get(f"/desk/org/{place.street.pk}/").status_code == 200
        return len(seen)

    member("赵一", 120, place.union)
    asked()
    one = asked()
    for n in range(3):
        unit = town.found(f"{'甲乙丙'[n]}厂工会", "enterprise", place.street)
        member(f"钱{'甲乙丙'[n]}", 130 + n, unit)
        town.seat_person(member(f"孙{'甲乙丙'[n]}", 140 + n, place.union), place.street, "mediator")
    assert asked() == one


def test_a_former_unit_takes_no_officers(place, east):
    Unit.objects.get(pk=place.union.pk)
    town.close(place.union)
    assert (
        "登记任职"
        not in text(east.get(f"/desk/org/{place.union.pk}/")).split('class="acts"')[-1].split("<h2")[0]
    )


def standing(**facts):
    known = {
        "kind": "enterprise", "term_to": None, "term_years": 5, "roles": frozenset(), "officers": 0,
        "members": 0, "incomplete": 0, "staff": None, "approved": False, "clusters": (), "warning_days": 180,
        "complete_share": 95, "found_prompt": 25,
    }  # fmt: skip
    return Standing(**known | facts)


def state(name, **facts):
    return {point.name: point.state for point in points(standing(**facts), today=TODAY)}.get(name)


@given(st.integers(-2000, 2000))
def test_a_term_is_over_near_or_far(days):
    wanted = "bad" if days < 0 else "warn" if days <= 180 else "ok"
    assert state("班子换届", term_to=TODAY + timedelta(days=days)) == wanted


def test_what_the_law_wants_is_checked():
    assert state("主席到岗") == "warn"
    assert state("主席到岗", roles=frozenset(("grassroots_chair",)), officers=1) == "ok"
    assert state("经费审查", roles=frozenset(("grassroots_audit",))) == "ok"
    assert state("会员信息完整率", members=100, incomplete=6) == "warn"
    assert state("会员信息完整率", members=100, incomplete=5) == "ok"
    assert state("单独建会", kind="home", clusters=(("外卖站", 25),)) == "warn"
    assert state("单独建会") is None
    assert state("专职主席", members=199) is None
    assert state("专职主席", members=200) == "ok"
    assert state("职工入会", members=79, staff=100) == "warn"
    assert state("建会批复", approved=True) == "ok"
