"""The cockpit of a whole city: 60,000 unions, a year of facts, 200,000 appeals of which some lie late.

    python -m bench.cockpit --units 60000 --facts 1000000 --appeals 200000

Unions, facts and totals as in bench.indicators; the appeals are copied straight into their table. Then the
city's officer opens his page again and again, once in the process: session, menu, queries, template.
"""

import argparse
import time
from datetime import date
from importlib import import_module
from statistics import quantiles
from typing import Any

from bench.scratch import scratch, spent

APPEALS = """
    INSERT INTO matters_matter (id, number, kind, stage, held_by, asker_id, unit_id, l1, l2, l3, l4, l5,
        title, answers, opened_at, since, due_at, handled_at, heard_at, closed_at, outcome, urgency,
        news_for_desk, last_seq, alike, nameless, counted, answer_due, answered_at)
    SELECT gen_random_uuid(), 'B-' || n, 'rights.hotline_12351',
           CASE WHEN open THEN 'doing' ELSE 'closed' END,
           CASE WHEN open THEN 'handler' ELSE '' END, %(asker)s, p.id, p.l1, p.l2, p.l3, p.l4, p.l5,
           '拖欠工资', jsonb_build_object('topic', (ARRAY['wages', 'injury', 'heat', 'other'])[1 + n %% 4]),
           at, at, at + interval '5 days', done, done, CASE WHEN open THEN NULL ELSE done END, '', 0,
           FALSE, 1, 'wages:' || n %% 5000, FALSE, TRUE, at + interval '3 days', done
      FROM (SELECT n, at, at + interval '2 days' AS done, n %% 40 = 0 OR n < %(count)s / 120 AS open,
                   %(low)s + n * 104729 %% %(leaves)s AS unit
              FROM (SELECT n::bigint, now() - n * interval '1 year' / %(count)s AS at
                      FROM generate_series(1, %(count)s) n) s) n
      JOIN place p ON p.id = n.unit
"""

PAGES = {
    "city": "/desk/cockpit/",
    "city, members": "/desk/cockpit/?topic=members",
    "district": "/desk/cockpit/?unit=5",
    "street": "/desk/cockpit/?unit=100",
    "deeds": "/desk/deeds/",
    "review": "/desk/annual/",
}


def officer() -> tuple[Any, Any]:
    """The city's officer: his account and his person."""
    from django.utils import timezone

    from yugong.ground.org import actions as org
    from yugong.ground.org.models import Unit
    from yugong.ground.people import actions as people
    from yugong.ground.people.identity import Identity
    from yugong.kernel.actor import SYSTEM

    who: dict[str, Any] = {"by": SYSTEM, "at": timezone.now()}
    person = people.enrol(given=Identity(name="况测"), source="bench", **who)
    post = org.make_post(unit=Unit.objects.get(pk=1), role="city_officer", title="干部", **who)
    people.appoint(post=post, person=person, on=date(2025, 1, 1), **who)
    return people.open_account(username="bench", person=person, **who), person


def signed_in(account: Any) -> Any:
    """A client with the officer's session."""
    from django.test import Client
    from django.utils import timezone

    from yugong.ground.access import session

    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    store = client.session
    session.begin(store, how=session.SECOND, at=timezone.now())
    store.save()
    return client


def appealed(count: int, asker: Any) -> None:
    """The appeals of a year, spread over the unions."""
    from django.db import connection

    from yugong.ground.org.models import Unit

    low = Unit.objects.filter(kind="enterprise").order_by("id").values_list("id", flat=True)[0]
    leaves = Unit.objects.filter(kind="enterprise").count()
    with connection.cursor() as cursor:
        cursor.execute(APPEALS, {"asker": asker.pk, "count": count, "low": low, "leaves": leaves})
        cursor.execute("VACUUM ANALYZE matters_matter")


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--units", type=int, default=60_000)
    words.add_argument("--facts", type=int, default=1_000_000)
    words.add_argument("--appeals", type=int, default=200_000)
    words.add_argument("--rounds", type=int, default=100)
    words.add_argument("--keep", action="store_true", help="leave the database and use it again")
    given = words.parse_args()
    with scratch("yugong_bench_cockpit", keep=given.keep):
        from django.conf import settings

        from bench.indicators import filled
        from yugong.ground.people.models import Account
        from yugong.site.cli import start

        start.assets()
        settings.ALLOWED_HOSTS = ["testserver"]
        account = Account.objects.filter(username="bench").first()
        if account is None:
            totals = filled(given.units, given.facts)
            account, person = officer()
            appealed(given.appeals, person)
            stood = f"{given.units:,} unions, {given.facts:,} facts, {totals:,} totals"
            print(f"{stood}, {given.appeals:,} appeals")
        client = signed_in(account)
        import_module("yugong.site.wsgi")  # what stands is no longer collected, as in the server
        for label, path in PAGES.items():
            read(client, label, path, given.rounds)


def read(client: Any, label: str, path: str, rounds: int) -> None:
    """Open a page again and again: how long it takes, of that processor time (ours + the database's)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    assert client.get(path, follow=True).status_code == 200, path
    with CaptureQueriesContext(connection) as asked:
        client.get(path, follow=True)
    count, slow = len(asked), max(float(one["time"]) for one in asked.captured_queries) * 1000
    times, before = [], spent()
    for _ in range(rounds):
        began = time.perf_counter()
        client.get(path, follow=True)
        times.append((time.perf_counter() - began) * 1000)
    own, _, database = (1000 * (now - then) / rounds for now, then in zip(spent(), before, strict=True))
    marks = quantiles(times, n=20)
    print(
        f"{label:<14} p50 {marks[9]:>7.2f} ms  p95 {marks[18]:>7.2f} ms"
        f"  CPU {own:>6.2f} + {database:>6.2f} ms  {count} queries, the slowest {slow:.0f} ms"
    )


if __name__ == "__main__":
    main()
