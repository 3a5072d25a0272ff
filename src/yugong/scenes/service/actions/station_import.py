"""A table of stations comes in: looked at first, then its good rows at once; again, nothing changes."""

from datetime import datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.service import station_sheet
from yugong.scenes.service.actions import station_judging as judging
from yugong.scenes.service.actions.stations import Brought, bring_stations
from yugong.scenes.service.models import StationImport, TableState
from yugong.scenes.service.rules import station_columns
from yugong.scenes.service.rules.coordinates import SYSTEMS

S = TableState


@action(Permission.STATION_MANAGE, on="unit", shared=True, named="service.check_stations")
def check_stations(
    *, unit: Unit, data: bytes, file: str, system: str, by: Actor, at: datetime
) -> StationImport:
    """Read an uploaded table and say what would come of it; nothing on the map changes."""
    if system not in dict(SYSTEMS):
        raise Refused("请选坐标用的是哪种地图。", field="system")
    layout = station_columns.recognised(data, file)
    found = judging.judged(unit, layout, system=system, today=local_day(at))
    counts = judging.counted(found)
    row = StationImport(unit=unit, system=system, rows=len(found), made_by=by.key, made_at=at, **counts)
    judging.keep_file(row, data, file)
    row.save(force_insert=True)
    facts(rows=len(found), **counts)
    return row


@action(Permission.STATION_MANAGE, on="taken", named="service.take_stations")
def take_stations(*, taken: StationImport, by: Actor, at: datetime) -> Brought:
    """Take the good rows in, judged anew by what stands now."""
    if taken.state != S.CHECKED:
        raise Refused("这张表已经处理过了。", code="stale")
    found = judging.judged(taken.unit, judging.layout_of(taken), system=taken.system, today=local_day(at))
    lines = [
        (one.unit, one.facts)
        for one in found
        if one.unit and one.facts and one.fate in (judging.FRESH, judging.CHANGED)
    ]
    brought = Brought(0, 0)
    if lines:
        brought = bring_stations(unit=taken.unit, rows=lines, by=by, at=at)
    for name, count in judging.counted(found).items():
        setattr(taken, name, count)
    taken.state, taken.done_at = S.DONE, at
    taken.save()
    return brought


@action(Permission.STATION_MANAGE, on="taken", named="service.drop_stations")
def drop_stations(*, taken: StationImport, by: Actor, at: datetime) -> StationImport:
    """Do not take a looked-at table in."""
    if taken.state != S.CHECKED:
        raise Refused("这张表已经处理过了。", code="stale")
    taken.state = S.DROPPED
    taken.save(update_fields=["state"])
    return taken


def rejected(taken: StationImport, *, at: datetime) -> bytes:
    """The rows that stay out as an Excel file, each with its reason, to be mended and uploaded again."""
    layout = judging.layout_of(taken)
    found = judging.judged(taken.unit, layout, system=taken.system, today=local_day(at))
    return station_sheet.rejected(layout, [one.told for one in found if one.told.wrong])
