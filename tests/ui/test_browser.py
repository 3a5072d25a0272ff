"""The scripts in a real Chromium under the strict policy: keys, drafts, digits, bulk bar, look, errors."""

import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, sync_playwright

from tests.stories.conftest import QUIET
from yugong.site.middleware import POLICY
from yugong.ui import build, views

pytestmark = pytest.mark.browser
SMALL = """least => [...document.querySelectorAll('a[href],button,input:not([type=hidden]),textarea,select')]
  .map(e => [e, (e.closest('label') || e).getBoundingClientRect()])
  .filter(([e, box]) => !e.matches('.skip') && getComputedStyle(e).display !== 'inline' && box.width > 1)
  .filter(([e, box]) => box.height < least - .5 || box.width < least - .5)
  .map(([e, box]) => `${e.className} ${e.textContent.trim().slice(0, 12)} ${box.width}x${box.height}`)"""
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_gallery(chromium, ask, built):
    """Open a gallery as the server would send it; returns the page and what the console complained about."""
    opened = []

    def serve(route: Route, pages: dict[str, str]) -> None:
        path = re.sub(r"^http://ui\.test", "", route.request.url).split("?")[0]
        if path in pages and route.request.method == "GET":
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=pages[path], headers=headers)
        elif path.startswith("/static/"):
            file = Path(build.UI, path.removeprefix("/"))
            route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        else:
            route.fulfill(status=204)

    def make(shell: str, **cookies: str) -> tuple[Page, list[str]]:
        pages = {"/gallery/": views.gallery(ask(**cookies), shell).content.decode()}
        page = chromium.new_page(viewport={"width": 390 if shell == "worker" else 1440, "height": 844})
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.route("http://ui.test/**", lambda route: serve(route, pages))
        page.goto("http://ui.test/gallery/")
        opened.append(page)
        return page, said

    yield make
    for page in opened:
        page.close()


@pytest.mark.parametrize("shell", build.SHELLS)
def test_the_strict_policy_is_kept(open_gallery, shell):
    page, said = open_gallery(shell)
    page.wait_for_load_state("networkidle")
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


@pytest.mark.parametrize("shell", build.SHELLS)
@pytest.mark.parametrize(
    "look", [{}, {"yg_theme": "dark"}, {"yg_size": "care"}, {"yg_size": "max", "yg_theme": "dark"}]
)
def test_nobody_is_shut_out(open_gallery, shell, look):
    page, _ = open_gallery(shell, **look)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


@pytest.mark.parametrize(("size", "least"), [("std", 44), ("care", 60), ("max", 60)])
def test_targets_on_the_phone_are_large(open_gallery, size, least):
    page, _ = open_gallery("worker", yg_size=size)
    assert page.evaluate(SMALL, least) == []


def test_errors_take_the_focus_and_lead_to_the_field(open_gallery):
    page, _ = open_gallery("worker")
    assert page.evaluate("document.activeElement.className") == "errsum"
    page.click(".errsum a")
    assert page.evaluate("document.activeElement.id") == "f-phone"
    page.keyboard.press("End")
    page.keyboard.type("8")
    assert page.inner_text(".field:has(#f-phone) [data-count]") == "11/11 位"


def test_keys_walk_the_queue_and_can_be_switched_off(open_gallery):
    page, _ = open_gallery("desk")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#d"
    page.keyboard.press("k")
    page.keyboard.press("x")
    assert page.inner_text("[data-bulk-count]") == "1"
    page.click("[data-bulk-clear]")
    assert page.inner_text("[data-bulk-count]") == "0"
    page.keyboard.press("?")
    assert page.is_visible("#keys")
    silent, _ = open_gallery("desk", yg_keys="off")
    silent.keyboard.press("j")
    assert silent.evaluate("document.activeElement.className") == "errsum"


def test_a_draft_keeps_only_what_asks_and_goes_when_sent(open_gallery):
    page, _ = open_gallery("worker")
    page.evaluate("document.querySelector('#f-place').setAttribute('data-keep', '')")
    page.fill("#f-place", "大坪")
    page.fill("#f-id_number", "500103199206130021")
    kept = page.evaluate("Object.entries(localStorage)")
    assert kept == [["yg:draft:gallery", '{"place":"大坪"}']]
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.evaluate("document.querySelector('#f').requestSubmit()")
    page.evaluate("document.querySelector('#f').requestSubmit()")
    page.wait_for_timeout(200)
    assert page.evaluate("localStorage.length") == 0
    assert sent == ["POST"]


def test_the_size_changes_at_once(open_gallery):
    page, _ = open_gallery("worker")
    page.click(".appbar form[data-look] button")
    assert page.get_attribute("html", "data-size") == "care"
    page.click(".appbar form[data-look] button")
    assert page.get_attribute("html", "data-size") == "max"


def test_the_system_s_dark_is_followed_until_one_chooses(open_gallery):
    page, _ = open_gallery("worker")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 20, 17)" != light
    chosen, _ = open_gallery("worker", yg_theme="light")
    chosen.emulate_media(color_scheme="dark")
    assert chosen.evaluate("getComputedStyle(document.body).backgroundColor") == light


def test_a_chosen_picture_is_shown_with_its_size(open_gallery):
    page, said = open_gallery("worker")
    page.set_input_files(
        "#f-proof", {"name": "a.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>" * 300}
    )
    page.wait_for_selector(".f.new img")
    assert page.inner_text(".f.new").split() == ["a.svg", "2", "KB"]
    assert page.inner_text(".field:has(#f-proof) [data-upload-note]") == "已选 1 份"
    assert said == []
