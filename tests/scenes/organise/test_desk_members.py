"""The member list and one member: scoped, searched without a trace, revealed and exported with one."""

import io
import re
import zipfile
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.ground.access import town

from yugong.ground.audit.models import Event
from yugong.ground.audit.queries import story_of
from yugong.ground.people import queries
from yugong.ground.people.models import Membership, Person
from yugong.kernel.identifiers import id_check_digit

from .desk_town import at_desk, member, officer, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static")]
FULL = "50010319900101101"
FULL += id_check_digit(FULL)
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
def place():
    return town.build()


@pytest.fixture
def east(place):
    return officer("陈东", 1, place.east, "district_officer")


@pytest.fixture
def chair(place):
    return officer("周主席", 2, place.union, "grassroots_chair")


@pytest.fixture
def li(place):
    return member("李小江", 101, place.union)


def test_the_list_shows_masked_numbers_of_ones_own_subtree_only(place, east, li):
    member("王远", 102, place.other)
    page = text(east.get("/desk/members/"))
    assert "李小江" in page
    assert "王远" not in page
    assert FULL not in page
    assert "500***********" in page


def test_only_a_seat_with_the_list_sees_the_page(place):
    finance = officer("钱清", 3, place.east, "finance_maker")
    assert finance.get("/desk/members/").status_code == 404


@pytest.mark.parametrize("wanted", ["小江", "李小江", "13800000101", "0101", FULL, FULL[-4:]])
def test_a_search_is_posted_and_leaves_no_trace_in_addresses(place, east, li, wanted):
    member("王远", 102, place.union)
    answer = east.post("/desk/members/", {"q": wanted})
    assert answer.status_code == 200
    page = text(answer)
    assert "李小江" in page
    assert "王远" not in page
    addresses = "".join(part.split('"')[0] for part in page.split('href="')[1:])
    assert wanted not in KEY.sub("", addresses)  # a random key may hold any four digits


def test_a_search_in_an_address_is_ignored(east, li):
    assert "李小江" in text(east.get("/desk/members/?q=王远"))


def test_other_conditions_get_an_address(place, east, li):
    answer = east.post("/desk/members/", {"trade": "骑手", "gap": "employer", "q": ""})
    assert (answer.status_code, answer.url) == (302, "/desk/members/?trade=%E9%AA%91%E6%89%8B&gap=employer")
    assert "李小江" in text(east.get(answer.url))
    assert "没有符合条件的会员" in text(east.get("/desk/members/?trade=焊工"))


def test_a_day_that_cannot_be_read_is_said_so(east, li):
    page = text(east.get("/desk/members/?since=昨天"))
    assert "入会日期「昨天」看不懂" in page
    assert "李小江" in page


def test_a_unit_outside_is_as_if_it_was_not_asked_for(place, east, li):
    member("王远", 102, place.other)
    page = text(east.get(f"/desk/members/?unit={place.other.pk}"))
    assert "李小江" in page
    assert "王远" not in page


def test_pages_turn_both_ways(place, east, monkeypatch):
    monkeypatch.setattr("yugong.scenes.organise.views.members.SIZE", 2)
    for n in range(5):
        member(f"员工{'甲乙丙丁戊'[n]}", 110 + n, place.union)

    def shown(address):
        page = text(east.get(address))
        links = {"prev": "", "next": ""}
        for way in links:
            if f'rel="{way}"' in page:
                links[way] = (
                    page.split(f'rel="{way}"')[0].split('href="')[-1].split('"')[0].replace("&amp;", "&")
                )
        return [name for name in ("员工甲", "员工乙", "员工丙", "员工丁", "员工戊") if name in page], links

    first, ways = shown("/desk/members/")
    second, more = shown(ways["next"])
    third, last = shown(more["next"])
    assert (first, second, third) == (["员工丁", "员工戊"], ["员工乙", "员工丙"], ["员工甲"])
    assert (ways["prev"], last["next"]) == ("", "")
    assert shown(last["prev"])[0] == second
    assert shown(more["prev"])[0] == first
    turned = text(east.post("/desk/members/", {"q": "员工"}))
    assert 'name="after"' in turned


def counted(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("address", ["/desk/members/", "/desk/org/"])
def test_queries_do_not_grow_with_rows(place, east, address):
    member("赵一", 120, place.union, employer="茶厂")
    one = counted(east, address)
    member("赵二", 121, place.union, employer="茶厂")
    member("赵三", 122, place.union)
    town.found("新茶厂工会", "enterprise", place.street)
    assert counted(east, address) == one
    assert one <= 30


def test_the_founding_prompt_of_a_home_union(place, east):
    home = town.found("骑手联合工会", "home", place.east)
    for n in range(25):
        member("骑手" + chr(0x4E00 + n), 200 + n, home, employer="江边外卖站")
    page = text(east.get(f"/desk/members/?unit={home.pk}"))
    assert "江边外卖站 25 人" in page
    assert "满 25 人" in page


def test_opening_a_member_is_noted_once_a_day_and_told_to_him(place, east, li):
    for _ in range(2):
        assert east.get(f"/desk/members/{li.pk}/").status_code == 200
    deeds = Event.objects.filter(did="people.look", on=f"people.person:{li.pk}")
    assert deeds.count() == 1
    own = at_desk(town.open_account(li, "li"))
    page = text(own.get("/me/seen/"))
    assert "打开了资料页" in page
    assert "东区总工会" in page


def test_a_member_elsewhere_is_404_on_every_page(place, east):
    other = member("王远", 102, place.other)
    for path in ("", "amend/"):
        assert east.get(f"/desk/members/{other.pk}/{path}").status_code == 404
    assert (
        east.post(f"/desk/members/{other.pk}/reveal/", {"fields": "number", "purpose": "x"}).status_code
        == 404
    )
    assert east.get(f"/desk/members/{uuid4()}/").status_code == 404


def test_a_reveal_wants_a_purpose_shows_once_and_is_told(place, east, li):
    address = f"/desk/members/{li.pk}/reveal/"
    bare = east.post(address, {"fields": ["number"], "purpose": ""})
    assert bare.status_code == 422
    assert "请写明查看用途" in text(bare)
    assert 'value="number" checked' in text(bare)
    answer = east.post(address, {"fields": ["number"], "purpose": "核对参保"})
    assert FULL in text(answer)
    assert "no-store" in answer["Cache-Control"]
    assert FULL not in text(east.get(f"/desk/members/{li.pk}/"))
    piece = text(east.post(address, {"fields": ["phone"], "purpose": "回访"}, headers={"HX-Request": "true"}))
    assert piece.lstrip().startswith("<section")
    assert "13800000101" in piece
    assert "用途：核对参保" in text(at_desk(town.open_account(li, "li")).get("/me/seen/"))


def test_a_seat_without_the_right_cannot_reveal(place, li):
    clerk = officer("干事", 4, place.union, "grassroots_clerk")
    assert "您的岗位不能查看完整号码" in text(clerk.get(f"/desk/members/{li.pk}/"))
    assert (
        clerk.post(f"/desk/members/{li.pk}/reveal/", {"fields": "number", "purpose": "x"}).status_code == 404
    )


NEW = {
    "name": "孙新",
    "paper": "resident",
    "phone": "13900000001",
    "trade": "电工",
    "joined_on": "2026-01-05",
}


def test_a_chair_enters_a_member_by_hand(place, chair):
    first = "50010319900202301"
    given = NEW | {"number": first + id_check_digit(first)}
    answer = chair.post("/desk/members/add/", given)
    person = queries.find_by_number(given["number"])
    assert answer.url == f"/desk/members/{person.pk}/"
    row = Membership.objects.get(person=person)
    assert (row.unit_id, row.route, row.trade, str(row.joined_on)) == (
        place.union.pk,
        "desk",
        "电工",
        "2026-01-05",
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"number": "500103199002023019"}, "末位校验不符"),
        ({"number": ""}, "请填写证件号码"),
        ({"number": "50010320200202301" + id_check_digit("50010320200202301")}, "未满 16 周岁"),
        ({"number": FULL, "name": "李小江"}, "此人已是其他工会的会员"),
        ({"number": FULL, "phone": "138"}, "11 位"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(place, chair, given, words):
    member("李小江", 101, place.other)
    answer = chair.post("/desk/members/add/", NEW | given)
    page = text(answer)
    assert answer.status_code == 422
    assert words in page
    assert 'value="电工"' in page


def test_a_district_officer_picks_the_union_by_search(place, east):
    piece = text(east.get("/desk/members/add/?unit_q=茶厂", headers={"HX-Request": "true"}))
    assert f'name="unit" value="{place.union.pk}"' in piece
    assert "纺织厂" not in text(east.get("/desk/members/add/?unit_q=厂", headers={"HX-Request": "true"}))
    first = "50010319900202302"
    given = NEW | {"number": first + id_check_digit(first)}
    unpicked = east.post("/desk/members/add/", given | {"unit_q": "茶厂"})
    assert unpicked.status_code == 422
    assert f'value="{place.union.pk}" checked' in text(unpicked)
    assert east.post("/desk/members/add/", given | {"unit": str(place.other.pk)}).status_code == 422
    assert east.post("/desk/members/add/", given | {"unit": str(place.union.pk)}).status_code == 302


def test_facts_are_corrected_with_a_reason(place, chair, li):
    address = f"/desk/members/{li.pk}/amend/"
    assert chair.post(address, {"paper": "resident", "reason": "核对"}).status_code == 422
    member("王远", 102, place.union)
    other = "50010319900101102"
    taken = chair.post(
        address, {"paper": "resident", "number": other + id_check_digit(other), "reason": "核对身份证"}
    )
    assert "已经登记在另一个人名下" in text(taken)
    assert (
        chair.post(address, {"paper": "resident", "name": "李小疆", "reason": "核对身份证"}).status_code
        == 302
    )
    assert queries.identity_of(Person.objects.get(pk=li.pk)).name == "李小疆"
    event = Event.objects.get(did="people.amend")
    assert story_of(event.on, did=event.did)[0].data == {"changed": ["name"], "reason": "核对身份证"}


def sheet(answer) -> str:
    names = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        return "".join(book.read(name).decode() for name in names)


def test_an_export_is_masked_marked_and_recorded(place, east):
    li = member("=李小江", 101, place.union)
    assert "填写导出用途" in text(east.post("/desk/members/export/", {"purpose": "", "shown": "masked"}))
    answer = east.post("/desk/members/export/?trade=骑手", {"purpose": "会费核对", "shown": "masked"})
    assert answer["Content-Disposition"].startswith("attachment")
    cells = sheet(answer)
    assert "=李小江" in cells
    assert "<f>" not in cells
    assert FULL not in cells
    assert "东区总工会 陈东" in cells
    assert "用途：会费核对" in cells
    event = Event.objects.get(did="organise.export_members")
    told = story_of(event.on, did=event.did)[0].data
    assert told == {"count": 1, "full": False, "narrowed": ["trade"], "purpose": "会费核对"}
    full = east.post("/desk/members/export/", {"purpose": "参保", "shown": "full"})
    assert FULL in sheet(full)
    page = text(at_desk(town.open_account(li, "li")).get("/me/seen/"))
    assert "导出了所在工会的会员名册，含完整号码" in page


def test_a_chair_may_not_export(chair):
    assert chair.get("/desk/members/export/").status_code == 404
    assert "export" not in text(chair.get("/desk/members/"))


def test_no_personal_value_stands_in_any_link(place, east, li):
    for address in ("/desk/members/", f"/desk/members/{li.pk}/"):
        for part in text(east.get(address)).split('href="')[1:]:
            link = urlsplit(part.split('"')[0])
            assert "李小江" not in link.query + link.path
