"""The cockpit: one page on every level, within the seat, with a list behind each number and few queries."""

import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from yugong.engines.matters import actions as matters
from yugong.kernel.calendar import local_day

from . import desk_town
from .desk_town import text
from .union_town import NOW, Place, build, me, request

pytestmark = pytest.mark.usefixtures("plain_static")
MOST = 60  # queries of a page, its session and menu included


@pytest.fixture
def place(db) -> Place:
    found = build()
    matters.open(
        kind="organise.found_union", asker=found.workers[0], answers=request(found), key="k",
        by=me(found.workers[0]), at=NOW - timedelta(days=40),
    )  # fmt: skip
    return found


def desk(place: Place, unit, role: str, n: int):
    return desk_town.officer("看数的人", n, unit, role)


def test_city_district_street_and_union_each_see_their_own_level(place: Place):
    levels = (
        (place.tree.city, "city_officer", "东区总工会"),
        (place.tree.east, "district_officer", 'aria-label="各镇街会员"'),
        (place.tree.street, "street_officer", "茶厂工会"),
        (place.home, "grassroots_chair", "下面没有工会了"),
    )
    for n, (unit, role, seen) in enumerate(levels):
        page = text(desk(place, unit, role, 400 + n).get("/desk/cockpit/?topic=members"))
        assert f"{unit.name}驾驶舱" in page
        assert seen in page


def test_nobody_looks_beside_his_seat(place: Place):
    client = desk(place, place.tree.east, "district_officer", 410)
    statuses = [
        client.get(f"/desk/{page}?unit={unit.pk}&form=xlsx").status_code
        for page in ("cockpit/", "cockpit/late/", "cockpit/file/", "deeds/")
        for unit in (place.home, place.tree.west, place.tree.city)
    ]
    assert statuses == [200, 404, 404] * 4
    assert desk(place, place.home, "committee_member", 411).get("/desk/cockpit/").status_code == 404


def test_a_red_tile_leads_to_the_matter_in_two_clicks(place: Place):
    client = desk(place, place.tree.east, "district_officer", 412)
    page = text(client.get("/desk/cockpit/"))
    listed = re.search(r'class="card stat tile"><p class="k"><a href="([^"]+)">超时未办', page)
    assert listed
    assert "要区里出手的 1 件事" in page
    assert "建立工会超时" in page
    rows = text(client.get(listed[1].replace("&amp;", "&")))
    number = re.search(r'href="(/desk/matters/[^"]+)"', rows)
    assert number
    assert client.get(number[1]).status_code == 200


def test_the_number_of_queries_does_not_grow(place: Place):
    client = desk(place, place.tree.east, "district_officer", 413)
    client.get("/desk/cockpit/")
    with CaptureQueriesContext(
        connection,
    ) as first:
        client.get("/desk/cockpit/")
    for n in range(3):
        desk_town.member(f"新人{n}", 420 + n, place.home)
    with CaptureQueriesContext(connection) as second:
        client.get("/desk/cockpit/")
    assert len(first) == len(second) <= MOST


def test_the_big_screen_is_the_same_page_dark_and_refreshed(place: Place):
    answer = desk(place, place.tree.east, "district_officer", 430).get("/desk/cockpit/?screen=1")
    page = text(answer)
    assert answer["Refresh"] == "60"
    assert 'data-theme="dark"' in page
    assert 'aria-label="工作台"' not in page


def test_it_is_taken_away_as_excel_and_on_paper(place: Place):
    client = desk(place, place.tree.east, "district_officer", 431)
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/desk/cockpit/file/?form=xlsx").content))
    assert book.sheet_names[0] == "总览"
    assert "十件实事" in book.sheet_names
    lines = book.get_sheet_by_name("总览").to_python()
    assert lines[1][:3] == ["会员", "4", "人"]
    assert lines[-1][:2] == ["超时未办", "1"]
    assert client.get("/desk/cockpit/file/?form=pdf").content[:5] == b"%PDF-"
    assert client.get("/desk/cockpit/file/?form=exe").status_code == 404


def test_targets_and_forms_have_their_pages(place: Place):
    client = desk(place, place.tree.east, "district_officer", 432)
    year, today = NOW.year, local_day(NOW)
    sent = client.post(
        f"/desk/deeds/targets/?year={year}",
        {"organise-joined": "9", "source": "渝工发〔2026〕3 号", "mark": "S"},
    )
    assert sent.status_code == 302
    waiting = text(client.get(f"/desk/deeds/targets/?year={year}"))
    assert "你拟定的，请另一位同事来复核" in waiting
    assert "复核通过" not in waiting
    other = desk(place, place.tree.east, "district_officer", 433)
    assert other.post(f"/desk/deeds/targets/?year={year}", {"do": "confirm"}).status_code == 302
    assert "渝工发〔2026〕3 号（确知）" in text(client.get(f"/desk/deeds/?year={year}"))
    form = {
        "title": "活动阵地", "purpose": "摸底", "since": f"{year}-01-01", "until": f"{today}",
        "due_on": f"{today + timedelta(days=9)}", "bind": ["measure:organise.members", "fact:kind"],
        "ask1": "活动室面积", "sort1": "number",
    }  # fmt: skip
    made = client.post("/desk/upward/new/", form)
    assert made.status_code == 302
    assert "下级要花" in text(client.get(made.url))
    assert client.post(f"{made.url}act/", {"do": "send"}).status_code == 302
    street = desk(place, place.tree.street, "street_officer", 434)
    line = re.search(r'href="(/desk/upward/lines/[^"]+)"', text(street.get("/desk/upward/")))
    assert line
    assert "只差这 1 个" in text(street.get(line[1]))
    assert street.post(line[1], {"q1": "240"}).status_code == 302
    assert "240" in text(client.get(made.url))
    assert client.get(f"{made.url}file/").status_code == 200
