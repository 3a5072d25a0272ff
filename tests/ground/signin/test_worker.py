"""The worker's way in, and that nothing of it leaks."""

import logging
import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from yugong.ground.audit.models import Event
from yugong.ground.notices import channels
from yugong.ground.people import actions as people
from yugong.ground.people.models import Account
from yugong.ground.signin.models import SentCode
from yugong.kernel.actor import SYSTEM

from ..access import town
from .doors import PHONE, ask, by_password, by_phone, shown_code, who

pytestmark = pytest.mark.django_db


class Dead:
    """A carrier that is down."""

    key = "dead"

    def send(self, message: channels.Outgoing) -> str:
        raise channels.Undelivered("down", again=True)


def test_a_new_phone_comes_in_and_goes_where_it_wanted(client):
    assert client.get("/me/").headers["Location"] == "/login/?next=%2Fme%2F"
    page = client.get("/login/?next=/me/").content.decode()
    assert 'name="next" value="/me/"' in page
    assert ask(client, next="/me/").headers["Location"] == "/login/code/"
    page = client.get("/login/code/").content.decode()
    assert "138****1234" in page
    assert PHONE not in page
    done = client.post("/login/code/", {"code": shown_code(client)})
    assert done.headers["Location"] == "/me/"
    assert who(client)["key"] == f"account:{Account.objects.get().pk}"


def test_a_foreign_address_is_not_followed(client):
    ask(client, next="https://evil.example/x")
    assert client.post("/login/code/", {"code": shown_code(client)}).headers["Location"] == "/"


def test_the_code_is_on_the_page_in_demo_mode_only(client, settings):
    ask(client)
    assert shown_code(client) in client.get("/login/code/").content.decode()
    settings.YUGONG_DEMO = False
    other = Client()
    ask(other, "13800005678")
    assert shown_code(other) == ""
    assert "演示环境" not in other.get("/login/code/").content.decode()


def test_a_message_that_did_not_go_out_is_said(client, settings, monkeypatch):
    settings.YUGONG_DEMO = False
    settings.YUGONG_SMS = Dead.key
    monkeypatch.setattr(channels.sms_channels, "frozen", False)
    if Dead.key not in channels.sms_channels:
        channels.sms_channels.add(Dead())
    said = ask(client)
    assert said.status_code == 422
    assert "短信没有发出去" in said.content.decode()


def test_what_was_typed_is_kept_and_the_wait_is_said(client):
    wrong = ask(client, "1380000")
    assert wrong.status_code == 422
    assert 'value="1380000"' in wrong.content.decode()
    ask(client)
    again = ask(Client())
    assert again.status_code == 429
    assert re.search(r"验证码刚刚发送过，请 \d+ 秒后再试。", again.content.decode())
    assert f'value="{PHONE}"' in again.content.decode()


def test_a_wrong_code_stays_on_the_page(client):
    ask(client)
    wrong = f"{(int(shown_code(client)) + 1) % 10**6:06d}"
    said = client.post("/login/code/", {"code": wrong})
    assert said.status_code == 422
    assert "还可以试 4 次" in said.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_late_code_does_not_open(client):
    ask(client)
    row = SentCode.objects.get()
    SentCode.objects.filter(pk=row.pk)._raw_delete("default")
    assert "验证码已失效" in client.post("/login/code/", {"code": shown_code(client)}).content.decode()


def test_the_answer_is_the_same_for_a_known_and_an_unknown_phone(client):
    town.open_account(None, "known", phone="13800009999")
    known, unknown = (ask(Client(), phone) for phone in ("13800009999", "13800008888"))
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )


def test_the_session_is_new_after_signing_in(client):
    ask(client)
    before = client.session.session_key
    by_phone_code = client.post("/login/code/", {"code": shown_code(client)})
    assert by_phone_code.status_code == 302
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    assert "signin" not in client.session


def test_a_phone_alone_gives_no_seat_to_an_officer(client, place):
    account, _ = town.officer("陈一", 1, place.east, "district_officer")
    people.set_phone(account=account, phone=PHONE, verified=True, by=SYSTEM, at=town.NOW)
    by_phone(client)
    assert who(client) == {"key": f"person:{account.person_id}", "seat": None, "seats": []}
    assert client.get("/desk/where/").headers["Location"] == "/desk/login/?next=%2Fdesk%2Fwhere%2F"


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/accounts/2fa/"])
def test_no_page_of_allauth_is_reachable(client, path):
    assert client.get(path).status_code == 404


def test_neither_phone_nor_code_nor_password_is_logged_or_in_an_address(client, place, caplog):
    town.officer("陈壬", 21, place.east, "district_officer")
    with caplog.at_level(logging.DEBUG):
        asked = ask(client)
        code = shown_code(client)
        client.get("/login/code/")
        done = client.post("/login/code/", {"code": code})
        by_password(Client(), "officer21")
        by_password(Client(), "officer21", "wrong-password-1")
    logged = "\n".join(r.getMessage() for r in caplog.records if r.name != "django.db.backends")
    for secret in (PHONE, code, town.PASSWORD, "wrong-password-1"):
        assert secret not in logged
        assert secret not in asked.headers["Location"] + done.headers["Location"]
    assert PHONE not in str(list(Event.objects.values_list("data", "on", "actor")))


@pytest.mark.parametrize("path", ["/login/", "/desk/login/"])
def test_sign_in_pages_are_never_stored_and_take_no_foreign_post(path):
    client = Client(enforce_csrf_checks=True)
    page = client.get(path)
    assert "no-store" in page.headers["Cache-Control"]
    assert client.post(path, {"phone": PHONE, "name": "x", "password": "y"}).status_code == 403


def test_the_device_is_remembered_after_the_right_code_only(client):
    ask(client)
    assert "yg_device" not in client.cookies
    client.post("/login/code/", {"code": shown_code(client)})
    kept = client.cookies["yg_device"]
    assert (kept["path"], kept["httponly"], kept["samesite"]) == ("/login/", True, "Lax")
    assert len(kept.value.split("~")) == 1
