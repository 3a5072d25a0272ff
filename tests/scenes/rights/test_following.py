"""Somebody without a name reads his matter and answers by number and code, and nobody else does."""

import pytest
from django.test import Client
from django.utils import timezone
from matters.test_pages import at_desk

from yugong.engines.matters import actions as matters

from .conftest import GIVEN, KEY

pytestmark = pytest.mark.usefixtures("plain_static")


def test_the_code_opens_this_matter_and_no_other(place) -> None:
    now, given = timezone.now(), {**GIVEN, "area": place.town.street.pk}
    matter, code = matters.open_nameless(kind=KEY, answers=given, key="a" * 20, at=now)
    other, _ = matters.open_nameless(kind=KEY, answers=given, key="b" * 20, at=now)
    phone = Client()
    assert phone.get(f"/m/{matter.number}/").status_code == 302
    assert phone.post("/follow/", {"number": matter.number, "code": "WRONG-WRONG"}).status_code == 422
    assert phone.post("/follow/", {"number": matter.number, "code": code}).url == f"/m/{matter.number}/"
    page = phone.get(f"/m/{matter.number}/").content.decode()
    assert (matter.title in page, GIVEN["story"] in page) == (True, True)
    assert phone.get(f"/m/{other.number}/").status_code == 302
    place.answered(matter, at=now)
    assert phone.post(f"/m/{matter.number}/move/content/", {"solved": "yes"}).status_code == 302
    matter.refresh_from_db()
    assert (matter.stage, matter.hearings.get().how) == ("closed", "asker")


def test_the_desk_sees_no_name_and_the_code_stands_nowhere(place) -> None:
    given = {**GIVEN, "area": place.town.street.pk}
    matter, code = matters.open_nameless(kind=KEY, answers=given, key="a" * 20, at=timezone.now())
    desk = at_desk(place.town, "east")
    page = desk.get(f"/desk/matters/{matter.number}/").content.decode()
    assert ("匿名职工" in page, "对单位隐名" in page, code in page) == (True, True, False)
    row = matter.follow_code
    assert code.replace("-", "").encode() not in bytes(row.digest) + bytes(row.salt)
    worklist = desk.get("/desk/?tab=unclaimed").content.decode()
    assert "匿名" in worklist


def test_tries_end_with_a_rest(place) -> None:
    given = {**GIVEN, "area": place.town.street.pk}
    matter, code = matters.open_nameless(kind=KEY, answers=given, key="a" * 20, at=timezone.now())
    wrong = [Client().post("/follow/", {"number": matter.number, "code": "22222-22222"}) for _ in range(5)]
    assert {one.status_code for one in wrong} == {422}
    assert Client().post("/follow/", {"number": matter.number, "code": code}).status_code == 429
