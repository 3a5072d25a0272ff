"""How fast pages answer: 16 clients against the real server, beside raw SQL and Django's hello-world.

    .venv/bin/python -m bench.pages --members 1000000

A bulk loader makes the world (bench.world); `--keep` keeps it for the next run, `--json` writes the figures.
"""

import argparse
import json
import time
from functools import partial
from pathlib import Path
from typing import Any

from bench.asks import asks
from bench.clients import CLIENTS, Ask, Request, Took, drive
from bench.cost import Cost, measured
from bench.scratch import peak, scratch, spent, spent_below
from bench.server import served
from bench.world import load

WARM = 2.0
PLAIN = (
    ("hello-world, bare", "/", ""),
    ("hello-world, a new project's middleware", "/", "1"),
    ("the same, and whose session it is", "/whose", "1"),
    ("the same, and fifty members in a plain template", "/rows", "1"),
)
TITLES = (
    *("page", "p50 ms", "p95 ms", "requests/s", "of hello", "CPU ms: server", "database", "clients"),
    *("alone", "queries", "KiB"),
    *("its main query: alone ms", "p50", "p95", "requests/s"),
)


def asked(ask: Ask, port: int, seconds: float, server: int) -> Took:
    """Warm connections, templates and plans first; then measure, and what processors had to do for it."""
    drive(ask, port, WARM)
    before = (spent_below(server), spent()[2], time.process_time())
    took = drive(ask, port, seconds)
    after = (spent_below(server), spent()[2], time.process_time())
    one, two, three = (1000 * (b - a) / max(1, len(took.ms)) for a, b in zip(before, after, strict=True))
    took.cpu = one, two, three
    return took


def figures(ask: Ask, took: Took, hello: float, cost: Cost | None) -> dict[str, Any]:
    """One row of the table, as numbers."""
    own = {
        "page": ask.label, "p50": took.p50, "p95": took.p95, "rate": took.rate, "answers": len(took.ms),
        "of_hello": took.rate / hello, "spent": took.cpu,
        "wrong": len(took.wrong), "first_wrong": took.wrong[:1],
    }  # fmt: skip
    if cost is None:
        return own
    sql = {"alone": cost.alone, "p50": cost.sql.p50, "p95": cost.sql.p95, "rate": cost.sql.rate}
    return own | {"cpu": cost.cpu, "queries": cost.queries, "bytes": cost.size, "sql": sql}


def told(row: dict[str, Any]) -> str:
    """One row of the table, as text."""
    cells = [row["page"], f"{row['p50']:.1f}", f"{row['p95']:.1f}", f"{row['rate']:,.0f}"]
    cells.append(f"{100 * row['of_hello']:.0f} %")
    cells += [f"{one:.2f}" for one in row["spent"]]
    if "sql" in row:
        sql = row["sql"]
        cells += [
            f"{row['cpu']:.1f}",
            str(row["queries"]),
            f"{row['bytes'] / 1024:.0f}",
            f"{sql['alone']:.1f}",
        ]
        cells += [f"{sql['p50']:.1f}", f"{sql['p95']:.1f}", f"{sql['rate']:,.0f}"]
    else:
        cells += ["—"] * 7
    wrong = f" ({row['wrong']} wrong: {row['first_wrong']})" if row["wrong"] else ""
    return f"| {' | '.join(cells)} |{wrong}"


def world(members: int, units: int) -> str:
    """Load it where it is not there yet."""
    from django.db import connection
    from django.utils import timezone

    from yugong.ground.org.models import Unit
    from yugong.site.cli import start

    start.assets()
    began = time.perf_counter()
    if not Unit.objects.exists():
        load(members=members, units=units, at=timezone.now())
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
    spent = time.perf_counter() - began
    return f"bulk loader: {members:,} members, {Unit.objects.count():,} units in {spent:.0f} s"


def _plain(place: str, cookie: str, turn: int) -> Request:
    return "GET", place, cookie, {}


def run(wanted: list[Ask], seconds: float, port: int, name: str) -> list[dict[str, Any]]:
    """Every row as it comes: hello-world (pages are compared with the bare one), each page, its cost."""
    base, rows, cookie = 0.0, [], wanted[0].make(0)[2]
    for label, place, stock in PLAIN:
        hello = Ask(label, partial(_plain, place, cookie))
        with served("bench.hello:application", port, name, BENCH_STOCK=stock) as server:
            took = asked(hello, port, seconds, server)
        base = base or took.rate
        rows.append(figures(hello, took, base, None))
        print(told(rows[-1]), flush=True)
    under_load = []
    with served("yugong.site.wsgi:application", port, name) as server:
        for ask in wanted:
            under_load.append(asked(ask, port, seconds, server))
    from yugong.site.wsgi import application

    for ask, took in zip(wanted, under_load, strict=True):
        rows.append(figures(ask, took, base, measured(application, ask, seconds / 2)))
        print(told(rows[-1]), flush=True)
    return rows


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--members", type=int, default=100_000)
    words.add_argument("--units", type=int, default=0, help="default: 6 %% of the members")
    words.add_argument("--seconds", type=float, default=8.0, help="for each page")
    words.add_argument("--port", type=int, default=8787)
    words.add_argument("--keep", action="store_true", help="keep the world for the next run")
    words.add_argument("--json", type=Path, help="write the figures here")
    given = words.parse_args()
    name = f"yugong_bench_{given.members}"
    with scratch(name, keep=given.keep):
        made = world(given.members, given.units or given.members * 6 // 100)
        print(f"{made}; {CLIENTS} clients, {given.seconds:.0f} s a page")
        print(f"| {' | '.join(TITLES)} |\n|{' --- |' * len(TITLES)}", flush=True)
        rows = run(asks(given.members), given.seconds, given.port, name)
        print(f"peak resident memory: {peak()}")
        if given.json:
            given.json.write_text(json.dumps({"world": made, "rows": rows}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
