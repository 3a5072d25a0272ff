"""What stories have in common: invented newcomers, the way through the joining pages, hands on a keyboard."""

import random
import re
import secrets
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from playwright.sync_api import Page, expect

from tests.stories.conftest import Somebody, sign_in_by_phone
from yugong.kernel.identifiers import id_check_digit

RARE = "禤郗阚逄郏璩璟翀昉弢堃喆垚玥翾懿骐骥璞琰珩瑀"


@dataclass(frozen=True)
class Newcomer:
    """Somebody who has never been here; his name, number and phone occur nowhere else."""

    name: str
    number: str
    phone: str


def newcomer() -> Newcomer:
    """Another one at every call."""
    dice = random.Random(secrets.randbits(64))
    body = f"500119{date(dice.randint(1970, 2004), dice.randint(1, 12), dice.randint(1, 28)):%Y%m%d}996"
    name = "上官" + "".join(dice.sample(RARE, 2))
    return Newcomer(name, body + id_check_digit(body), f"1610000{dice.randint(1000, 9999)}")


def arrive(one: Somebody, phone: str, path: str = "/join/") -> Page:
    """From the door to the first page of joining: signing in on the way."""
    page = one.go(path)
    page.get_by_role("link", name="开始").click()
    page.wait_for_url("**/login/**")
    sign_in_by_phone(one, phone, page)
    page.wait_for_url("**/join/who/**")
    return page


def tell_who(page: Page, who: Newcomer, *, trade: str = "rider", paper: str = "resident") -> None:
    """The first page of joining."""
    page.fill("input[name=name]", who.name)
    page.select_option("select[name=paper]", paper)
    page.fill("input[name=number]", who.number)
    page.locator(f"input[name=trade][value={trade}]").check()
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/join/union/**")


def pick_union(page: Page, union: str, *, asked: str = "", blind: bool = False) -> None:
    """The second page: find a union by words, pick it."""
    if blind:
        page.locator("input[name=blind]").check()
    if asked:
        page.fill("input[name=unit_q]", asked)
        page.get_by_role("button", name="搜", exact=True).click()
    found = page.locator("#found label", has=page.get_by_text(union, exact=True))
    expect(found).to_have_count(1)
    found.locator("input").check()


def send(page: Page) -> str:
    """Agree and send; the number of the matter."""
    page.locator("input[name=agree]").check()
    page.get_by_role("button", name="提交申请").click()
    page.wait_for_url("**/m/*/")
    return number_of(page)


def number_of(page: Page) -> str:
    found = re.search(r"/m/([^/]+)/", page.url)
    assert found, page.url
    return unquote(found[1])


def reached(page: Page, path: str) -> None:
    """Wait until the browser stands at this path, Chinese letters and all."""
    page.wait_for_url(lambda url: unquote(url).partition("?")[0].endswith(path))


def join(one: Somebody, who: Newcomer, union: str, *, asked: str, blind: bool = False) -> str:
    """The whole way of a newcomer, from the door to his matter; its number."""
    page = arrive(one, who.phone)
    tell_who(page, who)
    pick_union(page, union, asked=asked, blind=blind)
    return send(page)


def tab_to(page: Page, selector: str, *, most: int = 120, back: bool = False) -> None:
    """Press Tab until the focus is there."""
    for _ in range(most):
        if page.evaluate("s => document.activeElement && document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"no Tab leads to {selector} on {page.url}")


def press(page: Page, label: str) -> None:
    """Tab to what bears the label, and press it."""
    for _ in range(150):
        if page.evaluate("() => document.activeElement.innerText || ''").strip().startswith(label):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {label}")
