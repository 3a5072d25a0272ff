"""Signing in through a provider: its word for a verified phone counts, nothing else of it is believed."""

import time
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.utils import timezone

from yugong.ground.audit.models import Event
from yugong.ground.people.models import Account
from yugong.ground.people.queries import account_by_phone
from yugong.ground.signin.views import federated

from ..access import town
from .doors import PHONE, by_phone, who
from .vouching import CLIENT, SECRET, Vouching


@pytest.fixture
def house(db, settings):
    made = Vouching()
    settings.YUGONG_OIDC = {"issuer": made.issuer, "client": CLIENT, "secret": SECRET, "label": "渝快办"}
    yield made
    made.http.shutdown()
    made.http.server_close()


@pytest.fixture
def client():
    return Client()


def walk(house, client, **changed):
    """Press the button, agree there, come back; `changed` parts of the way back are changed."""
    away = client.get("/login/federated/", {"next": "/me/"})
    assert away.status_code == 302
    address = urlsplit(house.authorize(away["Location"]))
    assert address.path == "/login/federated/back/"
    given = {name: values[0] for name, values in parse_qs(address.query).items()}
    return client.get(address.path, {**given, **changed})


def refused(answer, words):
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert Account.objects.count() == 0


def test_the_button_stands_there_when_a_provider_is_configured(house, client, settings):
    assert "用渝快办登录" in client.get("/login/").content.decode()
    settings.YUGONG_OIDC = {}
    assert "渝快办" not in client.get("/login/").content.decode()
    assert client.get("/login/federated/").status_code == 404


def test_a_verified_phone_signs_in_and_opens_an_account(house, client):
    answer = walk(house, client)
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    account = account_by_phone(PHONE)
    assert who(client)["key"] == f"account:{account.pk}"
    assert Event.objects.get(did="signin.enter").data == {"how": "federated"}


def test_it_is_the_account_of_the_phone_that_was_there(house, client):
    by_phone(Client())
    walk(house, client)
    assert Account.objects.get() == account_by_phone(PHONE)


def test_the_phone_may_come_from_userinfo_of_the_same_subject_only(house, client):
    house.claims = {"sub": "u1"}
    house.userinfo = {"sub": "u2", "phone_number": PHONE, "phone_number_verified": True}
    refused(walk(house, client), "没有提供核验过的手机号")
    house.userinfo["sub"] = "u1"
    assert walk(house, client).status_code == 302


@pytest.mark.parametrize(
    "claims",
    [
        {"phone_number": PHONE},
        {"phone_number": PHONE, "phone_number_verified": False},
        {"phone_number": PHONE, "phone_number_verified": "true"},
        {"phone_number": "12", "phone_number_verified": True},
        {"name": "陈小渝", "email": "chen@example.org", "email_verified": True},
    ],
)
def test_names_e_mails_and_unverified_phones_tie_nobody(house, client, claims):
    house.claims = {"sub": "u1", **claims}
    refused(walk(house, client), "没有提供核验过的手机号")


def other_key(house):
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return lambda claims: jwt.encode(claims, stranger, algorithm="RS256", headers={"kid": house.kid})


LIES = {
    "another key": lambda house: other_key(house),
    "no signature": lambda house: lambda claims: jwt.encode(claims, None, algorithm="none"),
    "our secret as its key": lambda house: (
        lambda claims: jwt.encode(claims, SECRET * 8, algorithm="HS256", headers={"kid": house.kid})
    ),
    "unknown key name": lambda house: (
        lambda claims: jwt.encode(claims, house.key, algorithm="RS256", headers={"kid": "k9"})
    ),
    "another issuer": lambda house: changed(house, iss="https://example.org"),
    "another audience": lambda house: changed(house, aud="somebody"),
    "several audiences": lambda house: changed(house, aud=[CLIENT, "somebody"]),
    "another nonce": lambda house: changed(house, nonce="x"),
    "expired": lambda house: changed(house, exp=int(time.time()) - 120),
    "of the future": lambda house: changed(house, iat=int(time.time()) + 600),
    "nothing": lambda house: lambda claims: "",
}


def changed(house, **parts):
    sign = house.token
    return lambda claims: sign({**claims, **parts})


@pytest.mark.parametrize("lie", LIES)
def test_an_answer_that_is_not_right_in_every_point_is_refused(house, client, lie):
    house.token = LIES[lie](house)
    refused(walk(house, client), "渝快办的登录没有完成")


def test_state_belongs_to_the_browser_and_is_used_once(house, client):
    refused(walk(house, client, state="x"), "没有完成")
    stranger = Client()
    away = client.get("/login/federated/")
    back = urlsplit(house.authorize(away["Location"]))
    assert stranger.get(f"{back.path}?{back.query}")["Location"] == "/login/"
    assert client.get(f"{back.path}?{back.query}").status_code == 302
    assert client.get(f"{back.path}?{back.query}")["Location"] == "/login/"
    assert Account.objects.count() == 1


def test_a_sign_in_that_took_too_long_begins_anew(house, client, monkeypatch):
    away = client.get("/login/federated/")
    back = urlsplit(house.authorize(away["Location"]))
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr(federated.timezone, "now", lambda: later)
    assert client.get(f"{back.path}?{back.query}")["Location"] == "/login/"


def test_the_provider_may_change_its_key(house, client):
    walk(house, client)
    house.key, house.kid = rsa.generate_private_key(public_exponent=65537, key_size=2048), "k2"
    assert walk(house, Client()).status_code == 302


def test_a_code_is_exchanged_with_the_verifier_only(house, client):
    away = client.get("/login/federated/")
    back = urlsplit(house.authorize(away["Location"]))
    for asked in house.codes.values():
        asked["code_challenge"] = "x"
    refused(client.get(f"{back.path}?{back.query}"), "渝快办现在联系不上")


def test_when_the_provider_is_away_the_phone_page_says_so(house, client):
    house.http.shutdown()
    house.http.server_close()
    refused(client.get("/login/federated/"), "渝快办现在联系不上，请改用手机号登录")


def test_an_officer_who_comes_in_this_way_has_no_seat(house, client):
    place = town.build()
    chair = town.enrol("陈小渝", 34)
    town.seat_person(chair, place.union, "grassroots_chair")
    town.open_account(chair, "officer1", phone=PHONE)
    walk(house, client)
    assert who(client) == {"key": f"person:{chair.pk}", "seat": None, "seats": []}
    assert client.get("/desk/where/")["Location"].startswith("/desk/login/")
    assert client.get("/me/desk/").status_code == 404
