"""A lost password: changed by oneself with the second factor, reset by who may appoint, by nobody else."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from yugong.ground.audit.models import Event
from yugong.ground.notices.models import Notice
from yugong.ground.people.models import Account

from ..access import town
from .doors import bound, by_password, code_of, seated

pytestmark = pytest.mark.django_db
NEW = "cha-chang-gong-hui-26"


def phoned(account: Account) -> Client:
    """The account's owner, signed in by a phone code."""
    return seated(Client(), account, how="code")


def asked(client: Client, who: str, reason: str = "本人到场，核对了身份证"):
    return client.post("/desk/accounts/", {"who": who, "reason": reason})


@pytest.fixture
def chief(client, place, strict):
    """A district officer with a password and an authenticator."""
    town.officer("陈甲", 70, place.east, "district_officer")
    return bound(client, "officer70")


def test_one_changes_it_from_the_phone_with_the_second_factor_only(chief) -> None:
    phone = phoned(chief)
    assert 'name="code"' in phone.get("/me/desk/").content.decode()
    for code in ("", "000000"):
        wrong = phone.post("/me/desk/", {"code": code, "password": NEW, "again": NEW})
        assert wrong.status_code == 422
    right = phone.post("/me/desk/", {"code": code_of(chief, 1), "password": NEW, "again": NEW})
    assert right.headers["Location"] == "/desk/login/"
    assert by_password(Client(), "officer70", NEW).headers["Location"] == "/desk/login/second/"


def test_who_may_appoint_resets_both_and_the_owner_is_told(chief, place) -> None:
    above, _ = town.officer("陈市", 71, place.city, "city_officer")
    desk = seated(Client(), above)
    before = phoned(chief)
    assert asked(desk, "13800000070").status_code == 302
    chief.refresh_from_db()
    assert (chief.has_usable_password(), Authenticator.objects.filter(user=chief).exists()) == (False, False)
    assert before.get("/me/desk/").status_code == 302
    assert Notice.objects.filter(person_id=chief.person_id, template="signin.reset").count() == 1
    event = Event.objects.get(did="signin.reset")
    assert "核对" not in str(event.data)
    assert phoned(chief).post("/me/desk/", {"password": NEW, "again": NEW}).status_code == 302


def test_nobody_else_resets(chief, place) -> None:
    for name, n, unit, role in (
        ("陈乙", 72, place.west, "district_officer"),
        ("陈丙", 73, place.union, "grassroots_chair"),
    ):
        account, _ = town.officer(name, n, unit, role)
        refused = asked(seated(Client(), account), "13800000070")
        assert (refused.status_code, "没有您能任免的岗位" in refused.content.decode()) == (422, True)
    clerk, _ = town.officer("陈丁", 74, place.union, "grassroots_clerk")
    assert asked(seated(Client(), clerk), "13800000070").status_code == 404
    assert asked(seated(Client(), chief), "13800000070").status_code == 422
    chief.refresh_from_db()
    assert chief.has_usable_password()


def test_a_reason_is_needed_and_what_was_typed_stays(chief, place) -> None:
    above, _ = town.officer("陈市", 75, place.city, "city_officer")
    refused = asked(seated(Client(), above), "13800000070", "")
    assert (refused.status_code, "13800000070" in refused.content.decode()) == (422, True)
