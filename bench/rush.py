"""A rush: ten thousand members press 报名 for two hundred places, over HTTP, beside Django's hello-world.

    .venv/bin/python -m bench.rush --people 10000 --places 200

A bulk loader makes the members (bench.world); their accounts, sessions and the campaign come through the
platform's own verbs. Afterwards the rows are counted: a place too many, or a press lost, fails the run.
"""

import argparse
import json
import time
from datetime import timedelta
from typing import Any

from bench.asks import TOKEN, session_of
from bench.clients import CLIENTS, Ask, drive
from bench.pages import figures, told, world
from bench.scratch import peak, scratch
from bench.server import served

HOUR = timedelta(hours=1)
TITLES = ("page", "p50 ms", "p95 ms", "requests/s", "of hello", *["—"] * 8)


def campaign(places: int) -> Any:
    """An activity of the city for its members, first come first served, reviewed by three."""
    from django.utils import timezone

    from yugong.engines.campaigns.actions import drafting, reviewing
    from yugong.ground.access.principal import load
    from yugong.ground.org import actions as org
    from yugong.ground.org.models import Unit
    from yugong.ground.people import actions as people
    from yugong.ground.people.identity import Identity
    from yugong.kernel.actor import SYSTEM

    now, city = timezone.now(), Unit.objects.get(parent=None)
    crew = []
    for n in range(4):
        who = people.enrol(given=Identity("测试员", number=f"R{n}"), source="bench", by=SYSTEM, at=now)
        post = org.make_post(unit=city, role="city_officer", title="测试", by=SYSTEM, at=now)
        on = now.date() - timedelta(days=1)
        people.appoint(post=post, person=who, on=on, basis="", by=SYSTEM, at=now)
        account = people.open_account(username=f"crew-{n}", person=who, by=SYSTEM, at=now)
        found = load(account.pk, today=now.date())
        assert found
        crew.append(found[0].seated(found[0].seats[0]))
    given = {
        "title": "长跑", "about": "沿江十公里", "place": "江边", "contact": "12351", "audience": "members",
        "taking": "queue", "places": places, "per_unit": None, "opens_at": now, "closes_at": now + 5 * HOUR,
        "accept_hours": 24, "public_source": "",
    }  # fmt: skip
    times = [(now + 6 * HOUR, now + 8 * HOUR)]
    row = drafting.draft(
        unit=city, gathering="service.activity", given=given, sittings=times, by=crew[0], at=now
    )
    row = reviewing.submit(campaign=row, by=crew[0], at=now)
    for one in crew[1:]:
        row = reviewing.review(campaign=row, passed=True, reason="", by=one, at=now)
    return row


def cookies(count: int) -> list[str]:
    """So many members who are signed in."""
    from django.utils import timezone

    from yugong.ground.people import actions as people
    from yugong.ground.people.models import Membership
    from yugong.kernel.actor import SYSTEM

    rows = Membership.objects.filter(valid_to=None, superseded_at=None).select_related("person")[:count]
    made = []
    for n, row in enumerate(rows):
        account = people.open_account(
            username=f"rush-{n}", person=row.person, verified=True, by=SYSTEM, at=timezone.now()
        )
        made.append(session_of(account, "code"))
    return made


def counted(row: Any, people: int, places: int) -> str:
    """What stands in the database after the rush; fails when it is not what it must be."""
    from yugong.engines.campaigns.models import Enrolment, Standing

    rows = Enrolment.objects.filter(campaign=row)
    found = (rows.filter(standing=Standing.IN).count(), rows.filter(standing=Standing.WAITING).count())
    row.refresh_from_db()
    assert found == (places, people - places), found
    assert row.taken == places, row.taken
    return f"{found[0]:,} have a place, {found[1]:,} wait"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, default=10_000)
    words.add_argument("--places", type=int, default=200)
    words.add_argument("--port", type=int, default=8789)
    given = words.parse_args()
    name = "yugong_bench_rush"
    with scratch(name):
        made = world(given.people, max(50, given.people // 20))
        began = time.perf_counter()
        row, known = campaign(given.places), cookies(given.people)
        print(f"{made}; {len(known):,} signed in, in {time.perf_counter() - began:.0f} s; {CLIENTS} clients")
        hello = Ask("hello-world, bare", lambda n: ("GET", "/", "", {}))
        with served("bench.hello:application", given.port, BENCH_STOCK=""):
            base = drive(hello, given.port, 5.0)
        form = {"csrfmiddlewaretoken": TOKEN}
        path = f"/activities/{row.pk}/enrol/"
        ask = Ask(
            "sign-up", lambda n: ("POST", path, known[n % len(known)], form), expect=302, most=len(known)
        )
        with served("yugong.site.wsgi:application", given.port, name):
            drive(Ask("warm", lambda n: ("GET", f"/activities/{row.pk}/", "", {})), given.port, 2.0)
            took = drive(ask, given.port, 600.0)
        print(f"| {' | '.join(TITLES)} |\n|{' --- |' * len(TITLES)}")
        for one, seen in ((hello, base), (ask, took)):
            print(told(figures(one, seen, base.rate, None)))
        print(f"all {len(took.ms):,} in {took.seconds:.1f} s; {counted(row, len(known), given.places)}")
        print(json.dumps({"p95": took.p95, "rate": took.rate, "seconds": took.seconds}))
        print(f"peak resident memory: {peak()}")


if __name__ == "__main__":
    main()
