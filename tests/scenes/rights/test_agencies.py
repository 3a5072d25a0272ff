"""Partner agencies at the desk: registered, their liaisons sign in, and both end."""

from copy import deepcopy

import pytest
from django.test import Client
from tests.ground.access import town as towns
from tests.scenes.organise.desk_town import at_desk

from yugong.ground.access import principal
from yugong.ground.org.models import Agency
from yugong.ground.people.models import Account, Tenure
from yugong.ground.people.queries import account_by_phone
from yugong.ground.signin import actions as signin
from yugong.kernel.calendar import local_day

from .mediating import NOW, Desk, today

pytestmark = pytest.mark.usefixtures("plain_static")
PHONE = "13800000777"
COURT = {"kind": "court", "name": "东区人民法院"}
LIAISON = {"name": "周法官", "phone": PHONE, "title": "立案庭联络员", "on": today(), "basis": "来函"}


BUILD = Desk


@pytest.fixture
def desk(built, db) -> Desk:
    return deepcopy(built)


def registered(desk: Desk) -> tuple[Client, Agency, str]:
    head = desk.client("head")
    head.post("/desk/agencies/", COURT)
    court = Agency.objects.get(name=COURT["name"])
    return head, court, f"/desk/agencies/{court.pk}/"


def test_an_agency_is_registered_once_and_its_liaison_signs_in_by_code(desk: Desk) -> None:
    head, court, page = registered(desk)
    assert head.post("/desk/agencies/", COURT).status_code == 422
    assert "没有联络员" in head.get("/desk/agencies/").content.decode()
    assert head.post(page, LIAISON).status_code == 302
    assert head.post(page, LIAISON).status_code == 422
    shown = head.get(page).content.decode()
    assert ("周法官" in shown, PHONE in shown) == (True, False)
    account = signin.enter_by_phone(PHONE, at=NOW)
    loaded = principal.load(account.pk, today=local_day(NOW))
    assert loaded
    assert [(seat.role, seat.unit_name, seat.agency_id) for seat in loaded[0].seats] == [
        ("partner", "东区人民法院", court.pk)
    ]


def test_a_phone_of_another_name_is_refused_and_an_account_that_is_there_is_his(desk: Desk) -> None:
    head, _, page = registered(desk)
    wrong = head.post(page, LIAISON | {"phone": "13800000401"})
    assert (wrong.status_code, "另一个名字" in wrong.content.decode()) == (422, True)
    known = signin.enter_by_phone(PHONE, at=NOW)
    head.post(page, LIAISON)
    assert Account.objects.get(pk=known.pk).person_id == Tenure.objects.get(post__role="partner").person_id


def test_who_ends_and_what_is_closed_has_no_seat(desk: Desk) -> None:
    head, court, page = registered(desk)
    head.post(page, LIAISON)
    sent = Tenure.objects.get(post__agency=court)
    assert head.post(f"{page}end/", {"who": "0"}).status_code == 404
    head.post(f"{page}end/", {"who": str(sent.pk)})
    account = account_by_phone(PHONE)
    assert account
    assert principal.load(account.pk, today=local_day(NOW))[0].seats == ()
    head.post(f"{page}close/")
    court.refresh_from_db()
    assert court.closed_on == local_day(NOW)
    assert "已停用" in head.get("/desk/agencies/").content.decode()
    head.post(page, LIAISON | {"phone": "13800000778"})
    assert Tenure.objects.filter(post__agency=court).count() == 1


def test_only_who_keeps_agencies_sees_the_page(desk: Desk) -> None:
    _, _, page = registered(desk)
    west, _ = towns.officer("西区", 480, desk.tree.west, "district_officer")
    for client in (desk.client("first"), desk.my_client(), Client()):
        assert client.get("/desk/agencies/").status_code in (302, 404)
    assert at_desk(west).get(page).status_code == 404
    assert "东区人民法院" not in at_desk(west).get("/desk/agencies/").content.decode()
