"""The chair brings in a roster with the keyboard alone; who stands on it joins by phone at once."""

import csv
import io
import json
import random
import secrets
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import CHAIR, Crowd, Somebody
from tests.stories.scanning import read
from tests.stories.walking import Newcomer, arrive, pick_union, press, reached, send, tab_to, tell_who
from yugong.kernel import masking

pytestmark = pytest.mark.browser
COURIERS = "南川区快递行业联合工会"
FILE = Path(__file__).parents[1] / "data" / "rosters" / "couriers_gbk.csv"
EXPECTED = json.loads(FILE.with_suffix(".expected.json").read_text())
COUNTS = {"accepted": "可导入", "rejected": "退回", "duplicates": "重复", "warnings": "提醒"}


def bring_in(desk: Somebody) -> Page:
    """From the worklist to the preview by Tab and Enter; the file is laid into the focused field."""
    page = desk.go("/desk/")
    press(page, "一网管")
    press(page, "名册")
    reached(page, "/desk/rosters/")
    press(page, "导入名册")
    reached(page, "/desk/rosters/new/")
    tab_to(page, "input[type=file]")
    page.locator("input[type=file]").set_input_files(FILE)
    desk.shot("roster-1-file", full=False)
    press(page, "上传并核对")
    reached(page, "/columns/")
    desk.shot("roster-2-columns", full=False)
    press(page, "列没错，看结果")
    expect(page.locator(".stats")).to_be_visible()
    return page


def counted(page: Page) -> dict[str, int]:
    """The figures of the preview by their labels."""
    labels = page.locator(".stats .k").all_inner_texts()
    values = page.locator(".stats .v").evaluate_all("all => all.map(one => one.firstChild.data)")
    return {label.strip(): int(value.replace(",", "")) for label, value in zip(labels, values, strict=True)}


def on_the_roster() -> Newcomer:
    """One of those whom the roster brings in without a word."""
    rows = list(csv.reader(io.StringIO(FILE.read_text("gb18030"))))
    wrong = {row["row"] for row in EXPECTED["rows"]}
    good = [row for number, row in enumerate(rows, 1) if number > 2 and number not in wrong and len(row) > 3]
    numbers, phones = [row[2] for row in good], [row[3] for row in good]
    plain = [
        row for row in good
        if row[1] == "居民身份证" and len(row[2]) == 18 and len(row[3]) == 11 and row[3].isdigit()
        and numbers.count(row[2]) == 1 and phones.count(row[3]) == 1
    ]  # fmt: skip
    name, _, number, phone = random.Random(secrets.randbits(32)).choice(plain)[:4]
    return Newcomer(name, number, phone)


def test_a_roster_and_a_courier_who_stands_on_it(people: Crowd) -> None:
    """Preview as expected, confirmed; then one of them joins by phone, decided at once."""
    desk = people.officer(CHAIR)
    page = bring_in(desk)
    desk.shot("roster-3-preview", full=False)
    shown = counted(page)
    assert {key: shown[label] for key, label in COUNTS.items()} == {key: EXPECTED[key] for key in COUNTS}
    press(page, "确认导入")
    expect(page.locator("h1")).to_have_text("导入结果")
    desk.shot("roster-4-done", full=False)
    who, phone = on_the_roster(), people.phone()
    page = arrive(phone, who.phone)
    tell_who(page, who)
    pick_union(page, COURIERS, asked="快递行业")
    send(page)
    phone.shot("roster-5-at-once")
    assert page.locator(".hero .tag").first.inner_text().strip() == "结果已告知"
    page = phone.go("/card/")
    assert COURIERS in page.locator(".mcard").inner_text()
    page.get_by_role("button", name="出示会员码").click()
    drawn = page.locator(".qrcode svg path.qrline")
    expect(drawn).to_be_attached()
    partner = people.phone().page
    partner.goto(read(drawn.get_attribute("d") or ""))
    assert partner.locator("dd").first.inner_text() == masking.name(who.name)
    assert COURIERS in partner.locator("main").inner_text()
    assert who.name not in partner.content()


def test_what_was_rejected_comes_back_as_a_workbook(people: Crowd) -> None:
    """The rejected rows are one download away, named after the file."""
    desk = people.officer(CHAIR)
    page = bring_in(desk)
    with page.expect_download() as got:
        page.get_by_role("link", name="退回的").click()
    data = Path(got.value.path()).read_bytes()
    assert data[:2] == b"PK"
