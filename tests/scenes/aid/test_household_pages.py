"""The pages of a household: filled in on the phone, seen at the desk, posted in public; who may see what."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.ground.files.samples import photo

from yugong.engines.matters.models import Matter
from yugong.kernel.actor import SYSTEM
from yugong.kernel.calendar import local_day
from yugong.scenes.aid.actions import reviews
from yugong.scenes.aid.models import (
    HomeVisit,
    Household,
    HouseholdConsent,
    HouseholdMember,
    Objection,
    Posting,
)

from .houses import CHILD, ILLNESS, NOW, POOR, SCHOOL, SPOUSE, WHY, Houses, number, towns

pytestmark = pytest.mark.usefixtures("plain_static")


BUILD = Houses


@pytest.fixture
def houses(built, db) -> Houses:
    return deepcopy(built)


def text(answer) -> str:
    return answer.content.decode()


def test_a_household_is_filled_in_on_the_phone(houses: Houses) -> None:
    phone = houses.my_client()
    assert "开始填" in text(phone.get("/aid/hardship/"))
    assert phone.post("/aid/hardship/").url == "/aid/hardship/"
    row = Household.objects.get()
    assert "还有 6 项" in text(phone.get("/aid/hardship/"))
    for topic, given in {**POOR, "why": WHY}.items():
        assert phone.get(f"/aid/hardship/{topic}/").status_code == 200
        assert phone.post(f"/aid/hardship/{topic}/", given).url == "/aid/hardship/"
    wrong = phone.post("/aid/hardship/income/", {**POOR["income"], "wages": "许多"})
    assert (wrong.status_code, "许多" in text(wrong)) == (422, True)
    me = row.members.get(relation="self")
    page = phone.get(f"/aid/hardship/people/{me.pk}/")
    assert "姓名" not in text(page).split("<form")[1]
    given = {"number": number("19900101", 401), "health": "well", "study": "none"}
    assert phone.post(f"/aid/hardship/people/{me.pk}/", given).url == "/aid/hardship/people/"
    spouse = {
        **given,
        "name": SPOUSE,
        "number": number("19910101", 101),
        "relation": "spouse",
        "phone": "13800008001",
    }
    assert phone.post("/aid/hardship/people/add/", spouse).url == "/aid/hardship/people/"
    assert phone.post("/aid/hardship/people/add/", spouse).status_code == 422
    consent(houses, phone)
    page = text(phone.get("/aid/hardship/check/"))
    assert ("还差：" in page, number("19910101", 101) in page, SPOUSE in page) == (False, False, True)
    assert phone.post("/aid/hardship/check/", {"key": "k"}).status_code == 422
    sent = phone.post("/aid/hardship/check/", {"key": "k", "declared": "on"})
    matter = Matter.objects.get(kind="aid.hardship")
    assert sent.url == reverse("matter", args=(matter.number,))
    assert phone.get("/aid/hardship/").url == "/aid/file/"
    assert "结论和理由" in text(phone.get("/aid/file/"))


def consent(houses: Houses, phone) -> None:
    """One's own yes, and the spouse's by a photo of her signature after a look at the link's page."""
    assert phone.post("/aid/hardship/consents/", {}).status_code == 422
    assert phone.post("/aid/hardship/consents/", {"yes": "on"}).url == "/aid/hardship/consents/"
    spouse = HouseholdMember.objects.get(relation="spouse")
    ask = f"/aid/hardship/consents/{spouse.pk}/"
    assert phone.post(ask).url == "/aid/hardship/consents/"
    phone.post(ask, {"way": "paper"})
    assert HouseholdConsent.objects.filter(member=spouse).count() == 0
    phone.post(ask, {"way": "paper", "paper": SimpleUploadedFile("s.jpg", photo(), "image/jpeg")})
    assert HouseholdConsent.objects.get(member=spouse).way == "paper"


def test_a_member_agrees_behind_his_link(houses: Houses, client) -> None:
    from yugong.kernel import actor
    from yugong.scenes.aid.actions import consents

    row = houses.begun()
    spouse = row.members.get(relation="spouse")
    _, secret, code = consents.ask(household=row, member=spouse, by=actor.person(houses.worker.pk), at=NOW)
    path = f"/aid/consent/{secret}/"
    page = text(client.get(path))
    assert ("陈** 请你同意" in page, "陈大勇" in page, SPOUSE in page, ILLNESS in page) == (
        True,
        False,
        False,
        False,
    )
    assert client.post(path, {"yes": "on", "code": "000000x"}).status_code == 422
    assert "已经同意" in text(client.post(path, {"yes": "on", "code": code}))
    assert "撤回同意" in text(client.get(path))
    assert client.post(path, {"code": "000000x"}).status_code == 422
    assert "已经撤回" in text(client.post(path, {"code": code}))
    assert client.get(path).status_code == 404
    assert not spouse.consents.filter(withdrawn_at=None).exists()


def test_a_draft_is_nobodys_business(houses: Houses) -> None:
    row = houses.begun()
    street = houses.client("street")
    assert "陈大勇" not in text(street.get("/desk/aid/households/"))
    assert street.get(f"/desk/aid/households/{row.pk}/").status_code == 404
    assert street.get(f"/desk/aid/households/{row.pk}/draft/").status_code == 404


def test_the_file_is_seen_by_its_own_desk_and_those_above_only(houses: Houses) -> None:
    matter = houses.discussed()
    path = f"/desk/aid/households/{houses.house(matter).pk}/"
    street, east = (text(houses.client(name).get(path)) for name in ("street", "east"))
    assert (ILLNESS in street, SPOUSE in street, SCHOOL in street) == (True, True, True)
    assert (ILLNESS in east, SPOUSE in east, SCHOOL in east) == (False, False, False)
    assert "家庭人均月收入" in east
    for name in ("west", "chair", "clerk"):
        desk = houses.client(name)
        assert (desk.get(path).status_code, desk.post(path + "remove/").status_code) == (404, 404)
        assert desk.get(path + "visit/").status_code == 404
        assert "陈大勇" not in text(desk.get("/desk/aid/households/"))
        assert desk.get(f"/desk/matters/{matter.number}/").status_code == 404
    assert houses.client("street").get(f"/desk/aid/households/of/{matter.number}/").url == path
    looked = text(houses.my_client().get("/aid/file/"))
    assert "谁看过这份档案" in looked
    assert houses.my_client().get(path).status_code in (302, 404)


def test_the_employers_union_reads_nothing_of_what_is_kept_from_it(houses: Houses) -> None:
    matter = houses.posted()
    for name in ("chair", "clerk"):
        desk = houses.client(name)
        for path in (
            "/desk/",
            "/desk/?tab=unclaimed",
            f"/desk/members/{houses.worker.pk}/",
            "/desk/aid/households/",
        ):
            page = text(desk.get(path))
            assert (ILLNESS in page, SCHOOL in page, matter.number in page) == (False, False, False)


def test_the_posting_says_who_as_little_as_can_be(houses: Houses, client) -> None:
    matter = houses.posted()
    shown = Posting.objects.get()
    for path in ("/aid/posting/", f"/aid/posting/{shown.pk}/"):
        page = text(client.get(path))
        assert ("陈**" in page, "江边街道总工会" in page, "深度困难" in page) == (True, True, True)
        leaks = (
            "陈大勇",
            ILLNESS,
            SCHOOL,
            SPOUSE,
            CHILD,
            number("19900101", 401),
            "13800000401",
            matter.number,
            "60000",
        )
        assert [one for one in leaks if one in page] == []
    assert client.post(f"/aid/posting/{shown.pk}/", {"text": ""}).status_code == 422
    assert client.post(f"/aid/posting/{shown.pk}/", {"text": "他有货车"}).url == "/aid/posting/"
    matter.refresh_from_db()
    assert (matter.stage, Objection.objects.count()) == ("objection", 1)
    houses.go(matter, "founded", "street", finding="有货车")
    assert "陈**" not in text(client.get("/aid/posting/"))
    assert client.get(f"/aid/posting/{shown.pk}/").status_code == 404


def test_a_visit_is_sent_from_a_phone(houses: Houses) -> None:
    matter = houses.sent()
    houses.go(matter, "accept", "street")
    row, desk = houses.house(matter), houses.client("street")
    path = f"/desk/aid/households/{row.pk}/visit/"
    page = text(desk.get(path))
    assert ("data-outbox" in page, "street2" in page) == (True, True)
    day = local_day(NOW).isoformat()
    given = {"on": day, "agrees": "yes", "findings": "家里两间房", "once": "key-1"}
    alone = desk.post(path, given)
    assert (alone.status_code, "两人以上" in text(alone)) == (422, True)
    for _ in range(2):
        assert desk.post(path, {**given, "companion": "网格员老周"}).url == f"/desk/aid/households/{row.pk}/"
    assert HomeVisit.objects.count() == 1
    matter.refresh_from_db()
    assert matter.stage == "discuss"
    verified = desk.post(
        f"/desk/aid/households/{row.pk}/verify/", {k: v for one in POOR.values() for k, v in one.items()}
    )
    assert verified.status_code == 302
    assert "工会核定" in text(desk.get(f"/desk/aid/households/{row.pk}/"))
    assert desk.post(f"/desk/aid/households/{row.pk}/verify/", {}).status_code == 422


def test_the_review_is_answered_on_the_phone(houses: Houses) -> None:
    row = houses.on_file(NOW - timedelta(days=350))
    reviews.ask_due(by=SYSTEM, at=NOW)
    phone = houses.my_client()
    assert "没有变化" in text(phone.get("/aid/file/"))
    assert phone.get("/aid/file/review/").status_code == 200
    assert phone.post("/aid/file/review/", {"wages": "x"}).status_code == 422
    assert phone.post("/aid/file/review/", {"do": "same"}).url == "/aid/file/"
    assert phone.get("/aid/file/review/").status_code == 200
    desk = houses.client("east")
    assert desk.get("/desk/aid/households/?due=yes").status_code == 200
    page = desk.get(f"/desk/aid/households/{row.pk}/")
    assert "没有变化" in text(page)
    assert desk.post(f"/desk/aid/households/{row.pk}/decide/", {"outcome": "continue"}).status_code == 302
    assert (
        desk.post(f"/desk/aid/households/{row.pk}/remove/", {"why": "moved", "note": ""}).status_code == 422
    )
    assert (
        desk.post(
            f"/desk/aid/households/{row.pk}/remove/", {"why": "moved", "note": "户口迁到成都"}
        ).status_code
        == 302
    )
    assert "迁出本市" in text(phone.get("/aid/file/"))


def test_an_officer_fills_it_in_for_somebody_at_the_desk(houses: Houses) -> None:
    towns.join(guest := towns.enrol("赵大强", 402), houses.tree.union)
    desk = houses.client("clerk")
    assert desk.post("/desk/aid/households/new/", {"phone": "13900000000"}).status_code == 422
    begun = desk.post("/desk/aid/households/new/", {"phone": "13800000402"})
    row = Household.objects.get(person=guest)
    assert (begun.url, row.unit) == (f"/desk/aid/households/{row.pk}/draft/", houses.tree.union)
    path = begun.url
    assert desk.get(path).status_code == 200
    for topic, given in {**POOR, "why": {**WHY, "kept": "no"}}.items():
        assert desk.post(path, {"did": topic, **given}).url == path
    own = {"number": number("19900101", 402), "health": "well", "study": "none"}
    assert desk.post(path, {"did": "self", **own}).url == path
    child = {**own, "name": CHILD, "number": number("20120101", 201), "relation": "child"}
    assert desk.post(path, {"did": "add", **child, "number": "1"}).status_code == 422
    assert desk.post(path, {"did": "add", **child}).url == path
    assert desk.post(path, {"did": "send"}).status_code == 422
    for one in row.members.all():
        signed = SimpleUploadedFile("s.jpg", photo(), "image/jpeg")
        assert desk.post(f"{path}{one.pk}/paper/", {"paper": signed}).url == path
    assert desk.post(path, {"did": "send", "key": "k2"}).url == f"/desk/aid/households/{row.pk}/"
    assert Matter.objects.get(asker=guest).unit == houses.tree.union
    assert houses.client("chair").get(path).status_code == 404


def test_the_front_page_says_what_the_rule_says(houses: Houses, client) -> None:
    page = text(client.get("/aid/"))
    assert ("低保标准" in page, "申请困难职工建档" in page) == (True, True)
    houses.sent()
    assert "看档案" in text(houses.my_client().get("/aid/"))
