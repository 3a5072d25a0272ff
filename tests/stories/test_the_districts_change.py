"""The change of 2025-11-06 is entered at the desk; every day before and after it is still told as it was."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import CITY, Crowd, Platform, Somebody

pytestmark = pytest.mark.browser
EVE, DAY, AFTER = "2025-11-05", "2025-11-06", "2025-11-07"
WHY = "渝府发〔2025〕1 号"


def unit(platform: Platform, name: str) -> int:
    """The union of this name that stands, or stood last."""
    return int(
        platform.worth(
            "SELECT id FROM org_unit WHERE name = %s ORDER BY valid_to DESC NULLS FIRST, id DESC LIMIT 1",
            name,
        )
    )


def told(desk: Somebody, number: int, day: str) -> int:
    """How many members 某一天的组织 tells of a union and all below it; none when it did not stand."""
    page = desk.go(f"/desk/org/{number}/?tab=day&on={day}")
    text = page.locator("main").inner_text()
    found = re.search(r"这一天有会员 ([0-9,]+) 人", text)
    if found is None:
        assert "这一天还没有这个组织" in text
        return 0
    return int(found[1].replace(",", ""))


def pick(page: Page, name: str, union: str) -> None:
    page.fill(f"input[name={name}_q]", union)
    page.locator("label", has=page.get_by_text(union, exact=True)).locator(f"input[name={name}]").check()


def change(desk: Somebody, number: int, how: str, label: str, into: dict[str, str], **more: str) -> None:
    """Fill in one change, look at what it would do, and confirm it."""
    page = desk.go(f"/desk/org/{number}/change/{how}/")
    for name, union in into.items():
        pick(page, name, union)
    for name, text in (more | {"on": DAY, "reason": WHY}).items():
        page.fill(f"[name={name}]", text)
    page.get_by_role("button", name="看会变成什么样").click()
    expect(page.get_by_text("请核对会变成什么样")).to_be_visible()
    desk.shot(f"districts-{how}")
    page.get_by_role("button", name=f"确认{label}").click()
    page.wait_for_url("**tab=history*")


def test_the_change_is_replayed_and_both_days_are_right(people: Crowd, platform: Platform) -> None:
    """江北 merges, 渝北 splits, 水土 moves; members of 江北 on the eve and of 两江新区 on the day after."""
    made = platform.run("tests.stories.districts_before")
    assert made.returncode == 0, made.stderr
    desk = people.officer(CITY)
    north, yubei, beibei = (unit(platform, f"{name}总工会") for name in ("江北区", "渝北区", "北碚区"))
    new, town = unit(platform, "两江新区总工会"), unit(platform, "水土街镇总工会")
    was = {number: told(desk, number, AFTER) for number in (new, beibei)}
    assert [told(desk, number, EVE) for number in (north, yubei, new)] == [3, 3, 0]

    change(desk, north, "merge", "合并", {"to": "两江新区总工会"})
    change(
        desk,
        yubei,
        "split",
        "分立",
        {"to": "两江新区总工会", "other": "北碚区总工会"},
        below="大湾街镇总工会",
    )
    change(desk, town, "move", "改隶属", {"to": "两江新区总工会"})

    assert [told(desk, number, EVE) for number in (north, yubei, new)] == [3, 3, 0]
    desk.go(f"/desk/org/{north}/?tab=day&on={EVE}")
    expect(desk.page.get_by_text("观音桥街镇总工会").first).to_be_visible()
    desk.shot("districts-jiangbei-eve")
    assert [told(desk, number, AFTER) for number in (north, yubei)] == [0, 0]
    assert told(desk, new, AFTER) == was[new] + 3 + 2 + 2
    desk.shot("districts-liangjiang-after")
    assert told(desk, beibei, AFTER) == was[beibei] + 1 - 2
    page = desk.go(f"/desk/org/{yubei}/?tab=history")
    expect(page.get_by_text("经费资产按会员人数分，3 份里的 2 份归两江新区总工会").first).to_be_visible()
    desk.shot("districts-history")
