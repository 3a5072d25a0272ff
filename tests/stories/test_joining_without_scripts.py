"""Every step of the phone works without JavaScript: joining, messages, urging, the card, the record."""

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import MEMBER, Crowd
from tests.stories.walking import arrive, newcomer, pick_union, reached, send, tell_who

pytestmark = pytest.mark.browser
UNION = "南川区快递行业联合工会"


def test_a_newcomer_joins_and_talks_without_scripts(people: Crowd) -> None:
    """From the door to a message and an urge, by forms and links alone."""
    who, one = newcomer(), people.phone(script=False)
    page = arrive(one, who.phone)
    page.get_by_role("button", name="下一步").click()
    assert page.locator(".errsum a").count() == 3  # name, number, trade: nothing was given
    tell_who(page, who)
    assert page.locator("#found label").count() >= 1
    pick_union(page, UNION, asked="快递行业")
    one.shot("plain-union")
    number = send(page)
    assert page.locator(".hero .tag").first.inner_text() == "入会审核"
    page.fill("[name=body]", "晚上七点以后才有空接电话。")
    page.get_by_role("button", name="发出").click()
    reached(page, f"/m/{number}/")
    assert page.locator(".thread .msg p, .thread p").filter(has_text="晚上七点以后").count() == 1
    page.get_by_role("button", name="催一下").click()
    reached(page, f"/m/{number}/")
    assert page.get_by_text("已经催了，经办人马上会看到").count() == 1
    one.shot("plain-matter")
    one.go("/m/")
    assert page.get_by_text(number).count() == 1
    one.go("/me/")
    assert page.get_by_text(who.name).count() == 1
    page.get_by_role("link", name="谁看过我的信息").click()
    reached(page, "/me/seen/")


def test_what_was_typed_wrong_is_said_without_scripts(people: Crowd) -> None:
    """A wrong check digit is named, and nothing that was typed is lost."""
    who, one = newcomer(), people.phone(script=False)
    page = arrive(one, who.phone)
    page.fill("input[name=name]", who.name)
    page.fill("input[name=number]", who.number[:-1] + ("1" if who.number[-1] != "1" else "2"))
    page.locator("input[name=trade][value=driver]").check()
    page.get_by_role("button", name="下一步").click()
    assert page.locator(".errsum a").count() == 1
    assert page.input_value("input[name=name]") == who.name
    assert page.locator("input[name=trade][value=driver]").is_checked()
    one.shot("plain-wrong")


def test_a_member_shows_the_card_without_scripts(people: Crowd) -> None:
    """The code is drawn by the server."""
    one = people.worker(MEMBER, script=False)
    page = one.go("/")
    page.get_by_role("link", name="会员码").click()
    page.get_by_role("button", name="出示会员码").click()
    expect(page.locator(".qrcode svg")).to_be_visible()
    page = one.go("/me/")
    page.get_by_role("link", name="我同意过什么").click()
    reached(page, "/me/consents/")
    expect(page.get_by_text("入会审核")).to_be_visible()


def test_the_look_is_changed_without_scripts(people: Crowd) -> None:
    """The button for larger letters works by its form."""
    one = people.phone(script=False)
    page = one.go("/")
    assert page.locator("html").get_attribute("data-size") == "std"
    page.get_by_role("button", name="字号").click()
    assert page.locator("html").get_attribute("data-size") == "care"
