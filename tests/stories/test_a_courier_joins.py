"""A courier joins by phone; the chair decides with the keyboard alone; the courier has the last word."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import CHAIR, MEMBER, Crowd, Somebody
from tests.stories.scanning import read
from tests.stories.walking import join, newcomer, press, reached, tab_to
from yugong.kernel import masking

pytestmark = pytest.mark.browser
COURIERS = "南川区快递行业联合工会"


def walk_to(desk: Somebody, number: str) -> Page:
    """With J from row to row until the preview shows the matter."""
    page = desk.go("/desk/?tab=mine")
    rows = page.locator("[data-queue] .q")
    expect(rows.first).to_be_visible()
    for _ in range(rows.count()):
        shown = page.locator("#pv").inner_text()
        if number in shown:
            return page
        page.keyboard.press("j")
        expect(page.locator("#pv")).not_to_have_text(shown, use_inner_text=True)
    raise AssertionError(f"{number} is not in the worklist")


def status(one: Somebody) -> str:
    return one.page.locator(".hero .tag").first.inner_text().strip()


def notices(one: Somebody) -> str:
    return one.page.locator(".hero").inner_text()


def test_the_chair_admits_by_keyboard_and_the_courier_is_heard(people: Crowd) -> None:
    """Applied, approved with letters and Tab only, read, and closed by the worker's own word."""
    who, phone, desk = newcomer(), people.phone(), people.officer(CHAIR)
    number = join(phone, who, COURIERS, asked="快递行业")
    phone.shot("story-1-applied")
    assert status(phone) == "入会审核"
    assert "前面还有" in notices(phone)
    page = walk_to(desk, number)
    desk.shot("story-2-worklist", full=False)
    page.keyboard.press("r")
    assert page.evaluate("() => document.activeElement.id") == "lead-reply"
    page.keyboard.press("End")
    page.keyboard.type("有事打 12351。")
    press(page, "同意入会")
    expect(page.get_by_text("同意入会，已办")).to_be_visible()
    desk.shot("story-3-approved", full=False)
    phone.page.reload()
    assert status(phone) == "结果已告知"
    assert "欢迎加入工会" in phone.page.locator("main").inner_text()
    phone.shot("story-4-told")
    phone.go("/card/")
    assert COURIERS in phone.page.locator(".mcard").inner_text()
    phone.go(f"/m/{number}/")
    phone.page.get_by_role("button", name="知道了").click()
    reached(phone.page, f"/m/{number}/")
    expect(phone.page.locator(".hero .tag").first).to_have_text("已办结")
    phone.shot("story-5-closed")


def test_a_partner_sees_only_what_he_needs(people: Crowd) -> None:
    """A partner without an account reads from the code: the masked name, the union, the standing."""
    member, partner = people.worker(MEMBER), people.phone()
    page = member.go("/card/")
    name, union = page.locator(".mcard h2").inner_text().split()[0], page.locator(".mcard p").first
    union_name = union.inner_text()
    page.get_by_role("button", name="出示会员码").click()
    drawn = page.locator(".qrcode svg path.qrline")
    expect(drawn).to_be_attached()
    member.shot("story-card-code")
    page = partner.page
    page.goto(read(drawn.get_attribute("d") or ""))
    partner.shot("story-verified")
    facts = dict(zip(page.locator("dt").all_inner_texts(), page.locator("dd").all_inner_texts(), strict=True))
    assert list(facts) == ["姓名", "所在工会", "会籍", "入会"]
    assert (facts["姓名"], facts["所在工会"]) == (masking.name(name), union_name)
    assert facts["会籍"] == "正常"
    assert name not in page.content()
    assert not [c for c in partner.context.cookies() if "session" in c["name"]]


def test_a_refusal_has_a_reason_and_a_way_on(people: Crowd) -> None:
    """The chair refuses by keyboard; the worker reads why and what he can do, and may object."""
    who, phone, desk = newcomer(), people.phone(), people.officer(CHAIR)
    number = join(phone, who, COURIERS, asked="快递行业")
    page = walk_to(desk, number)
    press(page, "不予入会")
    reached(page, "/move/refuse/")
    tab_to(page, "[name=reason]")
    desk.shot("story-refuse", full=False)
    page.keyboard.press("Space")
    tab_to(page, "[name=way_on]")
    page.keyboard.type("您的站点在武隆区，请选武隆区的联合工会。")
    press(page, "不予入会")
    reached(page, f"/desk/matters/{number}/")
    phone.page.reload()
    assert "不在本工会范围" in phone.page.locator("main").inner_text()
    assert "请选武隆区的联合工会" in phone.page.locator("main").inner_text()
    phone.shot("story-refused")
    phone.page.get_by_role("link", name="有不同意见").click()
    phone.page.fill("[name=why]", "我上周调回南川了，请再看一下。")
    phone.page.locator("main form button").first.click()
    expect(phone.page.locator(".hero .tag").first).to_have_text("入会审核")


def test_returned_for_correction_and_mended(people: Crowd) -> None:
    """Sent back with what is missing; the worker mends it and it waits for the union again."""
    who, phone, desk = newcomer(), people.phone(), people.officer(CHAIR)
    number = join(phone, who, COURIERS, asked="快递行业")
    page = walk_to(desk, number)
    press(page, "退回补正")
    reached(page, "/move/return/")
    tab_to(page, "[name=what]")
    page.keyboard.type("请写清楚在哪个站点。")
    press(page, "退回补正")
    reached(page, f"/desk/matters/{number}/")
    phone.page.reload()
    assert status(phone) == "等你补正"
    assert "请写清楚在哪个站点" in phone.page.locator("main").inner_text()
    phone.shot("story-returned")
    phone.page.get_by_role("link", name="改好了，再交").click()
    phone.page.fill("[name=said]", "在东城站。")
    phone.shot("story-mend")
    phone.page.locator("main form button").first.click()
    expect(phone.page.locator(".hero .tag").first).to_have_text("入会审核")
