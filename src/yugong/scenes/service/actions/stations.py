"""Stations are opened, changed and closed; many at once come in by one deed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts, words
from yugong.ground.org.models import Unit
from yugong.kernel import opening_hours as hours
from yugong.kernel import places, tree
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Station, StationSort
from yugong.scenes.service.rules import facilities

PART = 1000


@dataclass(frozen=True, slots=True)
class StationFacts:
    """All that is said of a station, as it is typed; `clean` makes it fit to be kept."""

    name: str
    address: str
    lat: float
    lon: float
    sort: str = StationSort.STATION
    ring: str = ""
    facilities: Sequence[str] = ()
    hours: Mapping[str, Any] = field(default_factory=dict)
    always_open: bool = False
    steward_id: UUID | None = None
    phone: str = ""
    grade: str = ""
    opened_on: date | None = None


def clean(given: StationFacts, *, on: date) -> dict[str, Any]:
    """The facts as columns; Refused names what is wrong."""
    found = asdict(given)
    for word, name, longest in (
        ("name", "名称", 60), ("address", "地址", 120), ("ring", "环线", 20),
        ("phone", "电话", 30), ("grade", "等级、荣誉", 40),
    ):  # fmt: skip
        found[word] = " ".join(found[word].split())
        if len(found[word]) > longest or (word in ("name", "address") and not found[word]):
            raise Refused(f"请填{name}，不超过 {longest} 个字。", field=word)
    if given.sort not in StationSort.values:
        raise Refused(f"请选一种类型：{'、'.join(map(str, StationSort.labels))}。", field="sort")
    found["lat"], found["lon"] = places.check(given.lat, given.lon)
    found["facilities"] = facilities.clean(given.facilities)
    found["hours"] = {} if given.always_open else hours.clean(given.hours)
    found["opened_on"] = given.opened_on or on
    return found


@action(Permission.STATION_MANAGE, on="unit", shared=True)
def open_station(*, unit: Unit, given: StationFacts, by: Actor, at: datetime) -> Station:
    """Put a station of a union on the map."""
    row = Station(unit=unit, **clean(given, on=local_day(at)))
    _alone(row)
    row.save(force_insert=True)
    facts(station=str(row.pk))
    return row


@action(Permission.STATION_MANAGE, on="station")
def change_station(*, station: Station, given: StationFacts, by: Actor, at: datetime) -> Station:
    """Write a station's facts anew; the audit event says which of them changed."""
    if station.closed_on is not None:
        raise Refused("这个站点已经停用，不能再改。", code="stale")
    changed = []
    for name, value in clean(given, on=station.opened_on).items():
        if getattr(station, name) != value:
            changed.append(name)
            setattr(station, name, value)
    _alone(station)
    station.save()
    facts(changed=changed)
    return station


@action(Permission.STATION_MANAGE, on="station")
def close_station(*, station: Station, why: str, by: Actor, at: datetime) -> Station:
    """Take a station off the map; what was reported of it stays."""
    if station.closed_on is not None:
        raise Refused("这个站点已经停用。", code="stale")
    if not why.strip():
        raise Refused("请写停用的原因。", field="why")
    station.closed_on = local_day(at)
    station.save(update_fields=["closed_on"])
    words(why=why)
    return station


def _alone(row: Station) -> None:
    """No two stations of a union bear the same name."""
    same = Station.objects.filter(unit=row.unit_id, name=row.name, closed_on=None).exclude(pk=row.pk)
    if same.exists():
        raise Refused(f"已经有叫“{row.name}”的站点，请换个名称。", field="name")


@dataclass(frozen=True, slots=True)
class Brought:
    """What a list of stations brought."""

    opened: int
    changed: int


@action(Permission.STATION_MANAGE, on="unit", shared=True)
def bring_stations(
    *, unit: Unit, rows: Iterable[tuple[Unit, StationFacts]], by: Actor, at: datetime
) -> Brought:
    """Many stations at once, each of a union at or below `unit`; one of the same name there is changed."""
    on, keys = local_day(at), set()
    lines = [(one, clean(given, on=on)) for one, given in rows]
    for one, given in lines:
        if not tree.within(one.path, unit.path):
            raise Refused(f"“{given['name']}”所属的工会不在{unit.name}范围内。", field="unit")
        if (one.pk, given["name"]) in keys:
            raise Refused(f"名单里“{given['name']}”出现了两次。", field="name")
        keys.add((one.pk, given["name"]))
    there = Station.objects.select_for_update().filter(unit__in={one.pk for one, _ in lines}, closed_on=None)
    known = {(row.unit_id, row.name): row for row in there.order_by("pk")}
    fresh, changed = [], []
    for one, given in lines:
        if (row := known.get((one.pk, given["name"]))) is None:
            fresh.append(Station(unit=one, **given))
        else:
            before = {name: getattr(row, name) for name in given}
            if before != given | {"opened_on": row.opened_on}:
                for name, value in (given | {"opened_on": row.opened_on}).items():
                    setattr(row, name, value)
                changed.append(row)
    Station.objects.bulk_create(fresh, batch_size=PART)
    if changed:
        Station.objects.bulk_update(
            changed, [name for name in lines[0][1] if name != "name"], batch_size=PART
        )
    facts(opened=len(fresh), changed=len(changed))
    return Brought(len(fresh), len(changed))
