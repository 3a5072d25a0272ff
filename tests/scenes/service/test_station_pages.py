"""The pages of stations on the phone: without a script, small, and where one stands is not kept."""

import gzip
import re
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone
from matters.test_pages import signed_in
from matters.town import START, Town

from yugong.engines.matters.models import Matter
from yugong.ground.audit.models import Event
from yugong.kernel.actor import SYSTEM
from yugong.scenes.service.actions import doors
from yugong.scenes.service.actions.stations import StationFacts, bring_stations
from yugong.scenes.service.models import Station, StationReport
from yugong.scenes.service.rules.facilities import FACILITIES
from yugong.ui.build import UI

pytestmark = pytest.mark.usefixtures("plain_static")
FULL = StationFacts(
    "石油路驿站", "渝中区石油路 18 号", 29.5361, 106.5111, always_open=True, ring="178环线",
    phone="023-12351",
    facilities=("water", "charging", "microwave", "toilet", "books"), grade="最美驿站",
)  # fmt: skip
HERE = {"lat": "29.533", "lon": "106.517"}


@pytest.fixture
def stations(town: Town) -> list[Station]:
    rows = [
        replace(FULL, name=f"{n} 号驿站", lat=29.5361 + n / 400, lon=106.5111 + n % 5 / 300)
        for n in range(14)
    ]
    rows[3] = replace(rows[3], always_open=False, hours={}, ring="")
    bring_stations(unit=town.east, rows=[(town.street, one) for one in rows], by=SYSTEM, at=START)
    return list(Station.objects.order_by("lat"))


def text(page) -> str:
    return page.content.decode()


def test_a_member_sees_what_is_near_his_union_without_saying_where_he_is(town: Town, stations: list[Station]):
    page = signed_in(town.worker).get("/stations/")
    assert "按江边街道算" in text(page)
    assert text(page).count('class="card stn"') == 10
    assert text(page).count('class="pinno"') >= 5
    assert "178环线" in text(page)
    assert len(gzip.compress(page.content, 6)) < 12_000


def test_a_visitor_chooses_types_or_lets_the_phone_say(town: Town, stations: list[Station]):
    phone = Client()
    assert f"/stations/places/?of={town.east.pk}" in text(phone.get("/stations/"))
    assert f"/stations/?near={town.street.pk}" in text(phone.get(f"/stations/places/?of={town.east.pk}"))
    assert "按江边街道算" in text(phone.get(f"/stations/?near={town.street.pk}"))
    assert "按江边街道算" in text(phone.get("/stations/?q=江边"))
    assert re.findall(r'<h3><a href="[^"]+">([^<]+)', text(phone.get("/stations/?q=12 号"))) == ["12 号驿站"]
    assert "没有这样的站点" in text(phone.get("/stations/?q=没有的"))
    located = text(phone.post("/stations/", HERE))
    assert re.findall(r"<h3>.*?>(\d+\. \d+ 号驿站)", located)[0] == "1. 0 号驿站"
    assert (
        text(phone.post("/stations/", HERE | {"flip": "open", "f": "toilet"})).count('aria-pressed="true"')
        == 2
    )
    assert text(phone.post("/stations/", HERE | {"flip": "more"})).count('class="card stn"') == 14
    assert "不在重庆" in text(phone.post("/stations/", {"lat": "39.9", "lon": "116.4"}))


def test_filters_are_links_for_who_has_not_said_where_he_is(stations: list[Station]):
    page = text(Client().get("/stations/?open=1&q=号"))
    assert "3 号驿站" not in re.findall(r"\d+ 号驿站", page)
    assert 'href="/stations/?q=%E5%8F%B7"' in page


def test_where_somebody_stands_is_not_kept(town: Town, stations: list[Station], caplog):
    phone, before = signed_in(town.worker), Event.objects.count()
    page = phone.post("/stations/", {"lat": "29.5334567", "lon": "106.5171234"})
    assert ("29.5334567" in text(page), Event.objects.count()) == (False, before)
    assert 'name="lat" value="29.533"' in text(page)
    assert "29.53" not in caplog.text
    assert page.headers["Cache-Control"] == "no-store"


def test_one_station_is_reported_and_the_report_taken_back(town: Town, stations: list[Station]):
    phone, one = signed_in(town.worker), stations[0]
    page = text(phone.get(f"/stations/{one.pk}/"))
    for words in (
        "最美驿站",
        "178环线",
        "微波炉",
        "每天",
        "geo:29.5361,106.5111",
        "tel:023-12351",
        "coordinate=wgs84",
    ):
        assert words in page
    for _ in range(2):
        said = phone.post(f"/stations/{one.pk}/say/", {"what": "locked"}, follow=True)
        assert "24 小时内要去看" in text(said)
    assert "可能锁着（刚刚有人说门锁着）" in text(said)
    report, matter = StationReport.objects.get(), Matter.objects.get()
    assert matter.number in text(said)
    assert f"/stations/{one.pk}/" in text(phone.get(f"/m/{matter.number}/"))
    assert "撤回了" in text(phone.post(f"/stations/{one.pk}/unsay/{report.pk}/", follow=True))
    assert "里选一种" in text(phone.post(f"/stations/{one.pk}/say/", {"what": "mended"}))
    assert "登录后告诉我们" in text(Client().get(f"/stations/{one.pk}/"))
    assert phone.get("/stations/0190a000-0000-7000-8000-000000000000/").status_code == 404


def test_two_or_three_words(town: Town, stations: list[Station]):
    phone, one = signed_in(town.worker), stations[0]
    page = phone.post(f"/stations/{one.pk}/words/", {"said": ["clean", "found"]}, follow=True)
    assert ("干净 1" in text(page), "好找 1" in text(page)) == (True, True)
    refused = phone.post(f"/stations/{one.pk}/words/", {"said": ["clean", "found", "air", "old"]})
    assert (refused.status_code, "最多选 3 个词" in text(refused)) == (422, True)


def test_a_door_code_stands_on_a_page_of_its_own(town: Town, stations: list[Station]):
    one = stations[0]
    doors.fit_lock(station=one, by=SYSTEM, at=timezone.now())
    phone = signed_in(town.worker)
    assert "取开门码" in text(phone.get(f"/stations/{one.pk}/"))
    page = phone.post(f"/stations/{one.pk}/door/")
    assert re.search(r'doorcode num" role="status">\d\d \d{3} \d{3}<', text(page))
    assert "不用开门码" in text(phone.post(f"/stations/{stations[1].pk}/door/"))
    assert Client().post(f"/stations/{one.pk}/door/").status_code == 302


def test_every_facility_has_its_drawing():
    drawn = set(re.findall(r'<symbol id="(\w+)"', (UI / "static/ui/stations.svg").read_text()))
    assert set(FACILITIES) | {"route", "navigation"} <= drawn
