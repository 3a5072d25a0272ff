"""Looking at a page as everybody's eyes do: axe in every look, its width, its targets, its weight."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.stories.alike import KNOWN
from tests.stories.conftest import Somebody
from tests.ui.test_browser import SMALL

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # what a theme can change
ROOM = ["target-size", "scrollable-region-focusable"]  # what the size of letters can change
LOOKS: dict[tuple[str, str], list[str]] = {
    ("light", "std"): [],  # every rule
    ("dark", "std"): COLOURS,
    ("light", "care"): ROOM,
    ("dark", "max"): [*COLOURS, *ROOM],
}
TAGS = {"type": "tag", "values": RULES}
RUN = """async ([every, looks]) => {
  const found = [], read = new Set(), quick = {preload: false, iframes: false, resultTypes: ["violations"]};
  const shown = () => [...document.body.querySelectorAll("*")]
    .map(one => +one.checkVisibility({visibilityProperty: true})).join("");
  for (const [theme, size, some] of looks) {
    Object.assign(document.documentElement.dataset, {theme, size});
    const whole = !read.has(shown());
    read.add(shown());
    alike.begin();
    const {violations} = await axe.run({runOnly: whole ? every : some, ...quick});
    for (const one of violations)
      found.push(...one.nodes.map(node => `${theme} ${size} ${one.id} ${node.target}`));
  }
  return [found, alike.fresh];
}"""
THIN = """() => {
  const bare = one => one.outerHTML.replace(/>[^<]*</g, "><")
    .replace(/ (?!class|type|role|hidden|disabled|checked|open)[\\w-]+="[^"]*"/g, "");
  window.aside = [];
  for (const parent of document.querySelectorAll("tbody, ul, ol, select, dl, div, section, nav")) {
    const seen = {};
    for (const child of parent.children.length < 5 ? [] : [...parent.children]) {
      const built = bare(child);
      seen[built] = (seen[built] || 0) + 1;
      if (seen[built] > 2) window.aside.push([parent, child, child.nextSibling]);
    }
  }
  window.aside.forEach(([, child]) => child.remove());
}"""
WHOLE = "() => window.aside.reverse().forEach(([parent, child, next]) => parent.insertBefore(child, next))"
ROOMY = f"""([sizes, least]) => sizes.flatMap(size => {{
  Object.assign(document.documentElement.dataset, {{theme: "light", size}});
  const over = document.documentElement.scrollWidth - innerWidth;
  const small = least[size] ? ({SMALL})(least[size]) : [];
  return [...over ? [`wider by ${{over}}`] : [], ...small].map(one => `${{innerWidth}} ${{size}} ${{one}}`);
}})"""
LEAST = {"std": 44, "care": 60}  # targets on the phone, in pixels
LINK = re.compile(r'<a\b[^>]*?\shref="(/[^"#]*)')
DESKS = ("/desk/", "/gallery/", "/partner/")
DRAWN = {"kind", "how"}  # arguments that make another page of the same address
PHONE, DESK = (320, 390), (1024, 1440)


def violations(page: Page, known: set[int], *, again: bool) -> list[str]:
    """What axe finds on the page in each look; the look is worn as its cookie would set it.

    Of rows that are built alike (same elements, classes and states) two are left for it to read. All rules
    read the page once, and again in a look that shows or hides something: its names and roles are the same in
    all others. What a look can change is read where it changes: colours in the dark, room with larger
    letters, both where both are. Larger letters only strengthen the grey of words (`tests/ui/test_build.py`),
    and themes move nothing. `known` are the letters whose contrast was measured and is well (`alike.py`).
    """
    page.evaluate(AXE_SCRIPT)
    page.evaluate(KNOWN, list(known))
    page.evaluate(THIN)
    looks = list(LOOKS.items())[: 1 if again else None]
    read = [[*look, {"type": "rule", "values": rules}] for look, rules in looks]
    found, fresh = page.evaluate(RUN, [TAGS, read])
    known.update(fresh)
    page.evaluate(WHOLE)
    return [f"{page.url} {one}" for one in found]


def cramped(page: Page, widths: tuple[int, ...], least: dict[str, int]) -> list[str]:
    """Where the page is wider than its window in any size of letters, and targets smaller than they may be.

    Targets are measured in the window's own width, which is one of the widths or comes before them. Sizes go
    up and down again, so that the page is laid out as few times as it has looks.
    """
    found, sizes, own = [], ["std", "care", "max"], page.viewport_size
    assert own
    for width in sorted({*widths, *([own["width"]] if least else [])}, reverse=True):
        if width != own["width"]:
            page.set_viewport_size({"width": width, "height": 844})
        found += page.evaluate(ROOMY, [sizes, least if width == own["width"] else {}])
        sizes.reverse()
    if page.viewport_size != own:
        page.set_viewport_size(own)
    return [f"{page.url} {one}" for one in found]


def name_of(link: str) -> tuple[str, str]:
    """(name of the address, its state: tab, step, kind); empty for what is not a page of ours."""
    place = urlsplit(unquote(link))
    try:
        found = resolve(place.path)
    except Resolver404:
        return "", ""
    state = re.findall(r"(?:^|&)((?:tab|step)=\w+)", place.query)
    state += [f"{word}={given}" for word, given in found.kwargs.items() if word in DRAWN]
    return str(found.url_name), " ".join(state)


@dataclass
class Walk:
    """One reader on his way; `seen` are states of pages and `worn` pages that somebody has looked at."""

    one: Somebody
    seen: set[tuple[str, str]] = field(default_factory=set)
    worn: set[str] = field(default_factory=set)
    known: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    weights: dict[str, int] = field(default_factory=dict)
    expected: int = 200
    loaded: int = 0

    def __post_init__(self) -> None:
        """Hear the console; on a phone the network too, where every load counts as a first visit."""
        page = self.one.page
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url} {error}"))
        page.emulate_media(reduced_motion="reduce")  # no colour is caught half-way between two looks
        if page.viewport_size and page.viewport_size["width"] > max(PHONE):
            return
        devtools = self.one.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
        devtools.on("Network.loadingFinished", self.weigh)

    def hear(self, told: Any) -> None:
        if self.expected == 200:  # a browser notes every answer that is an error
            self.faults.append(f"{self.one.page.url} {told.text}")

    def weigh(self, told: dict[str, Any]) -> None:
        self.loaded += int(told["encodedDataLength"])

    def open(self, path: str, status: int = 200) -> None:
        """Go there; the answer has that status, and its weight is kept."""
        self.loaded, self.expected = 0, status
        answer = self.one.page.goto(self.one.url + path, wait_until="load")
        if answer is None or answer.status != status:
            self.faults.append(f"{path} answers {answer and answer.status}")
        self.names |= {name_of(path)[0], name_of(self.here)[0]}
        self.weights[path] = self.loaded

    @property
    def here(self) -> str:
        return self.one.page.url.removeprefix(self.one.url)

    def read(self, path: str) -> tuple[str, list[str]]:
        """Ask for a page without drawing it: where one comes to, and the addresses of ours it leads to."""
        answer = self.one.context.request.get(self.one.url + path)
        if answer.status != 200:
            self.faults.append(f"{path} answers {answer.status}")
        here = answer.url.removeprefix(self.one.url)
        self.names |= {name_of(path)[0], name_of(here)[0]}
        return here, [unescape(link) for link in LINK.findall(answer.text())]

    def look(self) -> None:
        """Look at the page: the first time in every look, then as most people see it, at the least width."""
        page, name, desk = self.one.page, name_of(self.here)[0], self.here.startswith(DESKS)
        every = name not in self.worn
        self.worn.add(name)
        widths = DESK if desk else PHONE
        self.faults += cramped(page, widths if every else widths[:1], {} if desk else LEAST)
        self.faults += violations(page, self.known, again=not every)

    def follow(self, start: str, *, leave: set[str], part: set[str]) -> Iterator[str]:
        """Open one page of every state that links lead to and that nobody saw, of the addresses of a part.

        It begins at the front page of a face; the other pages are only read for where they lead to.
        """
        waiting, known = [start], {name_of(start)}
        while waiting:
            path = waiting.pop(0)
            here, links = self.read(path)
            for link in links:
                state = name_of(link)
                ours = link.startswith(DESKS) == start.startswith(DESKS) and state[0] not in leave
                if state[0] and ours and state not in known:
                    known.add(state)
                    waiting.append(link)
            if name_of(here)[0] in part and name_of(here) not in self.seen:
                self.seen.add(name_of(here))
                self.open(path)
                yield path
