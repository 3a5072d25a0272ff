"""The station pages over a weak line: bytes and first paint in real Chromium at 400 kbit/s.

    .venv/bin/python -m bench.first_paint --stations 5600 --times 5

The list with its drawing on a phone, cold and seen before, and the desk's map: the real server on a scratch
database, the line narrowed by the browser's own network emulation. With --keep the stations stay.
"""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.asks import officer
from bench.scratch import scratch
from bench.server import served
from bench.station_desk import fill

CHROMIUM = "/usr/bin/chromium"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
PAINTS = "() => performance.getEntriesByName('first-contentful-paint').map(one => one.startTime)[0] || 0"
COMPLETE = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"


@dataclass(frozen=True, slots=True)
class Line:
    """A line as the browser narrows it."""

    kbit: int
    wait_ms: int

    def words(self) -> dict[str, Any]:
        speed = self.kbit * 1000 / 8
        return {
            "offline": False, "latency": self.wait_ms, "downloadThroughput": speed, "uploadThroughput": speed
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """One visit: milliseconds to the first paint and to the end, bytes over the line, how many answers."""

    paint: float
    end: float
    size: int
    answers: int


class Visits:
    """A browser's tab on the narrowed line, counting what comes over it."""

    def __init__(self, context: Any, line: Line) -> None:
        self.page = context.new_page()
        self.size = self.answers = 0
        wire = context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", line.words())
        wire.on("Network.loadingFinished", self._came)

    def _came(self, told: dict[str, Any]) -> None:
        self.size += int(told["encodedDataLength"])
        self.answers += 1

    def go(self, address: str) -> Seen:
        """Open the page and wait until nothing more comes."""
        self.size = self.answers = 0
        answer = self.page.goto(address, wait_until="networkidle", timeout=120_000)
        if answer is None or answer.status != 200:
            raise SystemExit(f"{address}: {answer and answer.status}")
        return Seen(self.page.evaluate(PAINTS), self.page.evaluate(COMPLETE), self.size, self.answers)


@contextmanager
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


def cookies_of(text: str, base: str) -> list[dict[str, str]]:
    """A cookie header as the browser takes it."""
    pairs = (one.split("=", 1) for one in text.split("; ") if one)
    return [{"name": name, "value": value, "url": base} for name, value in pairs]


def visited(
    browser: Any, base: str, path: str, *, size: dict[str, int], line: Line, times: int, cookie: str = ""
) -> tuple[list[Seen], list[Seen]]:
    """So many first visits, each in a browser that knows nothing, and the same page seen once more."""
    first, again = [], []
    for _ in range(times):
        context = browser.new_context(viewport=size, locale="zh-CN")
        context.add_cookies(cookies_of(cookie, base))
        tab = Visits(context, line)
        first.append(tab.go(base + path))
        again.append(tab.go(base + path))
        context.close()
    return first, again


def told(label: str, seen: list[Seen]) -> dict[str, float]:
    """One row of the table, printed."""
    paint, end = median(one.paint for one in seen), median(one.end for one in seen)
    size, answers = median(one.size for one in seen), median(one.answers for one in seen)
    worst = max(one.paint for one in seen)
    print(f"| {label} | {paint:,.0f} | {worst:,.0f} | {end:,.0f} | {size / 1024:.1f} | {answers:.0f} |")
    return {"paint": paint, "end": end, "bytes": size}


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--stations", type=int, default=5600)
    words.add_argument("--times", type=int, default=5)
    words.add_argument("--kbit", type=int, default=400)
    words.add_argument("--wait", type=int, default=150, help="milliseconds a request waits on the line")
    words.add_argument("--port", type=int, default=8790)
    words.add_argument("--keep", action="store_true", help="keep the stations for the next run")
    given = words.parse_args()
    line, name = Line(given.kbit, given.wait), f"yugong_bench_paint_{given.stations}"
    with scratch(name, keep=given.keep):
        from yugong.ground.org.models import Unit
        from yugong.site.cli import start

        start.assets()
        city = Unit.objects.filter(parent=None).first() or fill(given.stations)
        town = Unit.objects.filter(kind="district").order_by("pk").first()
        assert town
        boss, base = officer(city, "city_officer", "paint"), f"http://127.0.0.1:{given.port}"
        rows: tuple[tuple[str, str, dict[str, int], str], ...] = (
            ("stations on the phone, list and drawing", f"/stations/?near={town.pk}&open=1", PHONE, ""),
            ("stations at the desk, list and map", "/desk/stations/", DESK, boss),
        )
        print(
            f"{given.kbit} kbit/s, {given.wait} ms a request, {given.times} times; {given.stations:,} places"
        )
        print("| page | first paint ms | slowest | all there ms | KiB | answers |\n|" + " --- |" * 6)
        found = {}
        with served("yugong.site.wsgi:application", given.port, name), chromium() as browser:
            for label, path, size, cookie in rows:
                visited(browser, base, path, size=size, line=Line(100_000, 0), times=1, cookie=cookie)  # warm
                first, again = visited(
                    browser, base, path, size=size, line=line, times=given.times, cookie=cookie
                )
                found[label] = {
                    "first": told(f"{label}, first visit", first),
                    "again": told(f"{label}, again", again),
                }
        print(json.dumps(found))


if __name__ == "__main__":
    main()
