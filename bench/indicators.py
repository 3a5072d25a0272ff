"""What a cockpit reads of a whole city's year: 60,000 unions, and the sums of every measure kept by day.

python -m bench.indicators --units 60000 --facts 1000000

Unions and facts are written straight into their tables (yugong.measuring = off), and the totals summed
from the facts at once; a union's members are one fact with their number. Then a cockpit's readings are asked.
"""

import argparse
import time
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from statistics import quantiles
from typing import Any

from bench.scratch import scratch

TODAY = date(2026, 6, 30)
FIRST = date(2026, 1, 1)
DISTRICTS, STREETS = 41, 1025
MEMBERS = 8_000_000
QUIET = ("SET yugong.measuring = 'off'", "SET statement_timeout = 0")
UNITS = """
    INSERT INTO org_unit (id, name, short, pinyin, kind, parent_id, path, division_code, home_for, valid_from,
                          approved_no, join_code)
    SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[],
                         %s::text[], %s::text[], %s::text[], %s::date[], %s::text[], %s::text[])
"""
PLACES = """
    CREATE TEMP TABLE place AS
    SELECT u.id, p.* FROM org_unit u CROSS JOIN LATERAL indicators_levels(u.path) AS p WHERE u.id >= %s
"""
FACTS = """
    INSERT INTO indicators_fact (measure, record, unit_id, l1, l2, l3, l4, l5, day, until, amount)
    SELECT n.key, 'r' || n.n, p.id, p.l1, p.l2, p.l3, p.l4, p.l5,
           date '2025-07-01' + (random() * 364)::int, NULL, 1 + (random() * 20)::int
      FROM (SELECT n, %(low)s + n * 104729::bigint %% %(leaves)s AS unit,
                   (%(keys)s::text[])[1 + n::bigint * 7919 %% cardinality(%(keys)s::text[])] AS key
              FROM generate_series(1, %(facts)s) n) n
      JOIN place p ON p.id = n.unit
"""
STOCK = """
    INSERT INTO indicators_fact (measure, record, unit_id, l1, l2, l3, l4, l5, day, until, amount)
    SELECT 'organise.members', 'm' || id, id, l1, l2, l3, l4, l5, date '2020-01-01', NULL, %s FROM place
"""
TOTALS = """
    INSERT INTO indicators_total (measure, unit_id, grain, day, amount, records)
    SELECT f.measure, l.u, '{grain}', {day}, sum(f.amount), count(*) FROM indicators_fact f
     CROSS JOIN LATERAL (VALUES (f.l1), (f.l2), (f.l3), (f.l4)) AS l (u) WHERE l.u IS NOT NULL
     GROUP BY 1, 2, 4
"""


def tree(count: int) -> int:
    """The unions: city > districts > streets > grassroots; the id of the first of the last."""
    from django.db import connection

    from yugong.kernel.tree import child

    paths = {1: child("", 1)}
    rows: list[tuple[Any, ...]] = [(1, "市总工会", "city", None)]
    for pk in range(2, count + 1):
        if pk <= 1 + DISTRICTS:
            kind, above = "district", 1
        elif pk <= 1 + DISTRICTS + STREETS:
            kind, above = "street", 2 + pk % DISTRICTS
        else:
            kind, above = "enterprise", 2 + DISTRICTS + pk % STREETS
        paths[pk] = child(paths[above], pk)
        rows.append((pk, f"第{pk}工会", kind, above))
    ids, names, kinds, parents = map(list, zip(*rows, strict=True))
    empty, day = [""] * count, [date(2020, 1, 1)] * count
    codes = [f"b{pk}" for pk in ids]
    columns = [
        ids,
        names,
        empty,
        empty,
        kinds,
        parents,
        list(paths.values()),
        empty,
        empty,
        day,
        empty,
        codes,
    ]
    with connection.cursor() as cursor:
        for word in QUIET:
            cursor.execute(word)
        cursor.execute(UNITS, columns)
    return 2 + DISTRICTS + STREETS


def filled(count: int, facts: int) -> int:
    """Facts of every flow spread over a year, the members, and their totals; how many totals."""
    from django.db import connection

    from yugong.kernel.measure import counted

    low = tree(count)
    keys = [one.key for one in counted() if not one.stock]
    leaves = count - low + 1
    with connection.cursor() as cursor:
        cursor.execute(PLACES, [low])
        cursor.execute("ANALYZE place")
        cursor.execute(FACTS, {"facts": facts, "keys": keys, "low": low, "leaves": leaves})
        cursor.execute(STOCK, [MEMBERS // leaves])
        for grain, day in (("d", "f.day"), ("m", "date_trunc('month', f.day)::date")):
            cursor.execute(TOTALS.format(grain=grain, day=day))
        for table in ("org_unit", "indicators_fact", "indicators_total"):
            cursor.execute(f"ANALYZE {table}")
        cursor.execute("SELECT count(*) FROM indicators_total")
        return int(cursor.fetchone()[0])


def reads(dice: Random) -> dict[str, Callable[[], object]]:
    """What a cockpit of the city asks for, one by one and all together."""
    from yugong.engines.indicators.queries import listing, months, places, readings
    from yugong.kernel.measure import measure, measures
    from yugong.kernel.tree import child

    keys = list(measures.keys())
    tiles = [
        "organise.members",
        "rights.appeals",
        "rights.content_rate",
        "aid.paid",
        "aid.helped",
        "service.came",
    ]
    flow, city = measure("rights.appeals"), child("", 1)

    def lists() -> object:
        district = 2 + dice.randrange(DISTRICTS)
        return list(listing.facts(flow, child(city, district), FIRST, TODAY).order_by("-day", "-id")[:50])

    def cockpit() -> None:
        readings.values(tiles, 1, FIRST, TODAY)
        months.series_of(tiles, 1, TODAY)
        for key in tiles[1:4]:
            places.by_child(key, 1, FIRST, TODAY)

    return {
        "one number of the city": lambda: readings.value("rights.appeals", 1, FIRST, TODAY),
        "six tiles": lambda: readings.values(tiles, 1, FIRST, TODAY),
        f"all {len(keys)} measures": lambda: readings.values(keys, 1, FIRST, TODAY),
        "twelve months": lambda: months.series("rights.content_rate", 1, TODAY),
        "41 districts": lambda: places.by_child("rights.content_rate", 1, FIRST, TODAY),
        "a district's odd days": lambda: readings.value(
            "aid.paid", 2 + dice.randrange(DISTRICTS), FIRST + timedelta(days=dice.randrange(20)), TODAY
        ),
        "first page of a list": lists,
        "gaps of the city": lambda: places.gaps("rights.appeals", city, FIRST, TODAY),
        "a cockpit: tiles, trends, districts": cockpit,
    }


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--units", type=int, default=60_000)
    words.add_argument("--facts", type=int, default=1_000_000)
    words.add_argument("--rounds", type=int, default=100)
    words.add_argument("--keep", action="store_true", help="leave the database and use it again")
    given = words.parse_args()
    with scratch("yugong_bench_indicators", keep=given.keep):
        from yugong.ground.org.models import Unit

        if not Unit.objects.exists():
            began = time.perf_counter()
            totals = filled(given.units, given.facts)
            took = time.perf_counter() - began
            stood = f"{given.units:,} unions, {given.facts:,} facts, {totals:,} totals"
            print(f"{stood} in {took:.0f} s (bulk loader)")
        for label, read in reads(Random(1)).items():
            times = []
            for _ in range(given.rounds):
                began = time.perf_counter()
                read()
                times.append((time.perf_counter() - began) * 1000)
            marks = quantiles(times, n=20)
            print(f"{label:<38} p50 {marks[9]:>7.2f} ms  p95 {marks[18]:>7.2f} ms")


if __name__ == "__main__":
    main()
