"""The city's 5,600 stations: brought in by one deed, as a table, and shown at the desk with their map.

python -m bench.station_desk --stations 5600
"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from bench.scratch import scratch

AT = datetime(2026, 7, 15, 1, 0, tzinfo=UTC)
SORTS = ("station",) * 9 + ("smart",) * 2 + ("kiosk", "fridge", "library", "nursing")
HAS = ("water", "charging", "microwave", "air", "seats")


def fill(count: int, *, seed: int = 1) -> Any:
    """The city, its districts, and so many stations about their seats by the platform's own bulk deed.

    740 of 5,600 are smart and open all day (V3). Returns the city's union.
    """
    from yugong.ground.org import actions as org
    from yugong.kernel.actor import SYSTEM
    from yugong.kernel.opening_hours import every_day
    from yugong.scenes.service import drawn
    from yugong.scenes.service.actions.stations import StationFacts, bring_stations

    who: dict[str, Any] = {"by": SYSTEM, "at": AT}
    dice = Random(seed)
    city = org.found_unit(name="市总工会", kind="city", parent=None, on=date(2020, 1, 1), **who)
    seats = [seat for seat in drawn.seats() if len(seat.code) == 6]
    units = [
        org.found_unit(
            name=f"{seat.name}总工会", kind="district", parent=city, on=date(2020, 1, 1),
            division_code=seat.code, **who,
        )
        for seat in seats
    ]  # fmt: skip
    day = every_day(("07:00", "22:00"))
    rows = []
    for n in range(count):
        k, sort = n % len(seats), SORTS[dice.randrange(len(SORTS))]
        place, smart = seats[k].place, sort == "smart"
        facts = StationFacts(
            f"{seats[k].name}{n} 号站", f"{seats[k].name}某路 {n} 号", round(dice.gauss(place.lat, 0.05), 6),
            round(dice.gauss(place.lon, 0.05), 6), sort=sort, facilities=HAS[: dice.randint(2, 5)],
            always_open=smart, hours={} if smart else day, opened_on=date(2024, 1, 1),
        )  # fmt: skip
        rows.append((units[k], facts))
    timed(f"bring {count:,} stations", lambda: bring_stations(unit=city, rows=rows, **who), 1)
    return city


def timed(label: str, deed: Callable[[], Any], times: int = 15) -> Any:
    """Does it so many times; prints the middle and the slowest in milliseconds."""
    took, made = [], None
    for _ in range(times):
        began = time.perf_counter()
        made = deed()
        took.append((time.perf_counter() - began) * 1000)
    print(f"{label:<44} p50 {statistics.median(took):>9,.1f} ms   max {max(took):>9,.1f} ms")
    return made


def desk(city: Any) -> None:
    """The list in each order, the heaps of the map, the file, and the file in again."""
    from yugong.ground.access.roles import roles
    from yugong.kernel import actor
    from yugong.kernel.actor import SYSTEM, Seat
    from yugong.scenes.service import station_sheet
    from yugong.scenes.service.actions.station_import import check_stations
    from yugong.scenes.service.extents import CITY
    from yugong.scenes.service.queries import station_desk as queries
    from yugong.scenes.service.views.station_desk import SORTS as ORDERS
    from yugong.scenes.service.views.station_desk import table_for

    role = roles["city_officer"]
    seat = Seat(
        1, role.key, role.name, city.pk, city.path, city.name, role.duties, frozenset(role.permissions)
    )
    me = actor.person(None, label="bench", seat=seat, seats=(seat,))
    for by, (words, _) in ORDERS.items():
        table = table_for(city.path, by, AT)
        timed(f"list, {words}", lambda t=table: t.page(queries.run_by(me, AT), {}, "/"))
    search = table_for(city.path, "", AT)
    timed("list, searched", lambda: search.page(queries.run_by(me, AT), {"q": "某路 11"}, "/"))
    timed("heaps of the city's map", lambda: queries.heaps(queries.run_by(me, AT), CITY, 420, 520))
    rows = queries.run_by(me, AT).order_by("unit__path", "name")
    data = timed("all as Excel", lambda: station_sheet.listed(rows, mark="bench"), 1)
    given: dict[str, Any] = {"unit": city, "data": data, "file": "all.xlsx", "system": "wgs84"}
    taken = timed("all looked at again", lambda: check_stations(**given, by=SYSTEM, at=AT), 1)
    print(f"same {taken.same:,}, changed {taken.changed:,}, fresh {taken.fresh:,}, wrong {taken.wrong:,}")


def main() -> None:
    """Measure on a scratch database."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--stations", type=int, default=5600)
    given = asked.parse_args()
    with scratch("bench_station_desk"):
        desk(fill(given.stations))


if __name__ == "__main__":
    main()
