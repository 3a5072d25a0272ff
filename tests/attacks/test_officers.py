"""A nosy officer learns nothing about strangers, and what he takes or reads is told to the person."""

import pytest
from desk_town import at_desk, member, officer, text

from tests.ground.access import town
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused
from yugong.scenes.organise.actions import certificates

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(place):
    return officer("周主席", 2, place.union, "grassroots_chair")


def appointing(client, place, who: str):
    given = {"role": "grassroots_clerk", "title": "干事", "who": who, "on": "2026-01-01", "basis": ""}
    return client.post(f"/desk/org/{place.union.pk}/posts/add/", given)


def test_appointing_shows_a_stranger_by_his_masked_name_only(place, chair):
    member("李小江", 101, place.other)
    page = text(appointing(chair, place, "13800000101"))
    assert "李**" in page
    assert "李小江" not in page
    assert "纺织厂工会" not in page


def test_appointing_shows_ones_own_member(place, chair):
    member("李小江", 101, place.union)
    assert "李小江" in text(appointing(chair, place, "13800000101"))


@pytest.mark.parametrize("path", ["/desk/members/?unit=²", "/desk/members/?unit=" + "9" * 17])
def test_odd_digits_break_no_page(place, chair, path):
    chair.raise_request_exception = False


def test_a_certificate_taken_by_an_officer_is_told_to_the_person(place, chair):
    li = member("李小江", 101, place.union)
    row = certificates.issue(
        person=li, matter="证明-261121-0001", purpose="求职", to="南川一小", by=SYSTEM, at=town.NOW
    )
    assert chair.get(f"/certificates/{row.matter}/docx/").status_code == 200
    own = at_desk(town.open_account(li, "w-li"))
    assert "下载了你的会员证明" in text(own.get("/me/seen/"))
    assert own.get(f"/certificates/{row.matter}/docx/").status_code == 200
    assert text(own.get("/me/seen/")).count("下载了你的会员证明") == 1


def test_a_clerk_cannot_merge_an_officer_of_the_district_into_an_accomplice(place):
    """A merge takes posts along: it would hand the district's desk to a member of the clerk's union."""
    chief, _ = town.officer("陈东", 1, place.east, "district_officer")
    stranger = member("李小江", 101, place.union)
    twin = people.enrol(
        given=Identity(name="陈东", phone="13800000001"), source="test", by=SYSTEM, at=town.NOW
    )
    town.join(twin, place.union)
    for accomplice, why in ((stranger, "重复登记"), (twin, "现任工会职务")):
        with pytest.raises(Refused, match=why):
            people.merge(
                keep=accomplice, drop=chief.person, reason="同一个人", at=town.NOW,
                by=town.acting(place.union, "grassroots_clerk"),
            )  # fmt: skip
    assert chief.person.tenures.filter(valid_to=None).count() == 1
