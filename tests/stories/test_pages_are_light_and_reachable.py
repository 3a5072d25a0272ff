"""Every page that links lead to: opens, light, large enough to press, clean for axe in every look."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.stories.conftest import CHAIR, DISTRICT, MEMBER, WORKER, Crowd, Somebody
from tests.ui.test_browser import SMALL

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [(theme, size) for theme in ("light", "dark") for size in ("std", "care", "max")]
WHOLE = {("light", "std"), ("dark", "max")}  # in the other looks only what a look can change is asked again
LOOKED = ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"]
DOWNLOADS = {
    "desk_roster_empty",
    "desk_roster_rejected",
    "desk_members_export",
    "certificate",
    "file",
    "logout",
}
PHONE_BUDGET = 40 * 1024
MOST = 45
RUN = """async only => {
  const found = await axe.run({runOnly: only, resultTypes: ["violations"]});
  return found.violations.flatMap(one => one.nodes.map(node => `${one.id} ${node.target}`));
}"""
WEAR = "([theme, size]) => Object.assign(document.documentElement.dataset, {theme, size})"
BEYOND = "document.documentElement.scrollWidth - innerWidth"


@dataclass
class Walk:
    """What was found on the way of one reader through all his pages."""

    one: Somebody
    said: list[str] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)
    loaded: int = 0
    shown: set[str] = field(default_factory=set)

    def listen(self) -> None:
        """Hear the console and the network; every load counts as a first visit."""
        page, devtools = self.one.page, self.one.context.new_cdp_session(self.one.page)
        page.on("console", lambda told: self.said.append(f"{page.url} {told.text}"))
        page.on("pageerror", lambda error: self.said.append(f"{page.url} {error}"))
        page.emulate_media(reduced_motion="reduce")  # no colour is caught half-way between two looks
        devtools.send("Network.enable")
        devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
        devtools.on("Network.loadingFinished", self.weigh)

    def weigh(self, told: dict[str, Any]) -> None:
        self.loaded += int(told["encodedDataLength"])

    def pages(self, start: str) -> Iterator[str]:
        """One page of every address that links lead to, beginning at the front page."""
        waiting, seen = [start], {name_of(start)}
        while waiting and len(self.weights) < MOST:
            path = waiting.pop(0)
            self.loaded = 0
            answer = self.one.page.goto(self.one.url + path, wait_until="load")
            assert answer is not None
            assert answer.status == 200, path
            for link in links(self.one.page):
                name = name_of(link) if link.startswith("/desk/") == start.startswith("/desk/") else ""
                if name and name not in seen:
                    seen.add(name)
                    waiting.append(link)
            self.weights[path] = self.loaded
            here = name_of(self.one.page.url.removeprefix(self.one.url))
            if here not in self.shown:  # what only leads to sign-in is looked at once
                self.shown.add(here)
                yield path


def links(page: Page) -> list[str]:
    """The addresses on the page that are ours, without what only jumps within a page."""
    found = page.locator("a[href^='/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return [str(link).partition("#")[0] for link in found]


def name_of(link: str) -> str:
    """The address's name, with its tab; empty for downloads and for what is not a page."""
    place = urlsplit(unquote(link))
    try:
        name = str(resolve(place.path).url_name)
    except Resolver404:
        return ""
    tab = "".join(re.findall(r"(?:^|&)(?:tab|step)=\w+", place.query))
    return "" if name in DOWNLOADS else name + tab


def violations(page: Page, looks: list[tuple[str, str]]) -> list[str]:
    """What axe finds on the page in each look; the look is worn as its cookie would set it."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for look in looks:
        page.evaluate(WEAR, look)
        only = {"type": "tag", "values": TAGS} if look in WHOLE else {"type": "rule", "values": LOOKED}
        found += [f"{page.url} {look} {one}" for one in page.evaluate(RUN, only)]
    return found


def wide(page: Page, widths: tuple[int, ...]) -> list[str]:
    """Where the page is wider than its window, in any size of letters."""
    found, before = [], page.viewport_size
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        for size in ("std", "care", "max"):
            page.evaluate(WEAR, ("light", size))
            if over := page.evaluate(BEYOND):
                found.append(f"{page.url} {width} {size}: {over}")
    if before:
        page.set_viewport_size(before)
    return found


def small(page: Page) -> list[str]:
    """Targets below 44 px, and below 60 px with larger letters."""
    found = []
    for size, least in (("std", 44), ("care", 60)):
        page.evaluate(WEAR, ("light", size))
        found += [f"{page.url} {size} {one}" for one in page.evaluate(SMALL, least)]
    return found


@pytest.mark.parametrize("who", ["", WORKER, MEMBER], ids=["visitor", "worker", "member"])
def test_the_phones_pages(people: Crowd, who: str) -> None:
    """Light, large, clean, and never wider than 320 px."""
    one = people.worker(who) if who else people.phone()
    walk, faults = Walk(one), []
    walk.listen()
    for _ in walk.pages("/"):
        faults += wide(one.page, (320, 390)) + small(one.page) + violations(one.page, LOOKS)
    assert faults == []
    assert walk.said == []
    assert {path: weight for path, weight in walk.weights.items() if weight > PHONE_BUDGET} == {}
    assert len(walk.weights) >= 5


def test_the_desks_pages(people: Crowd) -> None:
    """Clean in every look, never wider than a laptop; what the chair was shown is not looked at twice."""
    faults, looked = [], set[str]()
    for who in (CHAIR, DISTRICT):
        one = people.officer(who)
        walk = Walk(one, shown=looked)
        walk.listen()
        for _ in walk.pages("/desk/"):
            faults += wide(one.page, (1024, 1440)) + violations(one.page, LOOKS)
        assert walk.said == []
        assert len(walk.weights) >= 10
    assert faults == []
