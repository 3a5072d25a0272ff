"""A courier asks for a union where he works; it is elected by the rules, approved, and he is its chair."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import CHAIR, DESK, DISTRICT, Crowd, Somebody
from tests.stories.walking import Newcomer, join, newcomer, number_of, reached

pytestmark = pytest.mark.browser
FIRM = "重庆山城速递有限公司南川营业部"
UNION = f"{FIRM}工会委员会"
UPPER = "南川区总工会"
PASSWORD = "nan-chuan-shan-cheng-26"
STOOD = ("李一敏", "王二强", "赵三文", "周四远", "陈五红", "刘六伟", "何七江", "吴八兰")


def member(people: Crowd, phone: Somebody, who: Newcomer) -> None:
    """A courier who has just become a member."""
    number = join(phone, who, "南川区快递行业联合工会", asked="快递行业")
    page = people.officer(CHAIR).go(f"/desk/matters/{number}/")
    page.get_by_role("button", name="同意入会").first.click()
    expect(page.get_by_text("同意入会，已办")).to_be_visible()


def apply(phone: Somebody) -> str:
    """The form on the phone, page by page; the number of the matter."""
    page = phone.go("/services/")
    page.get_by_role("link", name="建立工会").click()
    page.locator("input[name=who][value=staff]").check()
    page.locator("input[name=form][value=single]").check()
    page.fill("input[name=name]", UNION)
    page.locator("input[name=unit_q]").press_sequentially(UPPER)
    page.locator("label", has=page.get_by_text(UPPER, exact=True)).locator("input").check()
    phone.shot("founding-1-which")
    onward(page)
    page.fill("input[name=employer]", FIRM)
    page.fill("input[name=staff]", "400")
    page.fill("input[name=willing]", "320")
    onward(page)
    page.fill("textarea[name=group]", "上官 快递员\n李一敏 站长")
    onward(page)
    page.locator("input[name=agree]").check()
    phone.shot("founding-2-check")
    page.get_by_role("button", name="提交").click()
    page.wait_for_url("**/m/*/")
    return number_of(page)


def onward(page: Page) -> None:
    page.get_by_role("button", name="下一步").click()


def decide(desk: Somebody, number: str, label: str, **answers: str) -> None:
    """One move of the district's officer, with what it asks."""
    page = desk.go(f"/desk/matters/{number}/")
    page.locator("#pv, main").get_by_role("link", name=label).or_(
        page.locator("#pv, main").get_by_role("button", name=label)
    ).first.click()
    for name, text in answers.items():
        page.fill(f"[name={name}]", text)
    if answers:
        page.get_by_role("button", name=label).first.click()
    expect(page.get_by_text(f"{label}，已办")).to_be_visible()


def report(phone: Somebody, number: str, chair: Newcomer, *, votes: int, held_on: str) -> None:
    """The election as it was held."""
    page = phone.go(f"/m/{number}/move/report/")
    stood = "\n".join(f"{name} {200 - place}" for place, name in enumerate(STOOD))
    filled = {
        "held_on": held_on, "members": "320", "women": "9", "due": "320", "present": "214", "seats": "8",
        "committee": f"{chair.name} {votes}\n{stood}", "audit_seats": "3",
        "audit": "审一敏 200\n审二强 190\n审三文 180\n审四远 20", "womens": "陈五红", "chair": chair.name,
        "audit_head": "审一敏", "chair_phone": chair.phone,
    }  # fmt: skip
    for name, text in filled.items():
        page.fill(f"[name={name}]", text)
    page.locator("input[name=term][value='5']").check()
    page.locator("input[name=sworn]").check()
    page.locator("main form button").last.click()


def test_from_the_phone_of_a_worker_to_the_chairs_desk(people: Crowd) -> None:
    """Asked for, agreed, refused for want of the majority of those due, then elected, approved, founded."""
    who, phone = newcomer(), people.phone()
    member(people, phone, who)
    number = apply(phone)
    desk = people.officer(DISTRICT)
    decide(desk, number, "同意筹备")

    today = phone.page.evaluate("() => new Date().toLocaleDateString('sv', {timeZone: 'Asia/Shanghai'})")
    report(phone, number, who, votes=160, held_on=today)
    refused = f"{who.name}得 160 票，没有超过应到 320 人的一半（至少 161 票），不能当选，请重新选举"
    expect(phone.page.get_by_text(refused).first).to_be_visible()
    phone.shot("founding-3-refused")
    report(phone, number, who, votes=214, held_on=today)
    reached(phone.page, f"/m/{number}/")
    expect(phone.page.get_by_text("应到 320 人，实到 214 人").first).to_be_visible()
    phone.shot("founding-4-reported")

    decide(desk, number, "批准成立", approved_no="南川工建〔2026〕99号")
    phone.go(f"/m/{number}/")
    expect(phone.page.get_by_text(f"{UNION}已成立").first).to_be_visible()
    phone.shot("founding-5-founded")
    page = desk.go("/desk/org/")
    page.fill("input[name=q]", FIRM)
    page.keyboard.press("Enter")
    page.locator("main a[href^='/desk/org/']", has_text=UNION).first.click()
    expect(page.get_by_role("heading", name=UNION).first).to_be_visible()
    expect(page.get_by_text("南川工建〔2026〕99号").first).to_be_visible()
    expect(page.get_by_text(who.name).first).to_be_visible()
    desk.shot("founding-6-tree")

    phone.go("/card/")
    assert UNION in phone.page.locator(".mcard").inner_text()
    chair_at_his_desk(people, phone, who)


def chair_at_his_desk(people: Crowd, phone: Somebody, who: Newcomer) -> None:
    """The message on the phone leads to a password of his own; with it he sits at the desk of his union."""
    page = phone.go("/messages/")
    page.get_by_text("你已任工会主席").first.click()
    reached(page, "/me/desk/")
    page.fill("input[name=password]", PASSWORD)
    page.fill("input[name=again]", PASSWORD)
    phone.shot("founding-7-password")
    page.get_by_role("button", name="设好密码").click()
    reached(page, "/desk/login/")
    one = people.at(DESK)
    page = one.go("/desk/login/")
    page.fill("input[name=name]", who.phone)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "login" not in url)
    page = one.go("/desk/org/")
    expect(page.get_by_role("heading", name=UNION).first).to_be_visible()
    one.shot("founding-8-chair")
