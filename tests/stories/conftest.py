"""Stories run against the whole platform: its own database, the real server and worker, real Chromium."""

import fcntl
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from yugong.site import embedded, environment

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
PASSWORD = "yugong-demo-pass"
WORKER, MEMBER, CHAIR, DISTRICT, CITY = "16100000001", "16100000002", "chair", "district", "city"
# Nothing that a browser does beside its pages: else every context starts a process for its bar alone.
UNUSED = (
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,PaintHolding,MediaRouter,OptimizationHints"
)
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
    "--js-flags=--no-turbofan",  # no page lives long enough to win back what the last compiler costs
    f"--disable-features={UNUSED},HttpsUpgrades,ThirdPartyStoragePartitioning,DestroyProfileOnBrowserClose",
]
SHOTS = os.environ.get("YUGONG_SHOTS")  # a folder: there stories leave pictures of their pages


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def admin() -> dict[str, str]:
    """Where databases are made: the embedded server, or the one of DATABASE_URL."""
    if environment.uses_embedded():
        return {"host": str(embedded.ensure(environment.VAR)), "user": "yugong", "dbname": "postgres"}
    known = environment.database()
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
    return {theirs: known[ours] for ours, theirs in names.items() if known.get(ours)}


@dataclass
class Platform:
    """A running platform: its address, its console, its log and its database."""

    url: str
    environ: dict[str, str]
    log: Path
    kept: dict[str, Any] = field(default_factory=dict)  # cookies of those who have signed in

    def yugong(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the console command against this platform's database."""
        return self.run("yugong.site.cli", *words)

    def run(self, module: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a module as this platform would."""
        return subprocess.run(
            [sys.executable, "-m", module, *words], env=self.environ, cwd=environment.ROOT,
            capture_output=True, text=True, timeout=900, check=False,
        )  # fmt: skip

    def planted(self, module: str, *words: str) -> dict[str, Any]:
        """What a module of ours has planted into this platform, once."""
        if module not in self.kept:
            done = self.run(f"tests.stories.{module}", *words)
            assert done.returncode == 0, done.stderr
            self.kept[module] = json.loads(done.stdout)
        return dict(self.kept[module])

    def rows(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        """What stands in the platform's database."""
        with psycopg.connect(self.environ["DATABASE_URL"], autocommit=True) as connection:
            return connection.execute(query, given).fetchall()

    def worth(self, query: str, *given: object) -> Any:
        """The first value of the first row."""
        return self.rows(query, *given)[0][0]


@contextmanager
def database(name: str, like: str = "template1") -> Iterator[dict[str, str]]:
    """A database of our own for as long as it is needed, as a copy of another; what the console must know."""
    login, name = admin(), f"yugong_{name}_{os.getpid()}"
    with psycopg.connect(**login, autocommit=True) as connection:  # type: ignore[arg-type]
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        connection.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')  # no test pulls the plug
    address = f"postgresql://{login['user']}:{login.get('password', '')}@/{name}?host={login['host']}"
    if "port" in login:
        address += f"&port={login['port']}"
    environ = os.environ | {"DATABASE_URL": address, "YUGONG_DEMO": "1", "YUGONG_LOG": "INFO"}
    try:
        yield environ | {"PYTHONPATH": str(environment.ROOT / "src")}
    finally:
        with psycopg.connect(**login, autocommit=True) as connection:  # type: ignore[arg-type]
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Platform]:
    """The demo world on the real server, started once for all stories; or the one left standing."""
    if standing := os.environ.get("YUGONG_STANDING"):
        yield from left_standing(Path(standing))
        return
    var, port = tmp_path_factory.mktemp("var"), free_port()
    shared = tmp_path_factory.getbasetemp()
    request.getfixturevalue("django_db_setup")
    with loaded_world(shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared) as world:
        shutil.copytree(world.var, var, dirs_exist_ok=True)
        with database("stories", like=world.database) as environ:
            here = Platform(
                f"http://127.0.0.1:{port}", environ | {"YUGONG_VAR": str(var)}, var / "server.log"
            )
            with running(here, port):
                wait(f"{here.url}/readyz", here.log)
                yield here


@dataclass(frozen=True)
class World:
    """A loaded demo world that nobody is connected to: its database, and the keys and files beside it."""

    database: str
    var: Path


@contextmanager
def loaded_world(base: Path) -> Iterator[World]:
    """The demo world for the processes of one run: whoever comes first loads it, the others copy it.

    It begins as a copy of the tests' own empty database, whose migrations are done.
    """
    note, var = base / "world.json", base / "world"
    with (base / "world.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if note.exists():
            fcntl.flock(lock, fcntl.LOCK_UN)
            yield World(json.loads(note.read_text())["database"], var)
            return
        var.mkdir()
        connection.close()  # a database is copied while nobody is connected to it
        with database("world", like=connection.settings_dict["NAME"]) as environ:
            loading = Platform("", environ | {"YUGONG_VAR": str(var)}, var / "load.log")
            loaded = loading.yugong("world", "load")
            assert loaded.returncode == 0, loaded.stderr
            assert loading.yugong("migrate").returncode == 0  # brings the static files too
            name = f"yugong_world_{os.getpid()}"
            note.write_text(json.dumps({"database": name}))
            fcntl.flock(lock, fcntl.LOCK_UN)
            yield World(name, var)
            fcntl.flock(lock, fcntl.LOCK_EX)
            note.unlink()


def left_standing(note: Path) -> Iterator[Platform]:
    """A platform that somebody keeps running while he writes stories; `note` says where."""
    told, kept = json.loads(note.read_text()), note.with_suffix(".kept")
    known = json.loads(kept.read_text()) if kept.exists() else {}
    yield Platform(told["url"], told["environ"], Path(told["log"]), known)
    kept.write_text(json.dumps(known))


@contextmanager
def running(here: Platform, port: int) -> Iterator[None]:
    """The server and the worker, with one log."""
    with here.log.open("w") as log:
        command = [sys.executable, "-m", "yugong.site.cli"]
        started = [
            subprocess.Popen([*command, *words], env=here.environ, stdout=log, stderr=log)
            for words in (["serve", "--port", str(port)], ["worker"])
        ]
        try:
            yield
        finally:
            for process in started:
                process.terminate()
            for process in started:
                process.wait(timeout=20)


def wait(url: str, log: Path, seconds: float = 60) -> None:
    """Until the server answers; otherwise fail with its log."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the server did not answer: {log.read_text()[-2000:]}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; its event loop ends with the module, so that other tests may follow."""
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield found
        found.close()


@dataclass
class Somebody:
    """One person at one device: a browser context of his own."""

    context: BrowserContext
    page: Page
    url: str

    def go(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page

    def shot(self, name: str, full: bool = True) -> None:
        """A picture to look at, for whoever says where to."""
        if SHOTS:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(SHOTS, f"{name}.png"), full_page=full)


@pytest.fixture
def people(browser: Browser, platform: Platform) -> Iterator["Crowd"]:
    """Makes persons at phones and desks, and puts them away afterwards."""
    crowd = Crowd(browser, platform)
    yield crowd
    for context in crowd.contexts:
        context.close()


class Crowd:
    """Whoever a story needs."""

    def __init__(self, browser: Browser, platform: Platform) -> None:
        self.browser, self.platform = browser, platform
        self.contexts: list[BrowserContext] = []

    def at(self, size: dict[str, int], *, script: bool = True, mobile: bool = False) -> Somebody:
        context = self.browser.new_context(
            viewport=size, java_script_enabled=script, locale="zh-CN", timezone_id="Asia/Shanghai",
            is_mobile=mobile, has_touch=mobile,
        )  # fmt: skip
        context.set_default_timeout(30_000)
        self.contexts.append(context)
        return Somebody(context, context.new_page(), self.platform.url)

    def phone(self, *, script: bool = True) -> Somebody:
        """Someone with a phone, 390 × 844."""
        return self.at(PHONE, script=script, mobile=True)

    def worker(self, number: str, *, script: bool = True) -> Somebody:
        """Someone signed in by phone code, once for all stories: codes are not sent often."""
        return self.known(number, self.phone(script=script), sign_in_by_phone)

    def officer(self, name: str) -> Somebody:
        """Someone signed in at a desk, 1440 × 900."""
        return self.known(name, self.at(DESK), sign_in_at_desk)

    def known(self, name: str, one: Somebody, sign_in: Callable[[Somebody, str], None]) -> Somebody:
        kept = self.platform.kept
        if name in kept:
            one.context.add_cookies(kept[name])
        else:
            sign_in(one, name)
            kept[name] = one.context.cookies()
        return one


def sign_in_by_phone(one: Somebody, number: str, page: Page | None = None) -> None:
    """The code stands on the page in demo mode only."""
    page = page or one.go("/login/")
    page.fill("input[name=phone]", number)
    page.locator("main form button").first.click()
    found = re.search(r"验证码是 (\d{6})", page.locator("main").inner_text())
    assert found, page.locator("main").inner_text()
    page.fill("input[name=code]", found[1])
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "/login" not in url)


def sign_in_at_desk(one: Somebody, name: str) -> None:
    page = one.go("/desk/login/")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "login" not in url)
