"""How fast households are searched by every rule, and how soon the sandbox answers, beside the bare SQL.

    .venv/bin/python -m bench.aid --households 1000000

A bulk loader makes the persons and their figures by SQL, past the platform's actions and their log; the
persons carry no readable name. The search is `walk`: every rule in one pass, in chunks, nothing written.
Making offers of what it finds (weighing in Python, sealing, a notice each) is measured apart, on a part.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

from bench.scratch import peak, scratch

PERSONS = """
    INSERT INTO people_person
        (id, name_sealed, name_index, name_grams, paper, sex, verified, source, recorded_at)
    SELECT md5('person' || n)::uuid, '\\x', decode(md5(n::text), 'hex'), '{}', 'resident', '', false,
        'bench', now()
    FROM generate_series(1, %(count)s) n
"""
FACTS = """
    INSERT INTO aid_householdfacts (id, person_id, unit_id, l1, l2, l3, l4, l5, persons, annual_income_fen,
        rigid_expenses_fen, accident_costs_fen, medical_costs_fen, rural, rural_migrant, labour_months,
        subsistence, minors, senior_pupils, students, entrants, private_pupils, disabled, cars, homes, firms,
        source, valid_from, recorded_at)
    SELECT md5('facts' || n)::uuid, md5('person' || n)::uuid, u.id, %(city)s, d.id, s.id, u.id, NULL,
        CASE WHEN n %% 50 = 0 THEN NULL ELSE 1 + n %% 6 END,
        CASE WHEN n %% 70 = 0 THEN NULL ELSE (20000 + (random() ^ 2 * 300000)::int) * 100::bigint END,
        (random() * 30000)::int * 100,
        CASE WHEN n %% 40 = 0 THEN (random() * 200000)::int * 100 ELSE 0 END,
        CASE WHEN n %% 9 = 0 THEN (random() * 60000)::int * 100 ELSE 0 END,
        (n %% 3 = 0)::int, (n %% 11 = 0)::int, n %% 60, (n %% 37 = 0)::int, n %% 3, (n %% 8 = 0)::int,
        (n %% 12 = 0)::int, (n %% 90 = 0)::int, (n %% 80 = 0)::int, (n %% 45 = 0)::int, (n %% 4 = 0)::int,
        n %% 3, (n %% 60 = 0)::int, 'bench', %(on)s, now()
    FROM generate_series(1, %(count)s) n
    JOIN org_unit u ON u.id = (%(units)s::bigint[])[1 + n %% array_length(%(units)s::bigint[], 1)]
    JOIN org_unit s ON s.id = u.parent_id JOIN org_unit d ON d.id = s.parent_id
"""
BARE = """
    SELECT count(*) FROM aid_householdfacts f WHERE f.valid_to IS NULL AND f.superseded_at IS NULL
    AND ((greatest(0, annual_income_fen - rigid_expenses_fen) < 73500::bigint * 12 * persons
          OR accident_costs_fen * 5 > annual_income_fen * 4)
         AND cars = 0 AND firms = 0 AND homes <= 1 AND private_pupils = 0)
"""


def fill(count: int) -> str:
    """The city with its households."""
    from django.db import connection
    from django.utils import timezone

    from bench.world import load
    from yugong.ground.org.models import Unit

    began = time.perf_counter()
    load(members=0, units=4000, at=timezone.now())
    units = list(Unit.objects.filter(kind="enterprise").order_by("id").values_list("id", flat=True))
    given = {"count": count, "units": units, "city": Unit.objects.get(parent=None).pk, "on": "2026-06-01"}
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(PERSONS, given)
        cursor.execute(FACTS, given)
        cursor.execute("VACUUM ANALYZE")
    return (
        f"bulk loader: {count:,} households, {Unit.objects.count():,} units"
        f" in {time.perf_counter() - began:.0f} s"
    )


def timed(label: str, rows: int, turns: int, ask: Callable[[], Any]) -> None:
    """The middle of some turns."""
    took = []
    for _ in range(turns):
        began = time.perf_counter()
        found = ask()
        took.append(time.perf_counter() - began)
    middle = statistics.median(took)
    print(f"| {label} | {middle:.2f} | {rows / middle:,.0f} | {found} |", flush=True)


def measure(count: int, turns: int) -> None:
    """The table of docs/bench.md."""
    from django.db import connection
    from django.utils import timezone

    from yugong.ground.org.models import Unit
    from yugong.kernel.calendar import local_day
    from yugong.kernel.rules import rules
    from yugong.scenes.aid.queries import scan, trials
    from yugong.scenes.aid.queries.faces import all_faces
    from yugong.scenes.aid.rules.weighing import searched

    on = local_day(timezone.now())
    every = searched(on)
    city = Unit.objects.get(parent=None)
    district = Unit.objects.filter(kind="district").order_by("id")[0]

    def bare() -> str:
        with connection.cursor() as cursor:
            cursor.execute(BARE)
            return f"{cursor.fetchone()[0]:,} households"

    def walked(asked: Any) -> str:
        faces = all_faces(asked, on=on)
        return f"{sum(map(len, scan.walk(faces, on=on, size=20_000))):,} hits"

    def tried(rule: str, unit: Unit, **given: str) -> str:
        whole = trials.tried(rules[rule], unit, given, on=on).whole
        return f"{whole.was_all:,} → {whole.will_all:,} households, {whole.gain:,} gain, {whole.lose:,} lose"

    line = {"hardship.line.urban": "800", "hardship.multiple.relative": "2"}
    print("| what | seconds | rows/s | found |\n| --- | --- | --- | --- |", flush=True)
    timed("bare SQL: one test of one rule written by hand, one statement", count, turns, bare)
    timed("search by the rule of hardship, in chunks", count, turns, lambda: walked(every[:1]))
    timed(f"search by every rule ({len(every)}) in one pass, in chunks", count, turns, lambda: walked(every))
    timed("sandbox, whole city, hardship", count, turns, lambda: tried("aid.hardship", city, **line))
    timed("sandbox, whole city, living help", count, turns, lambda: tried("aid.living", city, **line))
    timed("sandbox, whole city, schooling", count, turns, lambda: tried("aid.schooling", city, **line))
    share = count // 40
    timed("sandbox, one district, hardship", share, turns, lambda: tried("aid.hardship", district, **line))
    for which in ("gain", "lose"):
        timed(
            f"the first 50 behind a number of the city ({which})", count, turns,
            lambda which=which: len(trials.listed(rules["aid.hardship"], city, line, which, on=on)),
        )  # fmt: skip


def make_offers(most: int) -> None:
    """What the search writes for those it finds."""
    from django.db import connection, transaction
    from django.utils import timezone

    from yugong.kernel.actor import SYSTEM
    from yugong.kernel.calendar import local_day
    from yugong.scenes.aid.actions import scanning
    from yugong.scenes.aid.queries.faces import all_faces
    from yugong.scenes.aid.rules.weighing import searched

    at = timezone.now()
    faces = all_faces(searched(local_day(at)), on=local_day(at))
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET LOCAL statement_timeout = 0")
        scan = scanning.begin(faces=faces, by=SYSTEM, at=at)
        began = time.perf_counter()
        while scan.found < most and scan.done_at is None:
            scan = scanning.step(scan=scan, faces=faces, size=2000, by=SYSTEM, at=at)
        took = time.perf_counter() - began
    print(
        f"{scan.found:,} offers of {scan.seen:,} households in {took:.1f} s,"
        f" {scan.found / took:,.0f} offers/s"
    )


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--households", type=int, default=1_000_000)
    words.add_argument("--turns", type=int, default=3)
    words.add_argument("--offers", type=int, default=2_000)
    words.add_argument("--keep", action="store_true", help="keep the database for the next run")
    given = words.parse_args()
    with scratch(f"yugong_bench_aid_{given.households}", keep=given.keep):
        from yugong.scenes.aid.models import HouseholdFacts

        print(fill(given.households) if not HouseholdFacts.objects.exists() else "loaded before")
        print(f"load average {os.getloadavg()[0]:.1f} at the start")
        measure(given.households, given.turns)
        make_offers(given.offers)
        print(f"load average {os.getloadavg()[0]:.1f} at the end; peak resident memory: {peak()}")


if __name__ == "__main__":
    main()
