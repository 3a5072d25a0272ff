"""Ordering and rating: twelve of one station order with two taps, the union brings it, they speak."""

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import CITY, DISTRICT, MEMBER, Crowd, Platform

pytestmark = pytest.mark.browser
THING = "量血压测血糖"


def test_ordering_choosing_bringing_and_rating(people: Crowd, platform: Platform) -> None:
    """From the phone to the desk and back; the officer never says that it came."""
    worker, clerk, chooser = people.worker(MEMBER), people.officer(DISTRICT), people.officer(CITY)
    page = worker.go("/services/")
    page.get_by_role("link", name="职工点单").click()
    page.get_by_role("link", name=THING).click()
    page.fill("input[name=heads]", "12")
    page.get_by_role("button", name="我们一起点").click()
    page.wait_for_url("**/orders/mine/*/")
    expect(page.get_by_text("12 个人合点")).to_be_visible()
    mine = page.url
    key = platform.worth("SELECT order_id::text FROM service_wish WHERE id = %s", mine.rstrip("/")[-36:])
    desk = clerk.go(f"/desk/orders/{key}/")
    desk.get_by_role("button", name="请人报价").click()
    desk.fill("#b-provider", "东城街道社区卫生服务中心")
    desk.fill("#b-price", "0")
    desk.fill("#b-on", platform.worth("SELECT to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')"))
    desk.get_by_role("button", name="登记报价").click()
    expect(desk.get_by_text("请另一位同志来选定")).to_be_visible()
    other = chooser.go(f"/desk/orders/{key}/")
    other.check("input[name=bid]", force=True)
    other.fill("#c-why", "就在站点旁边，带着仪器来。")
    other.fill("#c-few", "附近只有这一家。")
    other.get_by_role("button", name="选定", exact=True).click()
    desk.reload()
    desk.fill("#d-on", platform.worth("SELECT to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')"))
    desk.fill("#d-place", "骑手之家")
    desk.get_by_role("button", name="登记送到").click()
    expect(desk.get_by_text("收到没有由职工自己说")).to_be_visible()
    page.goto(mine)
    expect(page.get_by_text("就在站点旁边，带着仪器来。")).to_be_visible()
    worker.shot("orders-1-asked")
    page.get_by_text("好", exact=True).first.click()
    page.fill("#w-received", "护士讲得很细")
    page.get_by_role("button", name="收到了", exact=True).click()
    expect(page.get_by_text("你说收到了，好。")).to_be_visible()
    desk.reload()
    expect(desk.get_by_text("1/1 人，0 人没说")).to_be_visible()
    clerk.shot("orders-2-done")
