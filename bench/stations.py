"""The nearest open stations among a city's, beside the bare query by the index; and what the page weighs.

python -m bench.stations --stations 5600 --asks 4000
"""

import argparse
import gzip
import multiprocessing
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from bench.scratch import scratch

AT = datetime(2026, 7, 15, 3, 30, tzinfo=UTC)  # half past eleven in Chongqing
TOWNS = [(29.56, 106.55), (29.16, 107.10), (30.81, 108.38), (29.35, 105.93), (31.16, 109.88), (29.53, 107.71)]
BARE = (
    "SELECT id, place <-> cube(%s::float8[]) FROM service_station WHERE closed_on IS NULL"
    " ORDER BY place <-> cube(%s::float8[]) LIMIT 10"
)
KINDS = (("station", False), ("smart", True), ("kiosk", False), ("library", False))


def places(count: int, seed: int) -> list[tuple[float, float]]:
    """Points as stations and people lie: thick in the towns, thin between them."""
    dice = Random(seed)
    found = []
    for _ in range(count):
        lat, lon = dice.choice(TOWNS)
        spread = dice.choice((0.02, 0.02, 0.08, 0.3))
        spot = lat + dice.gauss(0, spread), lon + dice.gauss(0, spread)
        found.append((min(max(spot[0], 28.2), 32.2), min(max(spot[1], 105.3), 110.2)))
    return found


def filled(count: int) -> Any:
    """The city with its stations, brought by one deed."""
    from yugong.ground.org import actions as org
    from yugong.kernel.actor import SYSTEM
    from yugong.kernel.opening_hours import every_day
    from yugong.scenes.service.actions.stations import StationFacts, bring_stations

    who: dict[str, Any] = {"by": SYSTEM, "at": AT}
    city = org.found_unit(name="市总工会", kind="city", parent=None, on=date(2020, 1, 1), **who)
    town = org.found_unit(name="城区总工会", kind="district", parent=city, on=date(2020, 1, 1), **who)
    plain = StationFacts("", "某街道某路", 0, 0, facilities=("water", "charging", "seats"))
    rows, hours = [], [every_day(("08:00", "20:00")), every_day(("14:00", "22:00"))]
    for n, (lat, lon) in enumerate(places(count, 1)):
        sort, always = KINDS[n % 4]
        one = replace(plain, name=f"{n} 号站", lat=lat, lon=lon, sort=sort, always_open=always)
        rows.append((town, one if always else replace(one, hours=hours[n % 2])))
    began = time.perf_counter()
    bring_stations(unit=city, rows=rows, **who)
    print(f"{count:,} stations brought by one deed: {time.perf_counter() - began:.1f} s")
    return town


def asked(label: str, points: list[tuple[float, float]], ask: Callable[[float, float], Any]) -> None:
    """Every point asked for once: p50, p95 and how many a second one process answers."""
    took = []
    for lat, lon in points:
        began = time.perf_counter()
        ask(lat, lon)
        took.append(time.perf_counter() - began)
    took.sort()
    p50, p95 = (took[int(len(took) * share)] * 1000 for share in (0.5, 0.95))
    print(f"{label:<52} p50 {p50:6.2f} ms  p95 {p95:6.2f} ms  {len(took) / sum(took):>8,.0f} /s")


def bare(lat: float, lon: float) -> list[Any]:
    """Only the index: ten rows, two columns."""
    from django.db import connection

    from yugong.kernel.places import unit_point

    point = unit_point(lat, lon)
    with connection.cursor() as cursor:
        cursor.execute(BARE, [point, point])
        return list(cursor.fetchall())


def nearest(**wishes: Any) -> Callable[[float, float], Any]:
    """The house's query: rows with metres, minutes and opening words."""
    from yugong.scenes.service.queries import stations

    filters, walking = stations.Filters(**wishes), stations.Walking()
    return lambda lat, lon: stations.nearest(lat, lon, at=AT, filters=filters, limit=10, walking=walking)


def _turn(count: int, seed: int, gate: Any) -> float:
    """One of several processes at once: its own connection, its own points."""
    from django.db import connection

    connection.close()
    ask, points = nearest(open_now=True), places(count, seed)
    ask(*points[0])
    gate.wait()
    began = time.perf_counter()
    for lat, lon in points:
        ask(lat, lon)
    return time.perf_counter() - began


def together(count: int, processes: int) -> None:
    """How many a second several processes answer at once."""
    context = multiprocessing.get_context("fork")
    gate, results = context.Barrier(processes), context.SimpleQueue()
    from django.db import connection

    connection.close()
    started = [
        context.Process(target=lambda seed=seed: results.put(_turn(count, seed, gate)))
        for seed in range(processes)
    ]
    for one in started:
        one.start()
    slowest = max(results.get() for _ in started)
    for one in started:
        one.join()
    print(f"nearest open, {processes} processes at once: {count * processes / slowest:>8,.0f} /s")


def weight(town: Any) -> None:
    """The page as a phone fetches it the first time: itself, styles, icons, scripts."""
    from django.conf import settings
    from django.test import Client

    from yugong.ui import build

    settings.ALLOWED_HOSTS = ["testserver"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    build.build()
    page = Client().get(f"/stations/?near={town.pk}&open=1")
    files = [build.OUT / name for name in ("worker.css", "worker-icons.svg")]
    own = [
        build.UI / "static/ui" / name for name in ("app.js", "stations.css", "stations.svg", "stations.js")
    ]
    parts = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in (*files, *own)}
    parts["page"] = len(gzip.compress(page.content, 6))
    print(f"first visit: {sum(parts.values()) / 1024:.1f} KiB gz", parts)
    took = []
    for _ in range(40):
        began = time.perf_counter()
        Client().get(f"/stations/?near={town.pk}&open=1")
        took.append(time.perf_counter() - began)
    print(f"the whole page, without network: p50 {sorted(took)[20] * 1000:.1f} ms")


def main() -> None:
    """Measure."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--stations", type=int, default=5600)
    words.add_argument("--asks", type=int, default=4000)
    words.add_argument("--processes", type=int, default=2)
    given = words.parse_args()
    with scratch("bench_stations"):
        town = filled(given.stations)
        points = places(given.asks, 2)
        for point in points[:50]:
            bare(*point)
        asked("bare query by the index, 10 nearest", points, bare)
        asked("nearest, 10 with minutes and words", points, nearest())
        asked("nearest open now", points, nearest(open_now=True))
        asked("nearest open now with charging", points, nearest(open_now=True, facility="charging"))
        asked("nearest whose name has a word", points[: len(points) // 10], nearest(text="77 号"))
        together(given.asks, given.processes)
        weight(town)


if __name__ == "__main__":
    main()
