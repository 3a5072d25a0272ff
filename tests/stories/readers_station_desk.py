"""Plants stations for the desk: one inspected with a fault, one closed, tables looked at and taken."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from yugong.ground.access.principal import load
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Membership, Person
from yugong.kernel.actor import SYSTEM
from yugong.kernel.ident import uuid7
from yugong.scenes.service.actions.inspecting import inspect
from yugong.scenes.service.actions.station_import import check_stations, drop_stations, take_stations
from yugong.scenes.service.actions.stations import StationFacts, close_station, open_station

NOW = timezone.now()
WHO: dict[str, Any] = {"by": SYSTEM, "at": NOW}
LIBRARY = StationFacts(
    "远处职工书屋",
    "远处路 3 号",
    29.16,
    107.105,
    sort="library",
    facilities=("books", "seats"),
    ring="远处环线",
)
ROOM = StationFacts("远处母婴室", "远处路 4 号", 29.161, 107.106, sort="nursing")
STATION = StationFacts("远处户外驿站", "远处路 5 号", 29.163, 107.109, facilities=("water", "air"))
TABLE = """名称,类型,地址,经度,纬度,开放时间,设施
远处新驿站,驿站,远处路 6 号,107.1101,29.1651,8:00-20:00,热水
远处没定位的驿站,驿站,远处路 7 号,0,0,8:00-20:00,热水
远处反了的小站,暖心小站,远处路 8 号,29.1702,107.1204,,热水、点唱机
"""


def inspector(unit: Unit) -> Any:
    """An officer of the union above."""
    person = people.enrol(given=Identity(name="况巡查"), source="stories", **WHO)
    post = org.make_post(unit=unit, role="district_officer", title="巡查", **WHO)
    people.appoint(post=post, person=person, on=date(2026, 1, 1), **WHO)
    account = people.open_account(username=f"i-{uuid7().hex}", person=person, **WHO)
    loaded = load(account.pk, today=timezone.localdate())
    assert loaded
    return loaded[0].seated(loaded[0].seats[0])


def table(unit: Unit) -> Any:
    """A table that was looked at."""
    return check_stations(unit=unit, data=TABLE.encode(), file="远处台账.csv", system="gcj02", **WHO)


def plant(person: Person) -> list[Any]:
    """The paths that are opened."""
    unit = Membership.objects.filter(person=person, valid_to=None)[0].unit
    upper = unit.parent if unit.parent_id else unit
    while upper.kind not in ("district", "industry", "zone", "city"):
        upper = upper.parent
    library, room, plain = (open_station(unit=unit, given=one, **WHO) for one in (LIBRARY, ROOM, STATION))
    close_station(station=room, why="并入医院", **WHO)
    officer, yesterday = inspector(upper), NOW - timedelta(days=1)
    inspect(station=library, on=yesterday.date(), lacking={}, visitors=1240, by=officer, at=yesterday)
    inspect(station=plain, on=NOW.date(), lacking={"sign": "门头褪色"}, faults=["broken"], by=officer, at=NOW)
    waiting, dropped, done = table(unit), table(unit), table(unit)
    drop_stations(taken=dropped, **WHO)
    take_stations(taken=done, **WHO)
    tables = [f"/desk/stations/tables/{one.pk}/" for one in (waiting, dropped, done)]
    return [
        ("city", "/desk/stations/", 200),
        ("city", "/desk/stations/?q=远处&by=looked&at=29.1600,107.1000&km=8", 200),
        ("city", "/desk/stations/?q=没有这样的站", 200),
        ("city", "/desk/stations/new/", 200),
        ("city", "/desk/stations/stewards/", 200),
        ("city", "/desk/stations/tables/", 200),
        *(("city", path, 200) for path in tables),
        *(("city", f"/desk/stations/{one.pk}/", 200) for one in (library, room, plain)),
        *(("city", f"/desk/stations/{plain.pk}/{place}/", 200) for place in ("change", "place", "check")),
        ("city", f"/desk/stations/{library.pk}/check/", 200),
    ]


def far(unit: Unit) -> dict[str, str]:
    """A table of another district."""
    return {"taken_id": str(table(unit).pk)}
