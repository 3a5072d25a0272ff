"""A rider reports unpaid wages without signal, is heard twice, and has his money and the last word."""

import re
import secrets
from datetime import datetime, timedelta
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import DISTRICT, PASSWORD, Crowd, Platform, Somebody
from tests.stories.walking import number_of, reached

pytestmark = pytest.mark.browser
STORY = "三个月的配送费没有结，站点说系统坏了，一共一万二"
SUPERVISORS, MEDIATOR = ("jiandu-a", "jiandu-b"), "tiaojie"
PAID = "12,000.00"


def today(ahead: int = 0) -> str:
    return f"{datetime.now(ZoneInfo('Asia/Shanghai')) + timedelta(days=ahead):%Y-%m-%d}"


def test_from_the_report_to_the_money(people: Crowd, platform: Platform) -> None:
    """Reported offline, heard, unhappy, a letter, a mediation, the court by link, the money, heard again."""
    phone, employer = f"161007{secrets.randbelow(10**5):05d}", f"渝捷{secrets.token_hex(3)}快送有限公司"
    done = platform.run("tests.stories.planting_front", phone, employer, PASSWORD)
    assert done.returncode == 0, done.stderr
    rider, district = people.worker(phone), people.officer(DISTRICT)
    number = reported(rider, employer)
    answered(district, number, "已联系站点，答应这个月结清", first=True)
    judged(rider, number, "不满意，重办", said="一分钱也没有到账")
    expect(rider.page.get_by_text("正在办理").first).to_be_visible()
    letter_sent(people, district, number, employer)
    case = mediated(people, rider, district, number, employer)
    confirmed_by_court(people, people.officer(MEDIATOR), case)
    money(rider, district, case)
    answered(district, number, "已经调解，钱已到账", recovered="12000")
    judged(rider, number, "满意", solved="yes")
    expect(rider.page.get_by_text("已办结").first).to_be_visible()
    rider.shot("wages-9-closed")
    heard = platform.rows(
        "SELECT h.answer, h.how FROM matters_hearing h JOIN matters_matter m ON m.id = h.matter_id"
        " WHERE m.number = %s ORDER BY h.seq", number,
    )  # fmt: skip
    assert heard == [("no", "asker"), ("yes", "asker")]


def reported(rider: Somebody, employer: str) -> str:
    """Written where there is no signal, sent when it is back; the number of the matter."""
    page = rider.go("/help/")
    page.locator("label", has=page.locator("input[value=wages]")).click()
    page.fill("textarea[name=story]", STORY)
    expect(page.locator("input[name=employer]")).to_have_value(employer)
    page.get_by_text("地点、金额、时间").click()
    page.fill("input[name=amount]", "12000")
    page.fill("input[name=since]", today(-90))
    rider.context.set_offline(True)
    page.get_by_role("button", name="交给工会").click()
    expect(page.locator("#outbox")).to_be_visible()
    rider.shot("wages-1-offline")
    rider.context.set_offline(False)
    page.wait_for_url("**/m/*/", timeout=40_000)
    rider.shot("wages-2-reported")
    return number_of(page)


def move(desk: Somebody, number: str, name: str, **given: str) -> Page:
    """One move of a desk on its own page, with what it asks."""
    page = desk.go(f"/desk/matters/{number}/move/{name}/")
    button = page.locator("main form button.primary, main form button.danger").last
    for field, text in given.items():
        put(page, field, text)
    button.click()
    expect(page.get_by_text("，已办").first).to_be_visible()
    return page


def put(page: Page, name: str, text: str) -> None:
    """Fill a field, whatever it looks like."""
    choice = page.locator(f"main input[name={name}][value='{text}']")
    if choice.count():
        choice.first.check(force=True)
    elif page.locator(f"main select[name={name}]").count():
        page.select_option(f"main select[name={name}]", text)
    else:
        page.fill(f"main [name={name}]", text)


def answered(district: Somebody, number: str, result: str, *, first: bool = False, **more: str) -> None:
    """The union takes it, signs for it and answers."""
    if first:
        move(district, number, "accept", difficulty="ordinary")
        move(district, number, "sign_for")
    move(district, number, "answer", result=result, **more)


def judged(rider: Somebody, number: str, label: str, **given: str) -> None:
    """The worker says what he thinks of the answer."""
    page = rider.go(f"/m/{number}/")
    page.get_by_role("link" if given else "button", name=label, exact=True).first.click()
    for field, text in given.items():
        put(page, field, text)
    if given:
        page.get_by_role("button", name=f"确定{label}").click()
        reached(page, f"/m/{number}/")
    expect(page.get_by_text("好了，已经记下").or_(page.get_by_text(f"已{label}")).first).to_be_visible()


def letter_sent(people: Crowd, district: Somebody, number: str, employer: str) -> None:
    """Drafted by one supervisor, confirmed by another, signed by a third, served by link, answered."""
    first, second = (people.officer(name) for name in SUPERVISORS)
    page = first.go(f"/desk/letters/new/?matter={number}&rank=opinion")
    page.locator("input[name=employer_q]").press_sequentially(employer)
    page.locator("label", has=page.get_by_text(employer, exact=True)).locator("input").check(force=True)
    put(page, "cause", "pay")
    for field, text in (
        ("finding", "三个月配送费没有结清，涉及 1 人，合计 12,000.00 元。"), ("demands", "十日内结清"),
        ("contact", "监督组，63511351"),
    ):  # fmt: skip
        page.fill(f"[name={field}]", text)
    page.get_by_role("button", name="交复核").click()
    page.wait_for_url(re.compile(r"/desk/letters/(?!new)"))
    letter = number_at(page, "/desk/letters/")
    first.shot("wages-3-letter")
    move(second, letter, "confirm")
    move(district, letter, "sign")
    page = district.go(f"/desk/letters/{letter}/")
    page.get_by_role("button", name="生成送达链接").click()
    firm = people.phone()
    page = firm.go(page.locator("code").inner_text().removeprefix(firm.url))
    page.fill("[name=receiver]", "王丽，站长")
    page.get_by_role("button", name="签收").click()
    page.fill("[name=answer]", "愿意和职工调解，一次结清")
    page.get_by_role("button", name="提交答复").click()
    expect(page.get_by_text("已收到答复。")).to_be_visible()
    firm.shot("wages-4-letter-answered")
    move(district, letter, "settle", why="单位书面答复，同意调解")


def number_at(page: Page, path: str) -> str:
    return unquote(page.url).partition(path)[2].split("/")[0].split("?")[0]


def mediated(people: Crowd, rider: Somebody, district: Somebody, number: str, employer: str) -> str:
    """Carried over from the report, talked about behind a link, agreed by both, sealed; the case's number."""
    case = applied(rider, number)
    move(district, case, "accept")
    host = people.officer(MEDIATOR)
    move(host, case, "take", relation="none")
    page = host.go(f"/desk/mediations/{case}/")
    page.get_by_role("button", name="生成单位的链接").click()
    firm, room = people.phone(), page.locator("code").inner_text()
    page = firm.go(room.removeprefix(firm.url))
    page.locator("form#offer [name=fen]").fill("12000")
    page.locator("form#offer [name=text]").fill("一次付清")
    page.get_by_role("button", name="提出方案").click()
    expect(page.get_by_text("已收到")).to_be_visible()
    page = rider.go(f"/mediation/{case}/")
    page.get_by_role("button", name="同意这个方案").click()
    expect(page.get_by_text("已同意")).to_be_visible()
    page = host.go(f"/desk/mediations/{case}/")
    page.locator("form#terms [name=terms]").fill("单位一次付清三个月配送费")
    page.locator("form#terms [name=plan]").fill(f"{today()} 12000.00")
    page.get_by_role("button", name="存这一稿").click()
    expect(page.get_by_text("已存")).to_be_visible()
    move(host, case, "propose")
    judged(rider, case, "同意协议")
    page = firm.go(room.removeprefix(firm.url))
    page.locator("form#agree [name=who]").fill("王丽，站长")
    page.get_by_role("button", name="代表单位确认协议").click()
    expect(page.get_by_text("单位已确认").first).to_be_visible()
    firm.shot("wages-5-room")
    move(district, case, "seal")
    rider.go(f"/mediation/{case}/")
    rider.shot("wages-6-agreement")
    return case


def applied(rider: Somebody, number: str) -> str:
    """The form of a mediation, as far as the report fills it; only the rest is typed."""
    page = rider.go("/mediation/")
    page.get_by_role("button", name="用这件的内容申请调解").first.click()
    typed = {"topic": "pay", "started": today(-400), "wage": "4000", "share": "yes"}
    page.wait_for_url("**/apply/**")
    while "step=check" not in (here := page.url):
        for field, text in typed.items():
            if page.locator(f"main [name={field}]").count():
                put(page, field, text)
        page.get_by_role("button", name="下一步").click()
        page.wait_for_url(lambda url, here=here: url != here)
    page.get_by_role("button", name="提交").click()
    page.wait_for_url("**/m/*/")
    return number_of(page)


def confirmed_by_court(people: Crowd, host: Somebody, case: str) -> None:
    """Handed to a court without an account: the link one way, its code another; confirmed there."""
    page = host.go(f"/desk/matters/{case}/hand/?purpose=confirmation")
    page.fill("[name=link_to]", "綦江区人民法院")
    page.get_by_role("button", name="送交").click()
    told = page.locator("main dl").inner_text()
    address, code = (
        re.search(r"https?://\S+", told),
        re.search(r"(?<!\d)\d{6}(?!\d)", told.partition("提取码")[2]),
    )
    assert address, told
    assert code, told
    judge = people.at({"width": 1440, "height": 900})
    page = judge.go(address[0].removeprefix(judge.url))
    page.fill("[name=code]", code[0])
    page.get_by_role("button", name="打开").click()
    page.get_by_role("button", name="签收").click()
    page.get_by_role("link", name="答复").click()
    put(page, "result", "confirmed")
    page.fill("[name=case_number]", "（2026）渝0110诉前调确12号")
    judge.shot("wages-7-court")
    page.get_by_role("button", name="答复").last.click()
    expect(page.get_by_text("已答复").or_(page.get_by_text("已经答复")).first).to_be_visible()


def money(rider: Somebody, district: Somebody, case: str) -> None:
    """The last fen is recorded; the worker says that it came."""
    page = district.go(f"/desk/mediations/{case}/")
    page.locator("form#pay [name=on]").fill(today())
    page.locator("form#pay [name=fen]").fill("12000")
    put(page, "way", "bank")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("已登记到账")).to_be_visible()
    district.shot("wages-8-money")
    judged(rider, case, "收到了，办结")
    expect(rider.page.get_by_text(PAID).first).to_be_visible()
