"""Who joins without his employer's knowledge cannot be found by the officer of the employer's own union."""

import json

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import PASSWORD, Crowd, Platform, Somebody
from tests.stories.walking import arrive, newcomer, reached, send, tell_who

pytestmark = pytest.mark.browser
UNION, EMPLOYER = "重庆隆化建筑工程有限公司工会委员会", "重庆隆化建筑工程有限公司"
CHAIR = "longhua"


def seated(people: Crowd, union: str, name: str) -> Somebody:
    """The chair of a union, with a name and a password of his own, at his desk."""
    platform = people.platform
    if platform.worth("SELECT count(*) FROM people_account WHERE username = %s", name) == 0:
        done = platform.run("tests.stories.planting", union, name, PASSWORD)
        assert json.loads(done.stdout) == {"name": name}, done.stderr
    return people.officer(name)


def found_by(desk: Somebody, text: str) -> list[str]:
    """Everything the desk's one search and its member list lead to for a text."""
    links: list[str] = []
    page = desk.go("/desk/")
    page.fill("#gs", text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/find/")
    links += page.locator("main a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    page = desk.go("/desk/members/")
    page.fill("main input[name=q]", text)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    links += page.locator("#list a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return [link for link in links if "/desk/matters/" in link or link.startswith("/desk/members/0")]


def test_the_employers_officer_cannot_find_him(people: Crowd, platform: Platform) -> None:
    """He picks "do not tell my employer"; the employer's union is not offered, and its chair sees nothing."""
    who, phone = newcomer(), people.phone()
    page = arrive(phone, who.phone)
    tell_who(page, who, trade="works")
    page.fill("input[name=unit_q]", EMPLOYER)
    page.locator("input[name=blind]").check()
    page.get_by_role("button", name="搜", exact=True).click()
    expect(page.locator("input[name=blind]")).to_be_checked()
    expect(page.locator("input[name=unit_q]")).to_have_value(EMPLOYER)
    assert page.locator("#found").get_by_text(UNION, exact=True).count() == 0
    phone.shot("blind-union")
    page.locator("#found label").last.click()  # 我不知道选哪个
    number = send(page)
    desk = platform.worth(
        "SELECT u.name FROM matters_matter m JOIN org_unit u ON u.id = m.unit_id WHERE number = %s", number
    )
    assert desk != UNION
    chair = seated(people, UNION, CHAIR)
    assert [found_by(chair, text) for text in (who.name, who.phone, who.number, number)] == [[], [], [], []]
    for tab in ("mine", "unclaimed", "others", "done"):
        assert number not in chair.go(f"/desk/?tab={tab}").content()
    chair.go(f"/desk/matters/{number}/")
    assert chair.page.evaluate("() => performance.getEntriesByType('navigation')[0].responseStatus") == 404
    admitted(seated(people, desk, "reviewer"), number, who.name)
    assert [found_by(chair, text) for text in (who.name, who.phone, who.number, number)] == [[], [], [], []]
    phone.go("/card/")
    assert desk in phone.page.locator(".mcard").inner_text()


def admitted(desk: Somebody, number: str, name: str) -> None:
    """The union that he applied to lets him in, and finds him."""
    page = desk.go(f"/desk/matters/{number}/")
    page.get_by_role("button", name="同意入会").click()
    reached(page, f"/desk/matters/{number}/")
    assert found_by(desk, name) != []
