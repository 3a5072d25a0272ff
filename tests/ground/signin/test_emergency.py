"""Breaking the glass: two persons, an hour, everything recorded, the unit told, and nothing that lasts."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from yugong.ground.access.roles import NOT_LENT
from yugong.ground.audit.models import Event
from yugong.ground.audit.writing import writing
from yugong.ground.notices.models import Notice
from yugong.ground.people.models import Emergency
from yugong.kernel.permissions import Permission as P

from ..access import town
from .doors import seated, who

pytestmark = pytest.mark.django_db
WANTED = {"unit": "纺织厂工会", "role": "grassroots_chair", "reason": "主席出差失联，职工的救助今天到期"}
PAGE = "/desk/emergency/"


@pytest.fixture
def asker(place, strict):
    account, _ = town.officer("陈一鸣", 41, place.street, "street_officer")
    return seated(Client(), account)


@pytest.fixture
def leader(place, strict):
    account, _ = town.officer("李二", 42, place.west, "district_officer")
    return seated(Client(), account)


def answer(client, deed="grant"):
    return client.post(f"{PAGE}{Emergency.objects.latest('id').pk}/{deed}/")


def later(**change):
    with writing("test"):
        Emergency.objects.update(**change)


def lent_seats(client):
    return who(client)["seats"]


def test_a_second_person_gives_an_hour_and_the_unit_is_told(place, asker, leader):
    assert asker.post(PAGE, WANTED).status_code == 302
    assert lent_seats(asker) == ["street_officer"]
    page = leader.get(PAGE).content.decode()
    assert ("陈一鸣" in page, WANTED["reason"] in page, "批准一小时" in page) == (True, True, True)
    assert answer(leader).status_code == 302
    assert lent_seats(asker) == ["street_officer", "grassroots_chair"]
    row = Emergency.objects.get()
    assert row.ends_at - row.answered_at == timedelta(hours=1)
    deeds = Event.objects.filter(did__contains="emergency").order_by("id").values_list("did", flat=True)
    assert list(deeds) == ["signin.ask_emergency", "signin.grant_emergency"]
    told = Notice.objects.get()
    assert (told.to, told.template) == (f"seat:{place.other.pk}:grassroots_chair", "signin.lent")
    later(ends_at=timezone.now())
    assert lent_seats(asker) == ["street_officer"]


def test_the_lent_seat_acts_in_its_unit_and_cannot_make_itself_last(place, asker, leader):
    asker.post(PAGE, WANTED)
    answer(leader)
    asker.post("/desk/seat/", {"tenure": f"-{Emergency.objects.get().pk}"})
    assert who(asker)["seat"] == place.other.name
    seat = asker.get("/desk/where/").wsgi_request.actor.seat
    assert seat.permissions & NOT_LENT == frozenset()
    assert P.MATTER_HANDLE in seat.permissions
    assert asker.post(PAGE, WANTED).status_code != 302
    assert answer(asker, "end").status_code == 302
    assert lent_seats(asker) == ["street_officer"]


def test_nobody_answers_himself_and_nobody_from_elsewhere_answers(place, asker):
    asker.post(PAGE, WANTED | {"unit": "江边街道总工会", "role": "mediator"})
    assert answer(asker).status_code == 404
    stranger = seated(Client(), town.officer("王五", 43, place.other, "grassroots_chair")[0])
    assert answer(stranger).status_code == 404
    assert lent_seats(asker) == ["street_officer"]


def test_it_must_be_answered_within_the_hour_and_once(place, asker, leader):
    asker.post(PAGE, WANTED)
    later(asked_at=timezone.now() - timedelta(minutes=61))
    assert answer(leader).status_code == 422
    assert asker.post(PAGE, WANTED).status_code == 302
    assert (answer(leader).status_code, answer(leader).status_code) == (302, 422)


def test_the_one_who_asked_must_still_be_an_officer(place, leader):
    account, tenure = town.officer("陈三", 44, place.street, "street_officer")
    client = seated(Client(), account)
    client.post(PAGE, WANTED)
    town.end(tenure)
    assert answer(leader).status_code == 422
    assert lent_seats(client) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"unit": "没有的工会"}, "没有这个名称的工会"),
        ({"role": "city_officer"}, "没有这个岗位"),
        ({"role": "system_admin"}, "岗位"),
        ({"reason": ""}, "原因"),
        ({"unit": "江边街道总工会", "role": "street_officer"}, "不用申请"),
    ],
)
def test_what_cannot_be_asked_is_said(asker, change, words):
    found = asker.post(PAGE, WANTED | change)
    assert (found.status_code, words in found.content.decode(), Emergency.objects.count()) == (422, True, 0)


def test_one_asking_at_a_time(asker):
    asker.post(PAGE, WANTED)
    found = asker.post(PAGE, WANTED)
    assert (found.status_code, "已有一项申请等待批准" in found.content.decode()) == (422, True)


def test_administrators_neither_ask_nor_answer(place, strict):
    client = seated(Client(), town.officer("赵六", 45, place.city, "system_admin")[0])
    assert (client.get(PAGE).status_code, client.post(PAGE, WANTED).status_code) == (404, 404)
