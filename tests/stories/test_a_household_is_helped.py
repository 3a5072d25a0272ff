"""A household applies on the phone, is visited without signal, judged, posted, reviewed, and leaves."""

import json
import re
import secrets
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import PASSWORD, PHONE, Crowd, Platform, Somebody, sign_in_at_desk
from tests.stories.planting_aid import POOR, WHY, number
from tests.stories.test_unpaid_wages import judged, move, put, today
from tests.stories.walking import number_of
from yugong.engines.ledger.bank_fake import FakeBank

pytestmark = pytest.mark.browser
SPOUSE, ILLNESS = "赵小兰", "尿毒症"


def told(platform: Platform, *words: str) -> dict[str, Any]:
    done = platform.run("tests.stories.planting_aid", *words)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_from_the_application_to_the_exit(people: Crowd, platform: Platform) -> None:
    """Once on the phone, two visitors offline, the rule's reasons, five days posted, a year later one tap."""
    phone, serial = f"161009{secrets.randbelow(10**5):05d}", f"{secrets.randbelow(900) + 100}"
    planted = told(platform, "plant", phone, PASSWORD, serial)
    worker = people.worker(phone)
    matter = applied(people, worker, planted, serial)
    house = str(platform.worth("SELECT id FROM aid_household WHERE matter = %s", matter))
    first = people.officer("jiedao-jia")
    move(first, matter, "accept")
    visited(people, house)
    verified(first, house)
    move(first, matter, "post", heads="5")
    posted(people, planted)
    told(platform, "passed", matter, "posted")
    move(people.officer("jiedao-bing"), matter, "pass", relation="none")
    district = people.officer("quxian-jia")
    move(district, matter, "approve", relation="none")
    page = worker.go("/aid/file/")
    expect(page.get_by_text("家庭人均月收入 = ")).to_be_visible()
    expect(page.get_by_text("在档", exact=True)).to_be_visible()
    worker.shot("household-6-on-file")
    judged(worker, matter, "知道了")
    paid(people, worker, told(platform, "ordered", matter, PASSWORD, serial), serial)
    reviewed(platform, worker, district, matter, house)


def applied(people: Crowd, worker: Somebody, planted: dict[str, Any], serial: str) -> str:
    """The task list, in any order; the number of the matter."""
    page = worker.go("/aid/")
    worker.shot("household-0-front")
    page.get_by_role("link", name="申请困难职工建档").click()
    page.get_by_role("button", name="开始填").click()
    worker.shot("household-1-tasks")
    for topic, given in {**POOR, "why": WHY}.items():
        page = worker.go(f"/aid/hardship/{topic}/")
        for field, text in given.items():
            put(page, field, text)
        worker.shot(f"household-1-{topic}")
        kept(page)
    page = worker.go("/aid/hardship/people/")
    page.get_by_role("link", name=re.compile("禤大树")).click()
    for field, text in {"health": "well", "study": "none"}.items():
        put(page, field, text)
    page.get_by_role("button", name="存下").click()
    page.wait_for_url("**/people/")
    page.get_by_role("link", name="加一位家人").click()
    spouse = {
        "name": SPOUSE, "number": number("19880404", int(serial)), "relation": "spouse",
        "phone": f"16100{serial}{serial}", "health": "ill", "illness": ILLNESS, "study": "none",
    }  # fmt: skip
    for field, text in spouse.items():
        put(page, field, text)
    worker.shot("household-1-person")
    page.get_by_role("button", name="存下").click()
    page.wait_for_url("**/people/")
    worker.shot("household-1-people")
    agreed(people, worker)
    page = worker.go("/aid/hardship/")
    worker.shot("household-2-ready")
    page.get_by_role("link", name="核对后提交").click()
    expect(page.get_by_text(f"交给 {planted['street']}")).to_be_visible()
    page.locator("input[name=declared]").check()
    worker.shot("household-2-check")
    page.get_by_role("button", name="提交困难职工建档").click()
    page.wait_for_url("**/m/*/")
    worker.shot("household-2-sent")
    return number_of(page)


def kept(page: Page) -> None:
    page.get_by_role("button", name="存下，回清单").click()
    page.wait_for_url("**/aid/hardship/")


def agreed(people: Crowd, worker: Somebody) -> None:
    """The applicant for himself; the spouse on her own phone, by the code she was sent."""
    page = worker.go("/aid/hardship/consents/")
    page.locator("input[name=yes]").check()
    page.get_by_role("button", name="我同意").click()
    expect(page.get_by_text("已记下你的授权")).to_be_visible()
    page.get_by_role("button", name=re.compile("发短信到")).click()
    sms = page.locator(".notice", has_text="演示短信").first
    expect(sms).to_be_visible()
    worker.shot("household-1-consents")
    code = re.search(r"\d{6}", sms.inner_text())
    assert code is not None
    hers = people.phone()
    theirs = hers.go(str(sms.locator("a").get_attribute("href")).removeprefix(worker.url))
    expect(theirs.get_by_text("禤** 请你同意")).to_be_visible()
    theirs.fill("input[name=code]", code[0])
    theirs.locator("input[name=yes]").check()
    hers.shot("household-1-consent")
    theirs.get_by_role("button", name="我同意").click()
    expect(theirs.get_by_text("已经同意")).to_be_visible()


def visited(people: Crowd, house: str) -> None:
    """Opened with signal, filled in without, sent by itself when it is back."""
    officer = people.at(PHONE, mobile=True)
    sign_in_at_desk(officer, "jiedao-jia")
    page = officer.go(f"/desk/aid/households/{house}/visit/")
    officer.context.set_offline(True)
    page.locator("label", has_text="街道乙").click()
    put(page, "agrees", "yes")
    page.fill("textarea[name=findings]", "两间房，爱人刚透析回来，孩子的奖状贴在墙上")
    officer.shot("household-3-visit")
    page.get_by_role("button", name="记下走访").click()
    expect(page.locator("#outbox")).to_be_visible()
    officer.shot("household-3-visit-offline")
    officer.context.set_offline(False)
    page.wait_for_url(f"**/households/{house}/", timeout=40_000)
    expect(page.get_by_text("孩子的奖状贴在墙上")).to_be_visible()


def verified(desk: Somebody, house: str) -> None:
    """What the union found goes to the rule, and its reasons stand on the page."""
    page = desk.go(f"/desk/aid/households/{house}/")
    desk.shot("household-4-file")
    page.get_by_role("button", name="存下，按规则判定").click()
    expect(page.get_by_text("规则的结论：相对困难")).to_be_visible()
    expect(page.get_by_text("低于低保标准").first).to_be_visible()
    desk.shot("household-4-verified")
    desk.go("/desk/aid/households/")
    desk.shot("household-4-list")


def posted(people: Crowd, planted: dict[str, Any]) -> None:
    """Anybody reads a masked name, a union and a category; nothing else."""
    anybody = people.phone()
    page = anybody.go("/aid/posting/")
    shown = page.get_by_role(
        "link", name=re.compile(rf"禤\*\* · 相对困难.*{planted['street']}", re.DOTALL)
    ).first
    expect(shown).to_be_visible()
    anybody.shot("household-5-posting")
    content = page.content()
    assert [word for word in (ILLNESS, SPOUSE, "禤大树", "透析") if word in content] == []
    shown.click()
    anybody.shot("household-5-objecting")


def paid(people: Crowd, worker: Somebody, planted: dict[str, Any], serial: str) -> None:
    """He gives his card; three hands make, check and pay; the file goes out, the answer comes in."""
    page = worker.go("/me/bank/")
    for field, text in {"holder": planted["name"], "bank": "渝州银行", "number": planted["card"]}.items():
        page.fill(f"input[name={field}]", text)
    page.get_by_role("button", name="登记").click()
    page.wait_for_url("**/me/payments/")
    maker, checker, payer = (people.officer(f"{role}{serial}") for role in ("maker", "checker", "payer"))
    page = maker.go("/desk/payments/")
    maker.shot("household-6-payments")
    page.get_by_role("button", name="全部制单").click()
    page.wait_for_url("**/batches/**")
    batch = page.url.removeprefix(maker.url)
    checker.go(batch).get_by_role("button", name="复核无误").click()
    expect(checker.page.get_by_text("已复核，等待付款")).to_be_visible()
    page = payer.go(batch)
    page.get_by_role("button", name="付款", exact=True).click()
    expect(page.get_by_text("已付款记账")).to_be_visible()
    page.get_by_role("button", name="导出银行文件").click()
    with page.expect_download() as file:
        page.get_by_role("link", name="下载银行文件").click()
    sent = file.value.path().read_bytes()
    answer = FakeBank({planted["card"]: planted["name"]}).take(sent)
    given = {"name": "银行回单.csv", "mimeType": "text/csv", "buffer": answer}
    page.set_input_files("input[name=file]", given)
    page.get_by_role("button", name="上传并登记").click()
    expect(page.get_by_text("已登记为已付").first).to_be_visible()
    payer.shot("household-6-receipt")
    expect(worker.go("/me/payments/").get_by_text("4,500.00").first).to_be_visible()
    worker.shot("household-6-paid")


def reviewed(platform: Platform, worker: Somebody, district: Somebody, matter: str, house: str) -> None:
    """One tap after a year; then more income, six months of watching, and the file ends."""
    told(platform, "due", matter)
    page = worker.go("/aid/file/")
    worker.shot("household-7-review")
    page.get_by_role("button", name="没有变化").click()
    expect(page.get_by_text("已答复，工会复核以后告诉你")).to_be_visible()
    act(district, house, "decide", "复核好了", outcome="continue")
    told(platform, "due", matter)
    page = worker.go("/aid/file/review/")
    page.fill("input[name=wages]", "200000")
    worker.shot("household-7-changed")
    page.get_by_role("button", name="交给工会复核").click()
    expect(page.get_by_text("已答复，工会复核以后告诉你")).to_be_visible()
    act(district, house, "decide", "复核好了", outcome="observe")
    told(platform, "months", matter)
    page = district.go(f"/desk/aid/households/{house}/")
    page.get_by_text("写明原因，退出").click()
    act(
        district,
        house,
        "remove",
        "已退出，本人会看到原因",
        why="recovered",
        note=f"{today()} 前六个月都高于标准",
    )
    district.shot("household-8-left")
    expect(worker.go("/aid/file/").get_by_text("已经脱困")).to_be_visible()
    worker.shot("household-8-left-phone")


def act(desk: Somebody, house: str, form: str, done: str, **given: str) -> None:
    """One form of the file's page."""
    page = desk.go(f"/desk/aid/households/{house}/")
    sheet = page.locator(f"form#{form}")
    if not sheet.is_visible():
        page.locator("summary", has_text="写明原因").click()
    for field, text in given.items():
        target = sheet.locator(f"[name={field}]")
        if target.evaluate("field => field.tagName") == "SELECT":
            target.select_option(text)
        else:
            target.fill(text)
    sheet.locator("button").last.click()
    expect(page.get_by_text(done)).to_be_visible()


def test_a_refused_household_sees_what_would_change_it_and_appeals(people: Crowd, platform: Platform) -> None:
    """The smallest change stands on the phone; above, another person keeps the decision or sends it back."""
    phone, serial = f"161009{secrets.randbelow(10**5):05d}", f"{secrets.randbelow(900) + 100}"
    planted = told(platform, "refused", phone, PASSWORD, serial)
    worker = people.worker(phone)
    page = worker.go("/aid/file/")
    expect(page.get_by_text("什么会改变结论：")).to_be_visible()
    worker.shot("household-9-refused")
    judged(worker, planted["number"], "不同意，向上级申诉", why="奖金是去年的，今年没有了")
    move(people.officer("shi-jia"), planted["number"], "reopen", relation="none", why="奖金确实是去年的")
    page = worker.go(f"/m/{planted['number']}/")
    expect(page.get_by_text("申诉成立").first).to_be_visible()
    worker.shot("household-9-appealed")
