"""Rights while signed in, the switch of seats, and the ways out."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from yugong.ground.access import session
from yugong.ground.audit.models import Event
from yugong.ground.people import actions as people
from yugong.kernel.actor import SYSTEM

from ..access import town
from .doors import by_password, by_phone, who

pytestmark = pytest.mark.django_db


def test_a_post_that_ends_loses_its_rights_with_the_next_request(client, place):
    _, tenure = town.officer("陈丙", 13, place.east, "district_officer")
    by_password(client, "officer13")
    assert client.get("/desk/where/").status_code == 200
    town.end(tenure)
    assert client.get("/desk/where/").status_code == 302
    assert who(client)["seats"] == []


def test_a_closed_account_and_a_changed_password_end_every_session(client, place):
    for n, change in ((14, "close"), (15, "password")):
        account, _ = town.officer(f"陈{n}", n, place.east, "district_officer")
        client = Client()
        by_password(client, f"officer{n}")
        if change == "close":
            people.close_account(account=account, reason="test", by=SYSTEM, at=town.NOW)
        else:
            account.set_password("another-long-one-1")
            account.save()
        assert client.get("/me/").status_code == 302
        assert "_auth_user_id" not in client.session


def switch(client: Client, tenure):
    return client.post("/desk/seat/", {"tenure": tenure.pk, "next": "/desk/where/"})


def test_an_officer_switches_among_his_own_seats(client, place):
    account, _ = town.officer("陈丁", 16, place.east, "district_officer")
    second = town.seat_person(account.person, place.union, "mediator")
    by_password(client, "officer16")
    assert client.get("/desk/where/").json()["seat"] == place.east.name
    assert switch(client, second).headers["Location"] == "/desk/where/"
    assert client.get("/desk/where/").json()["seat"] == place.union.name
    town.end(second)
    assert client.get("/desk/where/").json()["seat"] == place.east.name


def test_nobody_takes_a_seat_that_is_not_his(client, place):
    town.officer("陈戊", 17, place.east, "district_officer")
    _, others = town.officer("陈己", 18, place.city, "city_officer")
    by_password(client, "officer17")
    client.post("/desk/seat/", {"tenure": others.pk})
    assert client.get("/desk/where/").json()["seat"] == place.east.name
    assert client.get("/desk/seat/").status_code == 405


@pytest.mark.parametrize("key", [session.SEEN, session.SINCE])
def test_an_idle_or_old_desk_session_ends(client, place, key):
    town.officer("陈庚", 19, place.east, "district_officer")
    by_password(client, "officer19")
    store = client.session
    store[key] -= timedelta(hours=13).total_seconds()
    store.save()
    assert client.get("/desk/where/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_one_signs_out_here(client):
    by_phone(client)
    assert client.post("/logout/").headers["Location"] == "/login/"
    assert client.get("/me/").status_code == 302
    assert UserSession.objects.count() == 0
    assert client.get("/logout/").status_code in (302, 405)


def test_one_sees_and_ends_the_others_and_all(client, place):
    town.officer("陈辛", 20, place.east, "district_officer")
    clients = [Client(HTTP_USER_AGENT="Mozilla (Windows) Chrome/1", REMOTE_ADDR="10.1.2.3") for _ in range(3)]
    for one in clients:
        by_password(one, "officer20")
    page = clients[0].get("/desk/sessions/").content.decode()
    assert page.count("Windows 电脑 · Chrome") == 3
    assert page.count("（本机）") == 1
    assert "10.1.2.0" in page
    assert "10.1.2.3" not in page
    assert clients[0].post("/desk/sessions/", {"end": "others"}).headers["Location"] == "/desk/sessions/"
    assert [one.get("/desk/where/").status_code for one in clients] == [200, 302, 302]
    by_password(clients[1], "officer20")
    assert clients[0].post("/desk/sessions/", {"end": "all"}).headers["Location"] == "/desk/login/"
    assert [one.get("/desk/where/").status_code for one in clients] == [302, 302, 302]
    assert Event.objects.filter(did="signin.leave").values_list("data__sessions", flat=True)[0] == 2


def test_a_worker_sees_his_own_sessions(client):
    by_phone(client)
    page = client.get("/me/sessions/").content.decode()
    assert "（本机）" in page
    assert client.post("/me/sessions/", {"end": "all"}).headers["Location"] == "/login/"
