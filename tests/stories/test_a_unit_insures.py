"""A tea factory insures its people from Excel; one of them is ill, and the money is on her card."""

import io
import json
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter
from PIL import Image
from playwright.sync_api import Page, expect

from tests.stories.conftest import CITY, DISTRICT, PASSWORD, Crowd, Platform, Somebody
from tests.stories.test_unpaid_wages import put

pytestmark = pytest.mark.browser
ILLNESS, HOSPITAL, INVOICE = "重症肺炎", "金佛山人民医院", "FPX"


def day(ahead: int) -> str:
    return f"{datetime.now(ZoneInfo('Asia/Shanghai')) + timedelta(days=ahead):%Y-%m-%d}"


def sheet(rows: list[list[str]], folder: Path) -> Path:
    """The list as the factory keeps it: a heading, a stranger, a total."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("参保名单")
    page.write_row(0, 0, ["金佛山茶厂互助保障名单"])
    page.write_row(1, 0, ["序号", "姓名", "身份证号", "手机", "份数"])
    for n, (name, number, phone) in enumerate(rows, 1):
        page.write_row(n + 1, 0, [n, name, number, phone, 1])
    page.write_row(len(rows) + 2, 0, [len(rows) + 1, "路人甲", "11010519491231002X", "13900000000", 1])
    page.write_row(len(rows) + 3, 0, ["合计", "", "", "", len(rows) + 1])
    book.close()
    path = folder / "茶厂参保名单.xlsx"
    path.write_bytes(out.getvalue())
    return path


def planted(platform: Platform, *words: str) -> dict:
    done = platform.run("tests.stories.planting_mutual", *words)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_from_the_list_to_the_money(people: Crowd, platform: Platform, tmp_path: Path) -> None:
    """Excel in, money matched, a claim by phone, confirmed unseeing, reviewed, decided, paid, told."""
    mark, phone = str(secrets.randbelow(10**5)), f"161008{secrets.randbelow(10**5):05d}"
    town = planted(platform, "plant", mark, phone, PASSWORD)
    chair, city = people.officer(f"chair{mark}"), people.officer(CITY)
    notice = insured(chair, sheet(town["rows"], tmp_path))
    matched(city, notice)
    gone_back(city, platform, mark)
    page = chair.go("/desk/aid/mutual/enrolments/")
    expect(page.locator("td", has_text="已生效").first).to_be_visible()
    member = people.worker(phone)
    number = claimed(member, tmp_path)
    confirmed(chair, number)
    decided(people.officer(DISTRICT), city, number)
    assert planted(platform, "pay", mark)["paid"] >= 500_00
    page = member.go("/aid/mutual/")
    expect(page.get_by_text("已给付").first).to_be_visible()
    expect(page.get_by_text("500.00 元").first).to_be_visible()
    member.shot("mutual-9-paid")
    page = member.go("/messages/")
    expect(page.get_by_text("互助保障给付").first).to_be_visible()
    page = member.go(f"/m/{number}/")
    page.get_by_role("button", name="知道了").click()
    expect(page.get_by_text("已办结").first).to_be_visible()
    city.go("/desk/aid/mutual/")
    city.shot("mutual-10-ratio")
    state = platform.rows("SELECT state, amount_fen FROM aid_mutualclaim WHERE matter = %s", number)
    assert state == [("paid", 500_00)]


def insured(chair: Somebody, path: Path) -> str:
    """The list is uploaded and judged; three are insured, the stranger goes back; the notice number."""
    chair.go("/desk/aid/mutual/")
    chair.shot("mutual-1-overview")
    page = chair.go("/desk/aid/mutual/enrolments/new/")
    page.select_option("select[name=product]", "hospital")
    page.fill("input[name=starts_on]", day(-60))
    page.fill("input[name=union_percent]", "60")
    page.locator("input[type=file]").set_input_files(path)
    chair.shot("mutual-2-new")
    page.get_by_role("button", name="上传并核对").click()
    expect(page.get_by_text("还没有登记为会员").first).to_be_visible()
    chair.shot("mutual-3-checked")
    page.get_by_role("button", name="确认 3 人参保").click()
    expect(page.get_by_text("等单位转账").first).to_be_visible()
    chair.shot("mutual-4-due")
    found = page.locator("strong, b").filter(has_text="HB").first.inner_text()
    return found.strip("。")


def matched(city: Somebody, notice: str) -> None:
    """The office records what came in; the number in the note matches it; ten yuan are asked back."""
    page = city.go("/desk/aid/mutual/receipts/")
    page.fill("input[name=reference]", f"YH{notice}")
    page.fill("input[name=amount]", "250")
    page.fill("input[name=on]", day(0))
    page.fill("input[name=note]", f"茶厂互助保费 {notice}")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("多缴 10.00 元，请提出退款").first).to_be_visible()
    city.shot("mutual-5-receipts")
    page.get_by_role("link", name=f"YH{notice}").click()
    page.get_by_role("button", name="提出退 10.00 元").click()
    expect(page.get_by_text("已提出退 10.00 元")).to_be_visible()
    city.shot("mutual-6-refund")


def gone_back(city: Somebody, platform: Platform, mark: str) -> None:
    """The ten yuan go back through two more hands."""
    assert planted(platform, "refund", mark)["refunded"] == 10_00
    page = city.go("/desk/aid/mutual/refunds/")
    expect(page.locator("td", has_text="已退回").first).to_be_visible()
    city.shot("mutual-6-gone")


def claimed(member: Somebody, folder: Path) -> str:
    """The member sees his cover and asks on the phone: few questions, one photo, a consent of its own."""
    page = member.go("/aid/mutual/")
    expect(page.get_by_text("保障中").first).to_be_visible()
    member.shot("mutual-7-mine")
    page.get_by_role("link", name="申请给付").click()
    given = {"what": "hospital", "on": day(-20), "until": day(-10), "level": "2"}
    given |= {"invoices": INVOICE + secrets.token_hex(4), "hospital": HOSPITAL, "diagnosis": ILLNESS}
    photo = folder / "出院小结.png"
    Image.new("RGB", (60, 40), "white").save(photo)
    for turn in range(5):
        if page.locator("input[name=medical]").count():
            break
        for name, text in given.items():
            if page.locator(f"main [name={name}]").count():
                put(page, name, text)
        if page.locator("main input[type=file]").count():
            page.locator("main input[type=file]").first.set_input_files(photo)
        member.shot(f"mutual-8-form-{turn}")
        onward(page)
    page.locator("input[name=medical]").check(force=True)
    member.shot("mutual-8-check")
    onward(page)
    page.wait_for_url("**/m/*/")
    member.shot("mutual-8-opened")
    return page.url.rstrip("/").rsplit("/", 1)[1].replace("%E4%BA%92%E5%8A%A9", "互助")


def onward(page: Page) -> None:
    page.locator("main form button.primary, form button.primary").last.click()
    page.wait_for_load_state()


def confirmed(chair: Somebody, number: str) -> None:
    """The union of the employer says that she works there; the illness is nowhere on its pages."""
    page = chair.go(f"/desk/aid/mutual/claims/{number}/")
    chair.shot("mutual-8-confirm")
    for secret in (ILLNESS, HOSPITAL, INVOICE, "500.00"):
        expect(page.get_by_text(secret)).to_have_count(0)
    page.get_by_role("button", name="在职在保").click()
    expect(page.get_by_text("已确认，区县工会接着核对")).to_be_visible()
    assert chair.page.goto(f"{chair.url}/desk/matters/{number}/").status == 404


def decided(district: Somebody, city: Somebody, number: str) -> None:
    """The district compares, the office grants what the rule says."""
    page = district.go(f"/desk/aid/mutual/claims/{number}/")
    expect(page.get_by_text("住院 10 晚").first).to_be_visible()
    expect(page.get_by_text(ILLNESS).first).to_be_visible()
    district.shot("mutual-8-review")
    for desk, label in ((district, "核对好了，报办事处"), (city, "同意给付")):
        page = desk.go(f"/desk/aid/mutual/claims/{number}/")
        page.get_by_role("link", name=label).click()
        page.locator("main form button.primary").last.click()
        page.wait_for_load_state()
