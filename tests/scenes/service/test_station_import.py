"""A wild table of stations comes in: good rows at once, bad ones with every reason, twice changes nothing."""

import io
from dataclasses import replace

import pytest
import python_calamine as calamine
import xlsxwriter
from matters.town import START, Town

from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused
from yugong.scenes.service import station_sheet
from yugong.scenes.service.actions import station_import as actions
from yugong.scenes.service.actions.stations import Brought, StationFacts, open_station
from yugong.scenes.service.models import Station
from yugong.scenes.service.rules import hours_words

WHO = {"by": SYSTEM, "at": START}
TITLES = [
    "序号", "驿站名称", "驿站类型", "所属工会", "详细地址", "经度(GCJ-02)", "纬度", "开放时间", "服务设施",
    "联系电话", "建成时间", "负责人",
]  # fmt: skip
GOOD = [
    1, "石油路骑手驿站", "驿站", "", "石油路 18 号", 106.5166, 29.5331, "8:00-20:00", "饮水机、微波炉、WIFI",
    "023-12351", "2024年5月", "况某",
]  # fmt: skip


def table(*rows: list[object]) -> bytes:
    """An .xlsx with a caption, titles and rows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("台账")
    for y, row in enumerate((["渝中区工会驿站台账"], TITLES, *rows)):
        for x, cell in enumerate(row):
            (sheet.write_number if isinstance(cell, int | float) else sheet.write_string)(y, x, cell)
    book.close()
    return out.getvalue()


def changed(row: list[object], **cells: object) -> list[object]:
    places = {"name": 1, "sort": 2, "unit": 3, "address": 4, "lon": 5, "lat": 6, "hours": 7, "opened": 10}
    made = list(row)
    for key, cell in cells.items():
        made[places[key]] = cell
    return made


WILD = [
    GOOD,
    changed(
        GOOD,
        name="大坪智慧驿站",
        sort="智慧驿站",
        lat="29°32′10.5″",
        lon="106°30′00″",
        hours="全天",
        opened=45000,
    ),
    changed(GOOD, name="反了的驿站", lat=106.52, lon=29.541),
    changed(GOOD, name="石油路骑手驿站", lat=29.55),
    changed(GOOD, name="太近的驿站", lat=29.53312),
    changed(GOOD, name="太近的书屋", sort="职工书屋", lat=29.53312),
    changed(GOOD, name="=HYPERLINK(1)", lat=0, lon=0),
    changed(GOOD, name="北京的驿站", lat=39.9, lon=116.4),
    changed(GOOD, name="随时的驿站", lat=29.56, hours="随时来", opened="明年"),
    changed(GOOD, name="", address=""),
    changed(GOOD, name="别人的驿站", unit="天宫工会", lat=29.57),
    changed(GOOD, name="网吧", sort="网吧", lat=29.58),
]


def test_a_wild_table(town: Town):
    taken = actions.check_stations(
        unit=town.street, data=table(*WILD), file="台账.xlsx", system="gcj02", **WHO
    )
    counts = {"rows": 12, "fresh": 4, "changed": 0, "same": 0, "wrong": 8}
    assert {name: getattr(taken, name) for name in counts} == counts
    assert Station.objects.count() == 0
    assert actions.take_stations(taken=taken, **WHO) == Brought(4, 0)
    first = Station.objects.get(name="石油路骑手驿站")
    assert (first.unit, first.sort, first.facilities) == (
        town.street,
        "station",
        ["water", "microwave", "wifi"],
    )
    assert (round(first.lat, 4), round(first.lon, 4)) == (29.5359, 106.5128)  # the map of China lies beside
    assert f"{first.opened_on}" == "2024-05-01"
    smart = Station.objects.get(name="大坪智慧驿站")
    assert (smart.sort, smart.always_open, f"{smart.opened_on}") == ("smart", True, "2023-03-15")
    with pytest.raises(Refused, match="已经处理过"):
        actions.take_stations(taken=taken, **WHO)
    again = actions.check_stations(
        unit=town.street, data=table(*WILD), file="台账.xlsx", system="gcj02", **WHO
    )
    assert (again.fresh, again.changed, again.same, again.wrong) == (0, 0, 4, 8)
    assert actions.take_stations(taken=again, **WHO) == Brought(0, 0)


def test_the_rejected_rows_come_back_with_their_reasons(town: Town):
    taken = actions.check_stations(
        unit=town.street, data=table(*WILD), file="台账.xlsx", system="gcj02", **WHO
    )
    with calamine.load_workbook(io.BytesIO(actions.rejected(taken, at=START))) as book:
        rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["驿站名称", "驿站类型"]
    assert "负责人" not in rows[0]  # a name of somebody is never read
    told = {row[-2]: row[-1] for row in rows[1:]}
    assert list(told) == ["6", "7", "9", "10", "11", "12", "13", "14"]
    assert told["6"] == "和第 3 行是同一个名称"
    assert told["7"].startswith("和第 3 行的“石油路骑手驿站”只隔 2 米")
    assert told["9"] == "坐标是 0，没有定到位置"
    assert told["11"].count("；") == 1
    assert told["12"] == "没有名称；没有地址"
    assert told["13"] == "本会范围内没有叫“天宫工会”的工会，请写全称"
    assert rows[3][0] == "=HYPERLINK(1)"  # text, no formula


def test_the_exported_list_changes_nothing(town: Town):
    day = {"1": [["08:30", "12:00"], ["14:00", "18:00"]], "6": [["18:00", "06:00"]]}
    facts = StationFacts(
        "石油路驿站", "石油路 18 号", 29.5361, 106.5111, hours=day, facilities=("water", "pump"),
        ring="178环线", phone="12351", grade="最美渝工港湾",
    )  # fmt: skip
    open_station(unit=town.street, given=facts, **WHO)
    open_station(
        unit=town.street,
        given=replace(facts, name="夜里也开", lat=29.6, sort="smart", always_open=True, hours={}),
        **WHO,
    )
    data = station_sheet.listed(Station.objects.select_related("unit").order_by("id"), mark="渝中区")
    taken = actions.check_stations(unit=town.east, data=data, file="驿站.xlsx", system="wgs84", **WHO)
    assert (taken.same, taken.wrong, taken.changed, taken.fresh) == (2, 0, 0, 0)


def test_what_is_no_table_of_stations_is_refused(town: Town):
    for data in (b"", "姓名,证件号码\n张三,1\n".encode(), station_sheet.empty()):
        with pytest.raises(Refused):
            actions.check_stations(unit=town.street, data=data, file="x.csv", system="wgs84", **WHO)


@pytest.mark.parametrize(
    ("written", "day", "spans"),
    [
        ("8点到18点半", "3", [["08:00", "18:30"]]),
        ("周一至周五 8:30—12:00，14:00—18:00；周末9-17", "7", [["09:00", "17:00"]]),
        ("周六、周日 10:00～16:00", "6", [["10:00", "16:00"]]),
        ("18:00-次日6:00", "1", [["18:00", "06:00"]]),
    ],
)
def test_hours_as_people_write_them(written: str, day: str, spans: list[list[str]]):
    assert hours_words.read(written)[1][day] == spans
