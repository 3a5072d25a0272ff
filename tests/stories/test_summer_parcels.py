"""夏送清凉: goods come in, are listed for people and for unions, and go out once each."""

import io
import re
import secrets
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from tests.stories.conftest import CHAIR, DISTRICT, MEMBER, Crowd, Platform, Somebody
from tests.stories.scanning import read

pytestmark = pytest.mark.browser
NOW = datetime.now(ZoneInfo("Asia/Shanghai"))


def test_goods_by_code_by_digits_and_by_number(people: Crowd, platform: Platform) -> None:
    """One parcel by the code in the worker's hand, the stand for who scans it himself, a union by number."""
    district, worker, chair = people.officer(DISTRICT), people.worker(MEMBER), people.officer(CHAIR)
    name = f"炎夏送清凉 {secrets.token_hex(3)}"
    programme = opened(district, name)
    shared_out(district, programme, chair_union(platform))
    listed(district, programme)
    page = worker.go("/aid/mine/")
    page.get_by_role("link", name=re.compile(name)).first.click()
    page.wait_for_url("**/aid/parcels/*/")
    worker.shot("goods-1-parcel")
    address = read(page.locator(".qrcode path").last.get_attribute("d") or "")
    digits = page.locator(".bigq").inner_text().replace(" ", "")
    handed_over(district, address.partition("/desk/")[2], digits)
    page.reload()
    expect(page.get_by_text("你已经领过")).to_be_visible()
    received(chair, name)
    district.go(f"{programme}goods/")
    expect(district.page.get_by_text("已签收，少 2 份")).to_be_visible()
    district.shot("goods-6-store")
    left = platform.worth(
        "SELECT a.balance FROM ledger_account a JOIN aid_programme p ON a.commodity = 'goods:' || p.goods"
        " WHERE p.name = %s AND a.head = 'stock'",
        name,
    )
    assert left == 200 - 1 - 118


def chair_union(platform: Platform) -> str:
    """The union of the demo's chair."""
    found: str = platform.worth(
        "SELECT u.name FROM people_account a JOIN people_tenure t ON t.person_id = a.person_id"
        " JOIN org_post p ON p.id = t.post_id JOIN org_unit u ON u.id = p.unit_id"
        " WHERE a.username = %s AND t.valid_to IS NULL ORDER BY t.id LIMIT 1",
        CHAIR,
    )
    return found


def opened(district: Somebody, name: str) -> str:
    """A programme that gives goods only, with a store; its address."""
    page = district.go("/desk/aid/programmes/new/")
    page.fill("[name=name]", name)
    page.select_option("[name=season]", "summer")
    page.fill("[name=closes_on]", f"{NOW + timedelta(days=60):%Y-%m-%d}")
    page.fill("[name=goods_name]", "清凉礼包")
    page.fill("[name=pieces]", "1")
    district.shot("goods-0-new")
    page.get_by_role("button", name="设立").click()
    page.wait_for_url(re.compile(r"/desk/aid/programmes/[0-9a-f-]{36}/"))
    path = "/" + page.url.split("/", 3)[3].split("?")[0]
    page = district.go(f"{path}goods/")
    page.locator("form#bring [name=pieces]").fill("200")
    page.locator("form#bring [name=text]").fill("集中采购，送货单 3 号")
    page.get_by_role("button", name="入库").click()
    expect(page.get_by_text("已入库 200 份")).to_be_visible()
    return path


def shared_out(district: Somebody, programme: str, union: str) -> None:
    """A list of unions and numbers from Excel: the good row is taken, the wrong one comes back."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    for number, row in enumerate((("工会", "人数"), (union, 120), ("没有这个工会", 9))):
        sheet.write_row(number, 0, row)
    book.close()
    page = district.go(f"{programme}goods/")
    file = {"name": "分发表.xlsx", "mimeType": "application/octet-stream", "buffer": target.getvalue()}
    page.set_input_files("[name=file]", file)  # type: ignore[arg-type]
    page.get_by_role("button", name="上传分发表").click()
    expect(page.get_by_text("已登记 1 个工会，120 人")).to_be_visible()
    expect(page.get_by_text("第 3 行")).to_be_visible()
    district.shot("goods-2-list")


def listed(district: Somebody, programme: str) -> None:
    """One worker by his phone, decided with one press."""
    page = district.go(f"{programme}list/")
    page.fill("[name=who]", MEMBER)
    page.fill("[name=why]", "高温下送餐")
    page.get_by_role("button", name="列入", exact=True).click()
    expect(page.get_by_text("新列入 1 人")).to_be_visible()
    page = district.go(programme)
    page.locator("[name=pick]").first.check()
    district.shot("goods-3-programme")
    page.get_by_role("button", name="批准勾选的").click()
    expect(page.get_by_text("批准 1 人")).to_be_visible()


def handed_over(district: Somebody, path: str, digits: str) -> None:
    """The officer scans the code; who tries the digits afterwards reads that it was handed over."""
    page = district.go(f"/desk/{path}")
    district.shot("goods-4-handing")
    page.get_by_role("button", name="人和码对得上").click()
    expect(page.get_by_text("已签收。下一位")).to_be_visible()
    district.go(f"/desk/{path}")
    expect(page.get_by_text("已经领过")).to_be_visible()
    expect(page.get_by_text(digits)).to_be_visible()


def received(chair: Somebody, name: str) -> None:
    """The steward of the union counts and receipts."""
    page: Page = chair.go("/desk/aid/goods/")
    form = page.locator("form", has=page.get_by_text(name))
    form.locator("[name=received]").fill("118")
    chair.shot("goods-5-steward")
    form.get_by_role("button", name="签收").click()
    expect(page.get_by_text("已签收 118 份")).to_be_visible()
