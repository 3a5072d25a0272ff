"""Votes a second: members vote over HTTP, one each, beside hello-world; then the closing and the recount.

    .venv/bin/python -m bench.votes --people 10000

A bulk loader makes the members (bench.world); accounts, sessions and the vote come through verbs of the
platform. Afterwards ballots are sealed, opened and counted again from the published list: a vote lost, or one
too many, fails the run.
"""

import argparse
import json
import time
from datetime import timedelta
from typing import Any

from bench.asks import TOKEN
from bench.clients import CLIENTS, Ask, drive
from bench.pages import figures, told, world
from bench.rush import HOUR, TITLES, cookies
from bench.scratch import peak, scratch
from bench.server import served

ENTRIES = 12


def poll() -> Any:
    """A vote of the city for its members, two marks each, reviewed by two."""
    from django.utils import timezone

    from yugong.engines.selection.actions import drafting, reviewing
    from yugong.engines.selection.actions.drafting import Nominee
    from yugong.ground.access.principal import load
    from yugong.ground.org import actions as org
    from yugong.ground.org.models import Unit
    from yugong.ground.people import actions as people
    from yugong.ground.people.identity import Identity
    from yugong.kernel.actor import SYSTEM

    now, city = timezone.now(), Unit.objects.get(parent=None)
    crew = []
    for n in range(3):
        who = people.enrol(given=Identity("测试员", number=f"V{n}"), source="bench", by=SYSTEM, at=now)
        post = org.make_post(unit=city, role="city_officer", title="测试", by=SYSTEM, at=now)
        people.appoint(post=post, person=who, on=now.date() - timedelta(days=1), basis="", by=SYSTEM, at=now)
        account = people.open_account(username=f"vote-{n}", person=who, by=SYSTEM, at=now)
        found = load(account.pk, today=now.date())
        assert found
        crew.append(found[0].seated(found[0].seats[0]))
    given = {
        "title": "最喜爱的驿站", "about": "一人一票", "contact": "12351", "opens_at": now,
        "closes_at": now + 5 * HOUR, "winners": 1,
    }  # fmt: skip
    named = [Nominee(f"驿站{n}") for n in range(1, ENTRIES + 1)]
    row = drafting.draft(
        unit=city, contest="service.favourite", given=given, nominees=named, by=crew[0], at=now
    )
    row = reviewing.submit(poll=row, by=crew[0], at=now)
    for one in crew[1:]:
        row = reviewing.review(poll=row, passed=True, reason="", by=one, at=now)
    return row


def recounted(row: Any, people: int) -> str:
    """Seal, close, post, and count again; fails when it is not what it must be."""
    from yugong.engines.selection.actions import posting, sealing
    from yugong.engines.selection.queries import results
    from yugong.kernel.actor import CLOCK

    at, began = row.closes_at, time.perf_counter()
    batch = sealing.seal(poll=row, by=CLOCK, at=at - HOUR)
    sealed, began = time.perf_counter() - began, time.perf_counter()
    row = posting.post(poll=sealing.close(poll=row, by=CLOCK, at=at), by=CLOCK, at=at)
    closed, began = time.perf_counter() - began, time.perf_counter()
    record = results.published(row)
    assert record.faults() == (), record.faults()
    assert len(record.papers) == people, len(record.papers)
    counted = time.perf_counter() - began
    times = f"sealed in {sealed:.1f} s, closed in {closed:.1f} s, counted again in {counted:.1f} s"
    return f"{batch.count:,} {times}"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, default=10_000)
    words.add_argument("--port", type=int, default=8790)
    given = words.parse_args()
    name = "yugong_bench_votes"
    with scratch(name):
        made = world(given.people, max(50, given.people // 20))
        began = time.perf_counter()
        row, known = poll(), cookies(given.people)
        print(f"{made}; {len(known):,} signed in, in {time.perf_counter() - began:.0f} s; {CLIENTS} clients")
        hello = Ask("hello-world, bare", lambda n: ("GET", "/", "", {}))
        with served("bench.hello:application", given.port, BENCH_STOCK=""):
            base = drive(hello, given.port, 5.0)
        path = f"/votes/{row.pk}/paper/"

        def vote(n: int) -> Any:
            form = {"csrfmiddlewaretoken": TOKEN, "choices": str(1 + n % ENTRIES)}
            return ("POST", path, f"{known[n % len(known)]}; vd=device-{n}", form)

        ask = Ask("vote", vote, expect=200, most=len(known))
        with served("yugong.site.wsgi:application", given.port, name):
            drive(Ask("warm", lambda n: ("GET", f"/votes/{row.pk}/", "", {})), given.port, 2.0)
            took = drive(ask, given.port, 600.0)
        print(f"| {' | '.join(TITLES)} |\n|{' --- |' * len(TITLES)}")
        for one, seen in ((hello, base), (ask, took)):
            print(told(figures(one, seen, base.rate, None)))
        print(f"all {len(took.ms):,} in {took.seconds:.1f} s; {recounted(row, len(known))}")
        print(json.dumps({"p95": took.p95, "rate": took.rate, "seconds": took.seconds}))
        print(f"peak resident memory: {peak()}")


if __name__ == "__main__":
    main()
