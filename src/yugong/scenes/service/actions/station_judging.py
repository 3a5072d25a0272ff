"""A table of stations read and judged: what each row would bring, or why it stays out."""

import base64
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from yugong.ground.org.models import Unit
from yugong.ground.people.row_cells import seal, unseal
from yugong.kernel.errors import Refused
from yugong.scenes.service.actions.stations import StationFacts, clean
from yugong.scenes.service.extents import extent_of
from yugong.scenes.service.models import Station, StationImport
from yugong.scenes.service.queries import station_register as register
from yugong.scenes.service.queries.station_register import Mark
from yugong.scenes.service.rules import station_columns, station_rows
from yugong.scenes.service.rules.station_columns import Layout, Means
from yugong.scenes.service.rules.station_rows import Around, Told

MOST = 10_000
DISTRICT = "本区县"
FRESH, CHANGED, SAME, WRONG = "fresh", "changed", "same", "wrong"
FACTS = tuple(one.name for one in fields(StationFacts))


@dataclass(slots=True)
class Judged:
    """A row with its union, what it would make of the register, and the station it would change."""

    told: Told
    fate: str = WRONG
    unit: Unit | None = None
    station: Station | None = None
    facts: StationFacts | None = None


def keep_file(row: StationImport, data: bytes, file: str) -> None:
    """The uploaded file and its name, sealed for this row."""
    row.name_sealed = seal(row, "name_sealed", file)
    row.file_sealed = seal(row, "file_sealed", base64.b64encode(zlib.compress(data, 1)).decode())


def layout_of(row: StationImport) -> Layout:
    """The table of the uploaded file, read again."""
    data = zlib.decompress(base64.b64decode(unseal(row, "file_sealed")))
    return station_columns.recognised(data, unseal(row, "name_sealed"))


def judged(unit: Unit, layout: Layout, *, system: str, today: date) -> list[Judged]:
    """Every row in its order; Refused when there are too many or none."""
    rows = list(layout.rows())
    if not rows or len(rows) > MOST:
        raise Refused(
            "表里没有站点。" if not rows else f"一次最多 {MOST:,} 行，请分成几个文件。", field="file"
        )
    named = {number: str(station_rows.text(layout.cell(cells, Means.UNIT))) for number, cells in rows}
    unions = register.unions_named(unit, named.values())
    found = []
    for number, cells in rows:
        own = unions.get(named[number]) if named[number] else unit
        box = extent_of((own or unit).division_code)
        told = station_rows.read(layout, number, cells, Around(system, box, DISTRICT, today))
        if own is None:
            many = named[number] in unions
            told.wrong.append(
                f"叫“{named[number][:20]}”的工会不止一个，请写全称"
                if many
                else f"本会范围内没有叫“{named[number][:20]}”的工会，请写全称"
            )
        found.append(Judged(told, unit=own))
    _beside(found, today)
    return found


def _beside(found: Sequence[Judged], today: date) -> None:
    """Held against each other and against the stations that stand."""
    good = [one for one in found if not one.told.wrong and one.unit is not None]
    stations = register.known((one.unit.pk, one.told.name) for one in good if one.unit)
    ground = register.ground_near((one.told.given["lat"], one.told.given["lon"]) for one in good)
    earlier: dict[tuple[int, str], int] = {}
    for one in good:
        assert one.unit is not None
        key = one.unit.pk, one.told.name
        if key in earlier:
            one.told.wrong.append(f"和第 {earlier[key]} 行是同一个名称")
            continue
        earlier[key] = one.told.row
        one.station = stations.get(key)
        try:
            _fated(one, today)
        except Refused as refused:
            one.told.wrong.append(refused.reason)
            one.fate = WRONG
            continue
        _alone(one, ground)


def _fated(one: Judged, today: date) -> None:
    """What the row brings: only what it speaks of changes a station that stands."""
    told = one.told.given
    base: dict[str, Any] = {"name": one.told.name}
    if one.station is not None:
        base = {name: getattr(one.station, name) for name in FACTS}
        told = {**told, "opened_on": one.station.opened_on}
    one.facts = StationFacts(**(base | told))
    if one.station is None:
        clean(one.facts, on=today)
        one.fate = FRESH
        return
    after = clean(one.facts, on=one.station.opened_on)
    one.facts = replace(one.facts, steward_id=one.station.steward_id)
    one.fate = SAME if all(getattr(one.station, name) == after[name] for name in after) else CHANGED


def _alone(one: Judged, ground: register.Ground) -> None:
    """No other of its sort within a few steps, in the table or on the map."""
    facts = one.facts
    assert facts is not None
    own = one.station.pk if one.station else None
    mark = Mark(facts.name, facts.sort, facts.lat, facts.lon, own, one.told.row)
    twin = ground.twin(mark) if one.fate != SAME else None
    if twin is None:
        ground.add(mark)
        return
    other, far = twin
    where = f"第 {other.row} 行的" if other.row else "已有的"
    one.told.wrong.append(f"和{where}“{other.name}”只隔 {far} 米，像是同一个站点")
    one.fate = WRONG


def counted(found: Iterable[Judged]) -> dict[str, int]:
    """How many rows come to what."""
    counts = dict.fromkeys((FRESH, CHANGED, SAME, WRONG), 0)
    for one in found:
        counts[one.fate] += 1
    return counts
