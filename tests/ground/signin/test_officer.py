"""The officer's way in: password, second factor, lockouts, and one answer for every failure."""

import base64
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from yugong.ground.audit.models import Event
from yugong.ground.people import actions as people
from yugong.kernel.actor import SYSTEM

from ..access import town
from .doors import PHONE, bound, by_password, code_for, code_of, seated, secret_on

pytestmark = pytest.mark.django_db


def test_in_demo_mode_a_password_is_enough(client, place):
    town.officer("陈二", 2, place.east, "district_officer")
    assert by_password(client, "officer2").headers["Location"] == "/desk/"
    assert client.get("/desk/where/").json()["seat"] == place.east.name
    assert Event.objects.filter(did="signin.enter").values_list("data", flat=True)[0] == {"how": "password"}


def test_otherwise_the_second_factor_is_bound_on_the_first_day(client, place, strict):
    town.officer("陈三", 3, place.east, "district_officer")
    assert by_password(client, "officer3").headers["Location"] == "/desk/login/enrol/"
    assert client.get("/desk/where/").status_code == 302
    page = client.get("/desk/login/enrol/").content.decode()
    assert "<svg" in page
    assert "style=" not in page
    secret = secret_on(page)
    assert secret not in str(dict(client.session))
    base64.b32decode(secret)
    bad = client.post("/desk/login/enrol/", {"code": "000000"})
    assert bad.status_code == 422
    good = client.post("/desk/login/enrol/", {"code": code_for(secret)})
    spare = re.findall(r"<li>(\d{4}) (\d{4})</li>", good.content.decode())
    assert len(spare) == 10
    assert client.get("/desk/where/").json()["seat"] == place.east.name
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored

    later = Client()
    assert by_password(later, "officer3").headers["Location"] == "/desk/login/second/"
    assert later.get("/desk/where/").status_code == 302
    assert later.post("/desk/login/second/", {"code": " ".join(spare[0])}).headers["Location"] == "/desk/"
    assert later.get("/desk/where/").json()["seat"] == place.east.name
    once_more = Client()
    by_password(once_more, "officer3")
    assert once_more.post("/desk/login/second/", {"code": "".join(spare[0])}).status_code == 422


def test_a_code_of_the_authenticator_opens_once(client, place, strict):
    town.officer("陈四", 4, place.east, "district_officer")
    account = bound(client, "officer4")
    code = code_of(account)
    assert client.post("/desk/login/second/", {"code": code}).headers["Location"] == "/desk/"
    other = Client()
    by_password(other, "officer4")
    cache.clear()
    assert other.post("/desk/login/second/", {"code": code}).status_code == 422


def test_the_second_factor_locks_after_five_wrong_codes(client, place, strict):
    town.officer("陈五", 5, place.east, "district_officer")
    account = bound(client, "officer5")
    for _ in range(5):
        assert client.post("/desk/login/second/", {"code": "12345"}).status_code == 422
    locked = client.post("/desk/login/second/", {"code": code_of(account)})
    assert locked.status_code == 429
    assert re.search(r"动态码已多次输错，请 1[45] 分钟后再试。", locked.content.decode())


def test_a_bound_factor_is_asked_for_in_demo_mode_too(client, place, settings):
    settings.YUGONG_DEMO = False
    town.officer("陈六", 6, place.east, "district_officer")
    bound(client, "officer6")
    settings.YUGONG_DEMO = True
    assert by_password(Client(), "officer6").headers["Location"] == "/desk/login/second/"


def test_five_wrong_passwords_lock_the_pair_and_not_the_factory(client, place):
    for n in (7, 8):
        town.officer(f"陈{n}", n, place.east, "district_officer")
    for _ in range(5):
        said = by_password(client, "officer7", "wrong")
        assert said.status_code == 422
        assert 'value="officer7"' in said.content.decode()
        assert 'value="wrong"' not in said.content.decode()
    locked = by_password(client, "officer7")
    assert locked.status_code == 429
    assert re.search(r"登录名或密码已多次输错，请 1[45] 分钟后再试。", locked.content.decode())
    assert by_password(client, "officer8").status_code == 302
    elsewhere = Client(REMOTE_ADDR="10.9.9.9")
    assert by_password(elsewhere, "officer7").status_code == 302


def test_every_failure_of_a_password_reads_the_same(client, place):
    town.officer("陈九", 9, place.east, "district_officer")
    town.open_account(None, "no-password", password="")
    said = {
        re.sub(r'value="[^"]*"', "", by_password(Client(), name, "wrong").content.decode())
        for name in ("officer9", "nobody", "no-password")
    }
    assert len({re.sub(r"(csrfmiddlewaretoken|X-CSRFToken).*", "", one) for one in said}) == 1


def test_an_officer_may_use_his_phone_as_name(client, place):
    account, _ = town.officer("陈十", 10, place.east, "district_officer")
    people.set_phone(account=account, phone=PHONE, verified=True, by=SYSTEM, at=town.NOW)
    assert by_password(client, PHONE).headers["Location"] == "/desk/"


def test_who_left_his_post_does_not_come_in(client, place):
    _, tenure = town.officer("陈甲", 11, place.east, "district_officer")
    town.end(tenure)
    said = by_password(client, "officer11")
    assert said.status_code == 422
    assert "没有任职岗位" in said.content.decode()


def test_a_closed_account_is_told_so_after_the_right_password_only(client, place):
    account, _ = town.officer("陈乙", 12, place.east, "district_officer")
    people.close_account(account=account, reason="test", by=SYSTEM, at=town.NOW)
    assert "已经停用" not in by_password(Client(), "officer12", "wrong").content.decode()
    assert "已经停用" in by_password(client, "officer12").content.decode()


def test_a_client_of_other_tests_is_seated_without_the_pages(client, place, strict):
    account, _ = town.officer("陈癸", 22, place.east, "district_officer")
    assert seated(client, account).get("/desk/where/").json()["seat"] == place.east.name


def test_whoever_was_put_into_a_post_sets_his_first_password_from_his_phone(client, place, strict):
    who = town.enrol("陈主席", 60)
    account = people.open_account(
        username="w-60", person=who, phone="13800000060", verified=True, by=SYSTEM, at=town.NOW
    )
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/me/desk/").status_code == 404
    town.seat_person(who, place.union, "grassroots_chair")
    assert client.get("/me/desk/").status_code == 200
    for password, again in (
        ("short", "short"),
        ("a-long-one-26", ""),
    ):
        assert client.post("/me/desk/", {"password": password, "again": again}).status_code == 422
    account.refresh_from_db()
    assert not account.has_usable_password()

    text = "cha-chang-gong-hui-26"
    done = client.post("/me/desk/", {"password": text, "again": text})
    assert done.headers["Location"] == "/desk/login/"
    assert by_password(Client(), "13800000060", text).headers["Location"] == "/desk/login/enrol/"

    later = Client()
    account.refresh_from_db()
    later.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    assert later.post("/me/desk/", {"password": "x" * 20, "again": "x" * 20}).status_code == 200
    account.refresh_from_db()
    assert account.check_password(text)
