"""How fast pages answer: 16 clients against the real server, beside raw SQL and Django's hello-world.

    .venv/bin/python -m bench.pages --members 1000000

A bulk loader makes the world (bench.world); `--keep` keeps it for the next run.
"""

import argparse
import base64
import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from bench.roster import invented
from bench.scratch import scratch
from bench.world import load

CLIENTS, TOKEN = 16, "b" * 32
FORM = "application/x-www-form-urlencoded"


@dataclass
class Ask:
    """One request to measure: for the n-th one its method, address, cookie and form."""

    label: str
    make: Callable[[int], tuple[str, str, str, dict[str, str]]]
    expect: int = 200
    most: int = 10**9
    took: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def drive(ask: Ask, port: int, seconds: float) -> float:
    """All clients ask for some seconds; returns requests per second."""
    turns, lock, until = count(), threading.Lock(), time.perf_counter() + seconds

    def client() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.perf_counter() < until and (turn := next(turns)) < ask.most:
            method, path, cookie, form = ask.make(turn)
            heads = {"Cookie": cookie} | ({"Content-Type": FORM} if form else {})
            began = time.perf_counter()
            line.request(method, path, urlencode(form) if form else None, heads)
            answer = line.getresponse()
            answer.read()
            took = time.perf_counter() - began
            with lock:
                ask.took.append(took * 1000)
                if answer.status != ask.expect:
                    ask.wrong.append(f"{answer.status} {answer.getheader('Location', '')}")
        line.close()

    began = time.perf_counter()
    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(ask.took) / (time.perf_counter() - began)


@contextmanager
def served(application: str, port: int, database: str = "") -> Iterator[None]:
    """The server as `yugong serve` starts it."""
    from yugong.site import embedded, environment
    from yugong.site.cli.server import GRANIAN

    root = Path(__file__).resolve().parents[1]
    given = os.environ | {"PYTHONPATH": f"{root / 'src'}:{root}"}
    if database:
        given["DATABASE_URL"] = f"postgresql://yugong@/{database}?host={embedded.socket_dir(environment.VAR)}"
    program = Path(sys.executable).with_name("granian")
    place = ["--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen([str(program), *GRANIAN, *place, application], env=given, cwd=root)
    try:
        for _ in range(300):
            try:
                line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                line.request("GET", "/healthz")
                line.getresponse().read()
                break
            except OSError:
                time.sleep(0.2)
        yield
    finally:
        server.terminate()
        server.wait(20)


def session_of(account: Any, how: str, **more: Any) -> str:
    """The cookie of a session as signing in makes it."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from yugong.ground.access import session

    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.begin(store, how=how, at=timezone.now())
    store.update(more)
    store.save()
    return f"sessionid={store.session_key}; csrftoken={TOKEN}"


def officer(unit: Any, role: str, username: str) -> str:
    """An officer's cookie."""
    from django.utils import timezone

    from yugong.ground.org import actions as org
    from yugong.ground.people import actions as people
    from yugong.ground.people.identity import Identity
    from yugong.ground.people.models import Account
    from yugong.kernel.actor import SYSTEM

    at, by = timezone.now(), SYSTEM
    account = Account.objects.filter(username=username).first()
    if account is None:
        held = people.enrol(given=Identity("测试员", number=f"B{username}"), source="bench", by=by, at=at)
        post = org.make_post(unit=unit, role=role, title="测试", by=by, at=at)
        people.appoint(post=post, person=held, on=at.date() - timedelta(days=1), basis="", by=by, at=at)
        account = people.open_account(username=username, person=held, password="bench bench", by=by, at=at)
    return session_of(account, "second")


def applicants(number: int, skip: int) -> list[str]:
    """Cookies of newcomers who have told who they are and have their union still to choose."""
    from django.utils import timezone

    from yugong.ground.people import actions as people
    from yugong.ground.people import vault
    from yugong.kernel.actor import SYSTEM

    made, run = [], int(time.time())
    for place, (name, paper, _, _) in enumerate(list(invented(skip + number))[skip:]):
        account = people.open_account(
            username=f"new-{run}-{place}", phone=f"162{(run * 1000 + place) % 10**8:08d}", verified=True,
            by=SYSTEM, at=timezone.now(),
        )  # fmt: skip
        told = {"name": name, "paper": "resident", "number": paper, "trade": "rider"}
        sealed = vault.seal(json.dumps(told), table="session", column="join", row=account.pk)
        made.append(session_of(account, "code", join=base64.b64encode(sealed).decode()))
    return made


def slowest(path: str, cookie: str, form: dict[str, str]) -> float:
    """The longest query of a page, run alone on a warm connection: its median in ms."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    browser = Client(headers={"host": "127.0.0.1"})
    browser.cookies["sessionid"] = cookie.partition("=")[2].partition(";")[0]
    ask = (lambda: browser.post(path, form)) if form else (lambda: browser.get(path))
    ask()
    with CaptureQueriesContext(connection) as seen:
        ask()
    reads = [one for one in seen.captured_queries if one["sql"].startswith(("SELECT", "\n    SELECT"))]
    with connection.cursor() as cursor:
        return max(_alone(cursor, one["sql"]) for one in reads)


def _alone(cursor: Any, sql: str) -> float:
    took = []
    for _ in range(15):
        began = time.perf_counter()
        cursor.execute(sql)
        cursor.fetchall()
        took.append((time.perf_counter() - began) * 1000)
    return median(took)


def asks(members: int) -> list[Ask]:
    """What is measured."""
    from yugong.ground.org.models import Unit
    from yugong.ground.people.models import Membership

    city = Unit.objects.get(parent=None)
    base = Unit.objects.filter(kind="enterprise").order_by("id")[0]
    boss, chair = officer(city, "city_officer", "boss"), officer(base, "grassroots_chair", "chair")
    some = list(Membership.objects.order_by("id").values_list("id", "person_id")[:2000])
    deep = some[len(some) // 2][0]
    search = {"q": "王伟", "csrfmiddlewaretoken": TOKEN}
    newcomers = applicants(400, members)

    def joining(turn: int) -> tuple[str, str, str, dict[str, str]]:
        form = {"unit": str(base.pk), "agree": "yes", "once": f"bench-{time.time_ns()}-{turn}"}
        return "POST", "/join/union/", newcomers[turn % len(newcomers)], form | {"csrfmiddlewaretoken": TOKEN}

    return [
        Ask("members list", lambda n: ("GET", "/desk/members/", boss, {})),
        Ask("deep page", lambda n: ("GET", f"/desk/members/?after={deep}", boss, {})),
        Ask("search by name", lambda n: ("POST", "/desk/members/", boss, search)),
        Ask("open one", lambda n: ("GET", f"/desk/members/{some[n % len(some)][1]}/", boss, {})),
        Ask("join submission", joining, expect=302, most=len(newcomers)),
        Ask("worklist", lambda n: ("GET", "/desk/", chair, {})),
    ]


def told(ask: Ask, rate: float, hello: float, raw: float | None) -> str:
    """One line of the table."""
    took = sorted(ask.took) or [0.0]
    p95 = took[min(len(took) - 1, int(len(took) * 0.95))]
    beside = f"{raw:.1f}" if raw is not None else "—"
    wrong = f" ({len(ask.wrong)} wrong: {ask.wrong[0]})" if ask.wrong else ""
    share = f"{100 * rate / hello:.0f} %" if hello else "100 %"
    return f"| {ask.label} | {median(took):.1f} | {p95:.1f} | {rate:,.0f} | {share} | {beside} |{wrong}"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--members", type=int, default=100_000)
    words.add_argument("--units", type=int, default=0, help="default: 6 %% of the members")
    words.add_argument("--seconds", type=float, default=8.0)
    words.add_argument("--port", type=int, default=8787)
    words.add_argument("--keep", action="store_true", help="keep the world for the next run")
    given = words.parse_args()
    name = f"yugong_bench_{given.members}"
    with scratch(name, keep=given.keep):
        from django.db import connection
        from django.utils import timezone

        from yugong.ground.org.models import Unit
        from yugong.site.cli import start

        start.assets()
        began = time.perf_counter()
        if not Unit.objects.exists():
            load(members=given.members, units=given.units or given.members * 6 // 100, at=timezone.now())
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
        spent = time.perf_counter() - began
        print(f"bulk loader: {given.members:,} members, {Unit.objects.count():,} units in {spent:.0f} s")
        print("| page | p50 ms | p95 ms | requests/s | of hello | its longest query alone, ms |")
        print("| --- | --- | --- | --- | --- | --- |")
        hello = Ask("hello-world", lambda n: ("GET", "/", "", {}))
        with served("bench.hello:application", given.port):
            rate = drive(hello, given.port, given.seconds)
        print(told(hello, rate, 0, None), flush=True)
        wanted = asks(given.members)
        with served("yugong.site.wsgi:application", given.port, name):
            for ask in wanted:
                _, path, cookie, form = ask.make(0)
                done = drive(ask, given.port, given.seconds)
                raw = slowest(path, cookie, form) if ask.expect == 200 else None
                print(told(ask, done, rate, raw), flush=True)


if __name__ == "__main__":
    main()
