"""Twelve workers, one claim: laid together on the desk, answered once, and each is heard for himself."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import DISTRICT, MEMBER, Crowd, Platform, Somebody

pytestmark = pytest.mark.browser
RIDERS, SAID = "南川区外卖配送行业联合工会", "各位师傅：六月配送费已全部补发。"
STATES = "SELECT stage, count(*) FROM matters_matter WHERE number = ANY(%s) GROUP BY stage"
HEARD = """
    SELECT count(DISTINCT h.matter_id) FROM matters_hearing h JOIN matters_matter m ON m.id = h.matter_id
    WHERE m.number = ANY(%s) AND h.how = 'asker'
"""


def told(platform: Platform, *words: str) -> dict[str, Any]:
    done = platform.run("tests.stories.twelve", *words)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def step(desk: Somebody, number: str, name: str, **answers: str) -> None:
    """One step of the lead on its own page."""
    page = desk.go(f"/desk/matters/{number}/move/{name}/")
    for field, value in answers.items():
        box = page.locator(f"main [name={field}]").first
        if box.evaluate("one => one.tagName") == "SELECT":
            box.select_option(value)
        elif box.get_attribute("type") == "radio":
            page.locator(f"main [name={field}][value={value}]").check()
        else:
            box.fill(value)
    page.locator("main form button.primary").first.click()
    page.wait_for_url(lambda url: "/move/" not in url)


def confirm(one: Somebody, number: str) -> None:
    """The asker's own word, on his phone."""
    page = one.go(f"/m/{number}/move/content/")
    page.locator("[name=solved][value=yes]").check()
    page.locator("main form button, .actbar button").first.click()
    page.wait_for_url(lambda url: "/move/" not in url)


def test_a_case_of_twelve(people: Crowd, platform: Platform) -> None:
    case = told(platform, "open", RIDERS)
    numbers: list[str] = case["numbers"]
    lead, *others = numbers
    desk = people.officer(DISTRICT)
    page = desk.go(f"/desk/matters/{lead}/")
    boxes = page.locator("main input[name=pick]")
    expect(boxes).to_have_count(len(others))
    for box in boxes.all():
        box.check()
    page.locator("#gather-reason").fill("同一平台六月配送费")
    desk.shot("twelve-before")
    page.get_by_role("button", name="并在一起办").click()
    expect(page.get_by_text("已并案 11 件").first).to_be_visible()
    assert platform.worth("SELECT title FROM matters_matter WHERE number = %s", lead).startswith("集体")
    step(desk, lead, "accept", difficulty="hard")
    step(desk, lead, "sign_for")
    step(desk, lead, "answer", result="十二人配送费全部补发", reply=SAID)
    assert platform.rows(STATES, numbers) == [("asking", 12)]
    for phone, number in ((MEMBER, numbers[0]), (case["phone"], numbers[1])):
        worker = people.worker(phone)
        expect(worker.go(f"/m/{number}/").get_by_text(SAID).first).to_be_visible()
        confirm(worker, number)
    assert dict(platform.rows(STATES, numbers)) == {"asking": 10, "closed": 2}
    assert told(platform, "content", *numbers[2:]) == {"said": 10}
    assert platform.rows(STATES, numbers) == [("closed", 12)]
    assert platform.worth(HEARD, numbers) == 12
