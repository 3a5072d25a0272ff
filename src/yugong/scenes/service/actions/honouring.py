"""What a contest gives a station: its honour is written by the result, not by hand."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from yugong.engines.selection.followers import Winner
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Station

PREFIX, LONGEST = "service.station:", 40


def named(unit: Unit, title: str) -> tuple[str, Unit, str]:
    """The station of a union or one below it that bears this name, for the list of entries."""
    rows = Station.objects.filter(name=title.strip(), closed_on=None, unit__path__startswith=unit.path)
    found = list(rows.select_related("unit")[:2])
    if len(found) != 1:
        why = "不止一个叫" if found else "没有叫"
        raise Refused(f"{why}“{title[:30]}”的驿站，请照驿站阵地里的名称写。", field="lines")
    return f"{PREFIX}{found[0].pk}", found[0].unit, found[0].address[:60]


@action(Permission.STATION_MANAGE, on="station", named="service.honour_station")
def honour(*, station: Station, title: str, by: Actor, at: datetime) -> Station:
    """Write an honour to those that the station has; the oldest give way when there is no room."""
    known = [one for one in station.grade.split("、") if one and one != title]
    while len("、".join([*known, title])) > LONGEST:
        known.pop(0)
    station.grade = "、".join([*known, title])
    station.save(update_fields=["grade"])
    facts(honour=title)
    return station


def settled(name: str, winners: Sequence[Winner], *, by: Actor, at: datetime) -> None:
    """Every winner that is a station bears the name of the contest and its year."""
    title = f"{local_day(at).year} 年{name}"
    keys = [UUID(one.source.removeprefix(PREFIX)) for one in winners if one.source.startswith(PREFIX)]
    for station in Station.objects.filter(pk__in=keys, closed_on=None).order_by("pk"):
        honour(station=station, title=title, by=by, at=at)
