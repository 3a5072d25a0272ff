"""The ways of docs/handbook walked in the demo world; YUGONG_DRAW=1 keeps the pictures beside the page."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.stories.conftest import CITY, DISTRICT, MEMBER, Crowd, Somebody
from tests.stories.walking import number_of
from yugong.site import environment

pytestmark = pytest.mark.browser
KEPT = environment.ROOT / "docs" / "handbook" / "shots"
MOST = 120 * 1024
STORY = "跑了三个月单，配送费只结了第一个月，站长说系统坏了，一共欠 9,600 元。"
DEMAND = "欠薪已满三个月，请三日内约谈站点并报结果。"
FACTS = "站点三个月没有结配送费，多次要都说系统坏了。"
DISPUTE = {
    "employer": "重庆嘉陵星即时配送有限公司南川分公司",
    "started": "2025-03-01", "wage": "6200", "owed": "9600", "knew": "2026-09-15", "facts": FACTS,
    "share": "yes",
}  # fmt: skip
AID = {
    "employer": "重庆嘉陵星即时配送有限公司南川分公司", "amount": "9600",
    "rural": "yes", "welfare": "no", "preservation": "no", "facts": FACTS,
}  # fmt: skip
MOST_STEPS = 9
RESULT = "站点已补发 9,600 元"


@pytest.fixture
def keep(tmp_path: Path) -> Callable[[str, Page], None]:
    """Keeps what a page shows now, as a picture that is small enough for the repository."""

    def kept(name: str, page: Page) -> None:
        folder = KEPT if os.environ.get("YUGONG_DRAW") else tmp_path
        folder.mkdir(parents=True, exist_ok=True)
        shown = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide")))
        path = folder / f"{name}.webp"
        shown.convert("RGB").save(path, quality=80, method=6)
        assert path.stat().st_size <= MOST, f"{name}: {path.stat().st_size} bytes"

    return kept


Keep = Callable[[str, Page], None]


def ask(rider: Somebody, keep: Keep) -> str:
    """The worker asks; the number of his matter."""
    page = rider.go("/help/")
    page.locator("label", has=page.locator("input[value=wages]")).click()
    page.fill("textarea[name=story]", STORY)
    page.evaluate("scrollTo(0, 0)")
    keep("ask", page)
    page.get_by_role("button", name="交给工会").click()
    page.wait_for_url("**/m/*/")
    return number_of(page)


def lead(page: Page, label: str) -> None:
    """Send the step that the page has filled in beforehand."""
    page.locator(".phead").get_by_role("button", name=label).click()
    expect(page.get_by_text(f"{label}，已办")).to_be_visible()


def supervise(above: Somebody, number: str) -> None:
    """The level above demands a result."""
    page = above.go(f"/desk/matters/{number}/")
    page.get_by_text("发督办").first.click()
    page.fill("#supervise-reason", DEMAND)
    page.get_by_role("button", name="发督办").click()
    expect(page.get_by_text("已发督办")).to_be_visible()


def apply(rider: Somebody, kind: str, given: dict[str, str]) -> str:
    """Fill in the pages of an application with what is known of it; the number of the matter."""
    page = rider.go(f"/apply/{kind}/")
    for _ in range(MOST_STEPS):
        for name, value in given.items():
            field = page.locator(f"main [name={name}]")
            if field.count() and field.first.get_attribute("type") == "radio":
                page.locator(f"main label:has([name={name}][value={value}])").click()
            elif field.count():
                field.first.fill(value)
        if page.get_by_text("核对后提交").count():
            break
        page.get_by_role("button", name="下一步").click()
    page.locator("main form button.primary").last.click()
    page.wait_for_url("**/m/*/")
    return number_of(page)


def test_an_appeal_from_the_phone_to_the_answer(people: Crowd, keep: Keep) -> None:
    rider, officer = people.worker(MEMBER), people.officer(DISTRICT)
    number = ask(rider, keep)
    page = officer.go(f"/desk/matters/{number}/")
    keep("dispatch", page)
    lead(page, "受理派单")
    lead(page, "签收，开始办")
    supervise(people.officer(CITY), number)
    keep("supervised", officer.go(f"/desk/matters/{number}/"))
    keep("hand", officer.go(f"/desk/matters/{number}/hand/"))
    page = officer.go(f"/desk/matters/{number}/")
    page.fill("#lead input[name=result]", RESULT)
    lead(page, "答复职工")
    page = rider.go(f"/m/{number}/")
    expect(page.get_by_text(RESULT).first).to_be_visible()
    keep("verdict", page)


def test_a_call_is_taken(people: Crowd, keep: Keep) -> None:
    page = people.officer(DISTRICT).go("/desk/calls/new/")
    page.fill("#who_q", MEMBER)
    expect(page.locator("#callers input[name=who]").first).to_be_visible()
    page.fill("#f-story", STORY)
    expect(page.locator("#items")).to_contain_text("经过里提到")
    expect(page.locator("#beside")).to_contain_text("南川区")
    page.evaluate("scrollTo(0, 0)")
    keep("calls", page)


def test_a_worker_asks_for_mediation_and_for_a_lawyer(people: Crowd, keep: Keep) -> None:
    rider, officer = people.worker(MEMBER), people.officer(DISTRICT)
    number = apply(rider, "rights.mediation", DISPUTE)
    keep("mediation", officer.go(f"/desk/mediations/{number}/"))
    number = apply(rider, "rights.legal_aid", AID)
    page = officer.go(f"/desk/legal-aid/{number}/")
    expect(page.get_by_text("不审查经济困难").first).to_be_visible()
    keep("aid", page)


def test_the_pages_of_the_desk(people: Crowd, keep: Keep) -> None:
    officer = people.officer(DISTRICT)
    page = officer.go("/desk/letters/?tab=served")
    page.locator("main table.tb tbody a").first.click()
    expect(page.get_by_role("link", name="Word")).to_be_visible()
    keep("letter", page)
    page = officer.go("/desk/teams/")
    page.get_by_role("link", name="劳动法律监督员").click()
    expect(page.get_by_role("link", name="劳动法律监督员")).to_have_attribute("aria-current", "page")
    keep("teams", page)
    keep("overview", officer.go("/desk/rights/"))


def test_a_calculator_without_signing_in(people: Crowd, keep: Keep) -> None:
    page = people.phone().go("/rights/calc/severance/?example=1")
    expect(page.get_by_text("怎么算的")).to_be_visible()
    keep("calc", page)
