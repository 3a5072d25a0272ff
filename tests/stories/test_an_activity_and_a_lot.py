"""One place and two who want it; a code at the door; a lot that the phone itself draws again."""

import secrets

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import DISTRICT, MEMBER, Crowd, Platform

pytestmark = pytest.mark.browser


def test_a_place_is_handed_on_and_a_lot_is_drawn_again(people: Crowd, platform: Platform) -> None:
    phone = f"161009{secrets.randbelow(10**5):05d}"
    town = platform.planted("gathered", phone)
    first, second, desk = people.worker(MEMBER), people.worker(phone), people.officer(DISTRICT)
    walk, camp = f"/activities/{town['walk']}/", f"/activities/{town['camp']}/"

    page = first.go("/activities/")
    page.get_by_role("link", name=town["walk_title"]).click()
    page.get_by_role("button", name="报名", exact=True).click()
    expect(page.get_by_text("报上了")).to_be_visible()
    other = second.go(walk)
    other.get_by_role("button", name="名额满了，排候补").click()
    expect(other.get_by_text("前面还有 0 个人")).to_be_visible()
    second.shot("story-activity-1-waiting")
    page.get_by_role("button", name="去不了，退出").click()
    expect(page.get_by_text("退出了，名额给后面的人。")).to_be_visible()
    other.reload()
    expect(other.get_by_text("轮到你了")).to_be_visible()
    other.get_by_role("button", name="我去").click()
    expect(other.get_by_text("报上了")).to_be_visible()

    door = desk.go(f"/desk{walk}door/")
    code = door.locator(".doorcode").inner_text().strip()
    desk.shot("story-activity-2-door", full=False)
    other.get_by_role("link", name="签到", exact=True).click()
    other.fill("input[name=code]", code)
    other.get_by_role("button", name="签到", exact=True).click()
    expect(other.get_by_text("签到好了。")).to_be_visible()
    second.shot("story-activity-3-there")
    assert desk.go(f"/desk{walk}door/").locator("p", has_text="到场").inner_text() == "到场 1 人"

    board = desk.go(f"/desk{camp}")
    board.fill("input[name=public]", "02 11 17 23 + 09")
    board.get_by_role("button", name="抽签", exact=True).click()
    expect(board.get_by_text("抽完了：6 人，2 个名额")).to_be_visible()
    desk.shot("story-activity-4-drawn")
    page = first.go(f"{camp}lot/")
    page.get_by_role("button", name="在这部手机上重抽一遍").click()
    expect(page.get_by_text("这部手机自己重抽了一遍")).to_be_visible()
    expect(page.get_by_text("对不上")).to_be_hidden()
    first.shot("story-activity-5-lot")
