"""Stations at the desk: who sees which, the form, a click on the map, inspections, papers."""

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from matters.town import START, Town

from yugong.engines.matters.models import Matter
from yugong.ground.access import session
from yugong.ground.people import actions as people
from yugong.ground.people.models import Person
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused
from yugong.scenes.service.actions.inspecting import inspect
from yugong.scenes.service.actions.stations import StationFacts, bring_stations, open_station
from yugong.scenes.service.checklists import SIX
from yugong.scenes.service.models import Inspection, Station, StationImport

pytestmark = pytest.mark.usefixtures("plain_static")
WHO: dict[str, Any] = {"by": SYSTEM, "at": START}
FACTS = StationFacts("石油路驿站", "石油路 18 号", 29.5361, 106.5111, facilities=("water",), ring="178环线")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def at_desk(town: Town, who: str) -> Client:
    """An officer in a session with two factors."""
    person = Person.objects.get(pk=town.officers[who].person_id)
    account = people.open_account(username=f"desk-{who}", person=person, password="x", **WHO)
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    store = client.session
    session.begin(store, how=session.SECOND, at=datetime.now(UTC))
    store.save()
    return client


def station(unit: Any, **more: Any) -> Station:
    facts = {name: getattr(FACTS, name) for name in FACTS.__slots__} | more
    return open_station(unit=unit, given=StationFacts(**facts), **WHO)


def text(response: Any) -> str:
    return str(response.content.decode())


def form_of(row: Station, **more: str) -> dict[str, Any]:
    return {
        "name": row.name, "sort": row.sort, "address": row.address, "lat": "29.5361", "lon": "106.5111",
        "system": "wgs84", "hours": "8:00-20:00", "facilities": ["water", "air"], "opened_on": "2026-07-01",
    } | more  # fmt: skip


def test_a_district_sees_its_own_and_nothing_of_the_next(town: Town):
    own, other = station(town.street), station(town.west, name="西区驿站")
    taken = StationImport.objects.none()
    desk, next_door = at_desk(town, "east"), at_desk(town, "west")
    listed = text(desk.get("/desk/stations/"))
    assert own.name in listed
    assert other.name not in listed
    assert "1 个" in listed
    for place in ("", "change/", "place/", "map.svg", "check/", "poster/"):
        assert next_door.get(f"/desk/stations/{own.pk}/{place}").status_code == 404
        assert next_door.post(f"/desk/stations/{own.pk}/{place}").status_code in (404, 405)
        assert desk.get(f"/desk/stations/{own.pk}/{place}").status_code == 200
    assert next_door.post(f"/desk/stations/{own.pk}/close/", {"why": "x"}).status_code == 404
    data = io.BytesIO("名称,地址,经度,纬度\n新站,路 1 号,106.5201,29.5402\n".encode())
    data.name = "t.csv"
    made = desk.post("/desk/stations/tables/", {"file": data, "system": "wgs84"})
    taken = StationImport.objects.get()
    assert made["Location"] == f"/desk/stations/tables/{taken.pk}/"
    for place in ("", "rejected/"):
        assert next_door.get(f"/desk/stations/tables/{taken.pk}/{place}").status_code == 404
    assert next_door.post(f"/desk/stations/tables/{taken.pk}/take/").status_code == 404
    assert "新站" in text(desk.get(made["Location"]))
    desk.post(f"/desk/stations/tables/{taken.pk}/take/")
    assert Station.objects.get(name="新站").unit == town.east
    assert Client().get("/desk/stations/").status_code in (302, 404)


def test_the_form_puts_one_on_the_map_and_a_click_moves_it(town: Town):
    desk = at_desk(town, "street")
    bad = form_of(
        Station(name="江边驿站", sort="kiosk", address="江边路 2 号"), lat="0", lon="0", steward="查无此人"
    )
    told = desk.post("/desk/stations/new/", bad | {"unit_name": "天边工会"})
    assert told.status_code == 422
    assert "没有叫这个名称的工会" in text(told)
    told = text(desk.post("/desk/stations/new/", bad))
    assert "坐标是 0" in told
    assert "没有叫这个姓名的会员或干部" in told
    made = desk.post("/desk/stations/new/", bad | {"lat": "29.5361", "lon": "106.5111", "steward": "何街道"})
    row = Station.objects.get()
    assert made["Location"] == f"/desk/stations/{row.pk}/place/"
    assert (row.unit, row.steward_id) == (town.street, town.officers["street"].person_id)
    assert row.hours["7"] == [["08:00", "20:00"]]
    page = text(desk.get(made["Location"], {"km": "4.0", "map.x": "360", "map.y": "120"}))
    north = 29.5361 + 1 / 111.2  # a quarter of the picture of four kilometres
    assert f'value="{north:.6f}"' in page
    assert '<b class="num">1,000</b>' in page
    assert (
        desk.post(made["Location"], {"lat": f"{north}", "lon": "106.5111", "system": "wgs84"}).status_code
        == 302
    )
    row.refresh_from_db()
    assert (row.lat, row.name, row.sort) == (round(north, 6), "江边驿站", "kiosk")
    assert desk.post(made["Location"], {"lat": "39.9", "lon": "116.4"}).status_code == 422
    changed = desk.post(f"/desk/stations/{row.pk}/change/", form_of(row, steward="何街道", name="江边小站"))
    assert changed.status_code == 302
    desk.post(f"/desk/stations/{row.pk}/close/", {"why": "搬走了"})
    row.refresh_from_db()
    assert (row.name, row.closed_on) == ("江边小站", timezone.localdate())


def test_nobody_inspects_his_own(town: Town):
    row = station(town.street, steward_id=town.officers["street"].person_id)
    at = timezone.now()
    with pytest.raises(Refused, match="自己管的站点"):
        inspect(station=row, on=at.date(), lacking={}, by=town.officers["street"], at=at)
    with pytest.raises(Refused, match="到现场的人"):
        inspect(station=row, on=at.date(), lacking={}, **WHO)
    east = town.officers["east"]
    with pytest.raises(Refused, match="看到了什么"):
        inspect(station=row, on=at.date(), lacking={"sign": " "}, by=east, at=at)
    today = timezone.localdate(at)
    for wrong in (today + timedelta(days=1), today - timedelta(days=40)):
        with pytest.raises(Refused, match="检查日期"):
            inspect(station=row, on=wrong, lacking={}, by=east, at=at)
    assert inspect(station=row, on=at.date(), lacking={}, by=east, at=at).passed
    with pytest.raises(Refused, match="已经登记过"):
        inspect(station=row, on=at.date(), lacking={}, by=east, at=at)


def test_an_inspection_finds_a_fault_and_makes_an_order(town: Town):
    row, desk = station(town.street), at_desk(town, "east")
    today = timezone.localdate().isoformat()
    sheet = {f"item_{key}": "ok" for key in SIX.items} | {"on": today}
    assert "该做六有检查了" in text(desk.get(f"/desk/stations/{row.pk}/"))
    assert desk.post(f"/desk/stations/{row.pk}/check/", {"on": today}).status_code == 422
    given = sheet | {"item_equipment": "lacking", "found_equipment": "药箱空了", "faults": ["no_water"]}
    assert desk.post(f"/desk/stations/{row.pk}/check/", given).status_code == 302
    made, matter = Inspection.objects.get(), Matter.objects.get()
    assert (made.lacking, made.matters) == (["equipment"], [matter.number])
    assert (matter.kind, matter.unit, matter.asker_id) == (
        "service.station_fault",
        town.street,
        made.person_id,
    )
    page = text(desk.get(f"/desk/stations/{row.pk}/"))
    for words in ("1 项不合格", "药箱空了", "没水", matter.number):
        assert words in page
    assert "该做六有检查了" not in page
    assert matter.number in text(desk.get("/desk/stations/stewards/"))
    assert row.name in text(desk.get("/desk/stations/?state=troubled"))
    assert row.name not in text(desk.get("/desk/stations/?state=due"))


def test_rooms_and_libraries_are_checked_once_a_year(town: Town):
    room, desk, at = (
        station(town.street, sort="nursing", name="江边小屋"),
        at_desk(town, "east"),
        timezone.now(),
    )
    due = "/desk/stations/?state=due"
    east = town.officers["east"]
    assert room.name in text(desk.get(due))
    with pytest.raises(Refused, match="使用人次"):
        inspect(station=room, on=at.date(), lacking={}, by=east, at=at)
    last_year = START.replace(year=at.year - 1, month=12)
    inspect(station=room, on=last_year.date(), lacking={}, visitors=9, by=east, at=last_year)
    assert room.name in text(desk.get(due))
    inspect(station=room, on=at.date(), lacking={}, visitors=320, by=east, at=at)
    assert room.name not in text(desk.get(due))
    assert "320" in text(desk.get(f"/desk/stations/{room.pk}/"))


def test_papers_and_the_list_to_take_away(town: Town):
    row, desk = station(town.street), at_desk(town, "east")
    paper = desk.get(f"/desk/stations/{row.pk}/poster/")
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    assert desk.get("/desk/stations/tables/empty/")["Content-Type"] == EXCEL
    data = io.BytesIO(desk.get("/desk/stations/export/?sort=station").content)
    data.name = "list.xlsx"
    desk.post("/desk/stations/tables/", {"file": data, "system": "wgs84"})
    taken = StationImport.objects.get()
    assert (taken.rows, taken.same) == (1, 1)
    assert "没有要改的" in text(desk.get(f"/desk/stations/tables/{taken.pk}/"))


def test_a_long_list_asks_no_more_than_a_short_one(town: Town):
    desk = at_desk(town, "east")

    def asked(path: str) -> int:
        desk.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert desk.get(path).status_code == 200
        return len(queries)

    def bring(start: int, count: int) -> None:
        rows = [
            StationFacts(
                f"{n} 号站", "某路", 29.4 + n / 500, 106.4 + n / 700, opened_on=date(2026, 1, 1), ring="r"
            )
            for n in range(start, start + count)
        ]
        bring_stations(unit=town.east, rows=[(town.street, one) for one in rows], **WHO)

    bring(0, 2)
    pages = ("/desk/stations/", "/desk/stations/?by=looked&at=29.5,106.5&km=8", "/desk/stations/stewards/")
    few = [asked(path) for path in pages]
    bring(2, 60)
    assert [asked(path) for path in pages] == few
    assert text(desk.get("/desk/stations/?by=name")).count('class="k"') == 25
