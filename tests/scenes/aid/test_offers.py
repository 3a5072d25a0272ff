"""An offer: one press opens one matter, no means quiet, and nobody reads more than his post may."""

from datetime import timedelta

import pytest
from django.urls import reverse
from matters.test_pages import at_desk, signed_in
from matters.town import START, enrol, officer

from yugong.engines.matters.models import Matter
from yugong.ground.jobs.models import Progress
from yugong.ground.people import actions as members
from yugong.ground.people.identity import Identity
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import id_check_digit
from yugong.scenes.aid.actions import facts, importing, offers, scanning
from yugong.scenes.aid.models import AidOffer, OfferState
from yugong.scenes.aid.queries import facts as facts_queries

from .households import JUNE, POOR, RICH, known

pytestmark = pytest.mark.usefixtures("plain_static")


@pytest.fixture
def offer(town):
    town.officers["city"] = officer("市干部", 26, town.city, "city_officer")
    known(town.worker, POOR)
    scanning.run(by=SYSTEM, at=START)
    return AidOffer.objects.get()


def test_one_press_opens_one_matter_however_often(town, offer):
    phone = signed_in(town.worker)
    page = phone.get("/aid/offers/").content.decode()
    assert "您可能符合：困难职工建档" in page
    assert "666.67 元，低于低保标准 735.00 元，是深度困难。" in page
    for _ in range(2):
        answer = phone.post(f"/aid/offers/{offer.pk}/confirm/")
        matter = Matter.objects.get()
        assert (answer.status_code, answer.url) == (302, reverse("matter", args=(matter.number,)))
    offer.refresh_from_db()
    assert (offer.state, offer.matter) == ("taken", matter.number)
    assert (matter.kind, matter.stage, matter.unit, matter.asker) == (
        "aid.claim", "contact", town.street, town.worker,
    )  # fmt: skip
    assert "6,000.00" not in str(matter.answers)
    assert phone.get(f"/m/{matter.number}/").status_code == 200
    assert at_desk(town, "street").get(f"/desk/matters/{matter.number}/").status_code == 200
    assert at_desk(town, "chair").get(f"/desk/matters/{matter.number}/").status_code == 404


def test_nobody_answers_for_another(town, offer):
    assert signed_in(town.other).post(f"/aid/offers/{offer.pk}/confirm/").status_code == 404
    for who in (town.me(town.other), town.officers["street"]):
        with pytest.raises(Refused):
            offers.confirm(offer=offer, by=who, at=START)
    assert Matter.objects.count() == 0


def test_no_form_opens_it_and_no_offer_no_matter(town, offer):
    phone = signed_in(town.worker)
    assert phone.get("/apply/aid.claim/").url == "/aid/offers/"
    offers.decline(offer=offer, by=town.me(), at=START)
    with pytest.raises(Refused):
        offers.confirm(offer=offer, by=town.me(), at=START)
    page = phone.get("/aid/offers/").content.decode()
    assert ("本人不需要" in page, "现在没有等您确认的政策" in page) == (True, True)


def test_changed_facts_end_it_or_renew_its_reasons(town, offer):
    known(town.worker, {"annual_income_fen": 6_300_000}, on=JUNE + timedelta(days=5))
    offer.refresh_from_db()
    assert (offer.state, offer.outcome) == ("open", "relative")
    assert "750.00" in signed_in(town.worker).get("/aid/offers/").content.decode()
    known(town.worker, RICH, on=JUNE + timedelta(days=9))
    offer.refresh_from_db()
    assert (offer.state, offer.closed_at) == (OfferState.ENDED, START)
    answer = signed_in(town.worker).post(f"/aid/offers/{offer.pk}/confirm/", follow=True)
    assert "这条提醒已经结束" in answer.content.decode()


def test_officers_see_their_own_subtree_and_an_employers_union_no_reasons(town, offer):
    street, chair = at_desk(town, "street"), at_desk(town, "chair")
    page = street.get("/desk/aid/offers/").content.decode()
    assert ("陈**" in page, "666.67" in page, "陈大勇" in page) == (True, True, False)
    assert "666.67" in street.get(f"/desk/aid/offers/{offer.pk}/").content.decode()
    for page in (chair.get("/desk/aid/offers/"), chair.get(f"/desk/aid/offers/{offer.pk}/")):
        text = page.content.decode()
        seen = [word for word in ("666.67", "深度困难", "困难职工", "低保标准") if word in text]
        assert (page.status_code, "陈**" in text, seen) == (200, True, [])
    west = at_desk(town, "west")
    assert "陈**" not in west.get("/desk/aid/offers/").content.decode()
    assert west.get(f"/desk/aid/offers/{offer.pk}/").status_code == 404
    assert west.post(f"/desk/aid/offers/{offer.pk}/called/").status_code == 404
    assert chair.get("/desk/aid/facts/").status_code == 404
    assert signed_in(town.worker).get("/desk/aid/offers/").status_code in (302, 404)


def test_a_call_is_noted_for_the_others(town, offer):
    street = at_desk(town, "street")
    assert "已记下" in street.post(f"/desk/aid/offers/{offer.pk}/called/", follow=True).content.decode()
    offer.refresh_from_db()
    assert offer.called_at is not None
    assert "已电话联系" in at_desk(town, "east").get(f"/desk/aid/offers/{offer.pk}/").content.decode()


def test_only_the_city_starts_a_search(town, offer):
    assert at_desk(town, "east").post("/desk/aid/offers/scan/").status_code == 404
    answer = at_desk(town, "city").post("/desk/aid/offers/scan/")
    assert answer.url == f"/desk/jobs/{Progress.objects.get().pk}/"


def numbered(town, n):
    body = f"5001191980010{n:04d}"
    given = Identity(f"有号{n}", "resident", body + id_check_digit(body))
    person = members.enrol(given=given, source="test", by=SYSTEM, at=START)
    members.join(person=person, unit=town.union, on=JUNE, route="test", by=SYSTEM, at=START)
    return person, given.number


def test_a_table_changes_what_is_known_and_says_what_was_wrong(town, offer):
    (one, first), (two, second) = numbered(town, 1001), numbered(town, 1002)
    known(two, POOR)
    text = (
        "姓名,身份证号,家庭人口,年收入（元）,低保\n"
        f'甲,{first},4,"36,000.50",是\n乙,{second},很多,1,否\n丙,500119198001011999,3,1,否\n'
        f"乙,{second},3,60000,否\n甲,{first},5,1,是\n\n"
    ).encode("gb18030")
    east = town.officers["east"]
    row = importing.take_in(
        unit=town.east, data=text, file="民政.csv", source="区民政局", on=JUNE, by=east, at=START
    )
    assert (row.rows, row.changed, row.same) == (5, 1, 1)
    assert list(map(tuple, row.errors)) == [
        (3, "“共同生活人数”不是数字"), (4, importing.STRANGER), (6, "同一个人前面已经有一行"),
    ]  # fmt: skip
    held = facts_queries.facts_of(one.pk)
    assert (held.persons, held.annual_income_fen, held.subsistence, held.unit) == (
        4, 3_600_050, 1, town.union,
    )  # fmt: skip
    page = at_desk(town, "east").get(f"/desk/aid/facts/{row.pk}/").content.decode()
    assert importing.STRANGER in page
    assert first not in page
    assert at_desk(town, "west").get(f"/desk/aid/facts/{row.pk}/").status_code == 404
    with pytest.raises(Refused):
        importing.take_in(unit=town.west, data=text, file="", source="区民政局", on=JUNE, by=east, at=START)


def test_a_table_without_numbers_is_refused_in_a_sentence(town):
    with pytest.raises(Refused) as refused:
        importing.take_in(
            unit=town.east, data="姓名,年收入\n甲,1\n".encode(), file="a.csv", source="区民政局", on=JUNE,
            by=town.officers["east"], at=START,
        )  # fmt: skip
    assert refused.value.code == "no_number"


def test_who_is_no_member_may_confirm_as_well(town):
    stranger = enrol("无会籍", 77)
    facts.record(person=stranger, values=POOR, source="测试", on=JUNE, unit=town.street, by=SYSTEM, at=START)
    scanning.run(by=SYSTEM, at=START)
    taken = offers.confirm(offer=AidOffer.objects.get(), by=town.me(stranger), at=START)
    assert Matter.objects.get(number=taken.matter).unit == town.street
