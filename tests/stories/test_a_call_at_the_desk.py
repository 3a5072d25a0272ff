"""An operator enters a call by keyboard alone: who, what, which item, and the number to read out."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import DISTRICT, MEMBER, Crowd, Platform

pytestmark = pytest.mark.browser
STORY = "站点说账没对完，上个月加班跑的单到现在没给钱，加班费也没算"
MOST = (
    25  # a practised hand strikes two or three keys a second: far below a minute beside the story's own words
)
NEW = "/desk/calls/new/"
LAST = """
    SELECT m.number, a.username, m.answers->>'topic', m.answers->>'channel'
    FROM matters_matter m LEFT JOIN people_account a ON a.person_id = m.asker_id ORDER BY m.id DESC LIMIT 1
"""


class Keys:
    """A keyboard that counts what is struck."""

    def __init__(self, page: Page) -> None:
        self.page, self.struck = page, 0

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)
        self.struck += times

    def digits(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.struck += len(text)

    def tell(self, text: str) -> None:
        """The story, which takes as long as it is told."""
        self.page.keyboard.type(text)

    def until(self, selector: str, key: str = "Tab") -> None:
        for _ in range(12):
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            self.press(key)
        raise AssertionError(f"no {key} leads to {selector}")


def test_a_call_is_entered_with_few_keys(people: Crowd, platform: Platform) -> None:
    desk = people.officer(DISTRICT)
    page = desk.go(NEW)
    keys = Keys(page)
    expect(page.locator("#who_q")).to_be_focused()
    keys.digits(MEMBER)
    expect(page.locator("#callers input[name=who]").first).to_be_checked()
    assert MEMBER not in page.locator("#callers").inner_text()
    keys.until("#f-story")
    keys.tell(STORY)
    expect(page.locator("#items input:checked")).to_have_value("overtime")
    expect(page.locator("#beside")).to_contain_text("南川")
    keys.press("Tab")
    keys.press("2")
    chosen = page.locator("#items input:checked").get_attribute("value")
    assert chosen != "overtime"
    keys.press("1")
    expect(page.locator("#items input:checked")).to_have_value("overtime")
    desk.shot("call-filled")
    keys.press("Control+Enter")
    number = page.locator(".readout").inner_text()
    assert keys.struck <= MOST
    expect(page.locator("#who_q")).to_be_focused()
    expect(page.locator("#f-story")).to_have_value("")
    assert platform.rows(LAST)[0] == (number, "member", "overtime", "call")
    desk.shot("call-entered")


def test_a_nameless_walk_in_is_read_a_code(people: Crowd, platform: Platform) -> None:
    page = people.officer(DISTRICT).go(NEW)
    keys = Keys(page)
    keys.until("[name=nameless]", "Shift+Tab")
    keys.press("Space")
    keys.until("[name=channel]", "Shift+Tab")
    keys.press("2")
    keys.until("#f-story")
    keys.tell("老板扣押金不退")
    expect(page.locator("#items input:checked")).to_have_value("bonus")
    keys.press("Control+Enter")
    expect(page.locator(".readout")).to_have_count(2)
    assert keys.struck <= MOST
    number, code = page.locator(".readout").all_inner_texts()
    assert platform.rows(LAST)[0][::3] == (number, "visit")
    phone = people.phone()
    page = phone.go("/follow/")
    page.fill("input[name=number]", number)
    page.fill("input[name=code]", code)
    page.keyboard.press("Enter")
    expect(page.get_by_text("老板扣押金不退").first).to_be_visible()


def test_what_was_typed_stays_when_something_is_missing(people: Crowd) -> None:
    page = people.officer(DISTRICT).go(NEW)
    page.keyboard.type("16100990042")
    page.locator("#f-story").fill("工资没发")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("请填姓名").first).to_be_visible()
    expect(page.locator("#f-story")).to_have_value("工资没发")
    expect(page.locator("#who_q")).to_have_value("16100990042")
