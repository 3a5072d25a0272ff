"""A child's chain over three years: grant, holiday post, first post; each link comes by itself."""

import re
import secrets
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import DISTRICT, MEMBER, Crowd, Platform, Somebody
from tests.stories.walking import number_of
from yugong.kernel.identifiers import id_check_digit

pytestmark = pytest.mark.browser
NOW = datetime.now(ZoneInfo("Asia/Shanghai"))
YEAR = NOW.year


def day(ahead: int = 0) -> str:
    return f"{NOW + timedelta(days=ahead):%Y-%m-%d}"


def child_number() -> str:
    body = f"500119{YEAR - 18}0312{secrets.randbelow(1000):03d}"
    return body + id_check_digit(body)


def test_from_admission_to_the_first_post(people: Crowd, platform: Platform) -> None:
    """The family fills two pages once; after that the clock offers, one tap takes, the union confirms."""
    done = platform.run("tests.stories.years", "prepare", MEMBER)
    assert done.returncode == 0, done.stderr
    family, district = people.worker(MEMBER), people.officer(DISTRICT)
    mark = secrets.token_hex(2)
    opened(district, f"金秋助学 {mark}", "autumn")
    opened(district, f"勤工俭学 {mark}", "holiday")
    number = applied(family)
    approved(district, number)
    family.go("/aid/mine/")
    expect(family.page.get_by_text("已批准，待付款").first).to_be_visible()
    family.shot("chain-1-mine")
    for step in ("holiday", "first"):
        post_entered(district, step, f"车间学徒 {mark}{step}")
    assert struck(platform, number, f"{YEAR + 1}-07-01") == f"holiday:{YEAR + 1}-summer"
    taken(family, f"{YEAR + 1} 年暑假", f"车间学徒 {mark}holiday", "chain-2-offer")
    confirmed(district, "做满 30 天，单位愿意再请")
    assert struck(platform, number, f"{YEAR + 3}-03-02") == f"first:{YEAR + 3}"
    taken(family, f"{YEAR + 3} 年", f"车间学徒 {mark}first", "chain-3-first")
    confirmed(district, "签了两年劳动合同")
    page = thread(family)
    expect(page.get_by_text("这一环做完了").nth(2)).to_be_visible()
    family.shot("chain-4-whole")
    district.go("/desk/aid/chains/?tab=all")
    expect(district.page.get_by_text("已上岗").first).to_be_visible()
    district.shot("chain-5-desk")
    links = platform.rows(
        "SELECT l.step, l.state, g.amount_fen FROM aid_chainlink l LEFT JOIN aid_grant g ON g.id = l.grant_id"
        " JOIN aid_grant first ON first.matter = %s AND l.chain_id = first.child::uuid ORDER BY l.offered_on",
        number,
    )  # fmt: skip
    assert links[1:] == [("holiday", "done", 2_000_00), ("first", "done", None)]
    assert links[0][:2] == ("grant", "done")


def opened(district: Somebody, name: str, season: str) -> None:
    """A programme out of the line that has most left."""
    page = district.go("/desk/aid/programmes/new/")
    page.fill("[name=name]", name)
    page.select_option("[name=season]", season)
    page.fill("[name=period]", f"{YEAR}-{name[-4:]}")
    page.fill("[name=closes_on]", day(1500))
    page.select_option("[name=line]", label=_line(page))
    page.fill("[name=budget]", "20000")
    page.get_by_role("button", name="设立").click()
    page.wait_for_url(re.compile(r"/desk/aid/programmes/[0-9a-f-]{36}/"))


def _line(page: Page) -> str:
    words = page.locator("[name=line] option").all_inner_texts()
    return next(one for one in words if one.startswith("金秋助学和勤工俭学"))


def applied(family: Somebody) -> str:
    """The two pages of the form; the number of the matter."""
    page = family.go("/apply/aid.autumn_study/")
    page.fill("[name=child_name]", "上官小川")
    page.fill("[name=child_number]", child_number())
    page.select_option("[name=stage]", "college")
    page.fill("[name=school]", "重庆工业职业技术学院")
    page.fill("[name=entered]", str(YEAR))
    page.fill("[name=graduates]", str(YEAR + 3))
    family.shot("chain-0-form")
    while page.locator("[name=agree]").count() == 0:
        page.locator("main form button.primary").last.click()
        page.wait_for_load_state()
    page.locator("[name=agree]").check(force=True)
    page.locator("main form button.primary").last.click()
    page.wait_for_url("**/m/*/")
    return number_of(page)


def approved(district: Somebody, number: str) -> None:
    """The officer takes the amount the rule gives."""
    page = district.go(f"/desk/matters/{number}/move/grant/")
    expect(page.locator("[name=amount]")).not_to_have_value("")
    page.locator("main form button.primary").last.click()
    expect(page.get_by_text("，已办").first).to_be_visible()


def post_entered(district: Somebody, step: str, title: str) -> None:
    page = district.go("/desk/aid/chains/posts/")
    page.locator(f"[name=step][value={step}]").check(force=True)
    allowance = "2000" if step == "holiday" else "0"
    for name, text in (
        ("title", title), ("employer", "南川机床有限公司"), ("place", "南川区工业园 3 号"),
        ("from_on", day(-2)), ("to_on", day(40)), ("allowance", allowance), ("seats", "2"),
    ):  # fmt: skip
        page.fill(f"[name={name}]", text)
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("已登记")).to_be_visible()


def struck(platform: Platform, number: str, on: str) -> str:
    """The clock of this child's thread strikes that morning."""
    done = platform.run("tests.stories.years", "strike", number, on)
    assert done.returncode == 0, done.stderr
    return done.stdout


def thread(family: Somebody) -> Page:
    """From what the union gave to the child's thread."""
    page = family.go("/aid/mine/")
    page.get_by_role("link", name="上官小川").first.click()
    page.wait_for_url("**/aid/chain/**")
    return page


def taken(family: Somebody, when: str, title: str, shot: str) -> None:
    """The offer is there without anybody having asked; one tap takes the post."""
    page = thread(family)
    expect(page.get_by_role("heading", name=when).first).to_be_visible()
    family.shot(shot)
    page.locator("label", has=page.get_by_text(title, exact=True)).click()
    page.get_by_role("button", name="就去这个").click()
    expect(page.get_by_text("已经选好")).to_be_visible()


def confirmed(district: Somebody, note: str) -> None:
    """The union confirms the post, and writes down what came of it."""
    page = district.go("/desk/aid/chains/")
    page.locator("table a.k").first.click()
    page.wait_for_url("**/desk/aid/chains/*/")
    page.get_by_role("button", name="和单位说好了").click()
    expect(page.get_by_text("已记下")).to_be_visible()
    page.fill("[name=note]", note)
    page.get_by_role("button", name="已经做完").click()
    expect(page.get_by_text("已记下")).to_be_visible()
