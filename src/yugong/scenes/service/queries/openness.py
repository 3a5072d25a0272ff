"""How likely stations are open, and what is wrong there, from what was reported and what their doors saw."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from yugong.ground.parameters.queries import value
from yugong.kernel.calendar import local_day
from yugong.kernel.likelihood import Likelihood, Sign, ago, judge
from yugong.scenes.service.models import FAULTS, DoorSignal, StationReport, StationWord

BACK = timedelta(hours=48)
SLOT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a station beside its published hours."""

    likelihood: Likelihood
    troubles: tuple[str, ...] = ()  # "2 小时前有人说没水"


NOTHING = Seen(Likelihood(0.0))


def seen(stations: Collection[UUID], at: datetime) -> dict[UUID, Seen]:
    """What was seen at some stations within two days; two questions for all of them."""
    half_life = float(value("station.half_life", on=local_day(at)))
    signs: dict[UUID, list[Sign]] = defaultdict(list)
    troubles: dict[UUID, dict[str, str]] = defaultdict(dict)
    mended: set[UUID] = set()
    for station, what, when in _reports(stations, at):
        hours = (at - when) / timedelta(hours=1)
        if what == StationWord.MENDED:
            mended.add(station)
        if what in FAULTS and what != StationWord.LOCKED and station not in mended:
            troubles[station].setdefault(what, f"{ago(hours)}有人说{StationWord(what).label}")
        signs[station].append(Sign(what, hours))
    for station, entered, when, times in _doors(stations, at):
        hours = max((at - when - SLOT / 2) / timedelta(hours=1), 0.0)
        signs[station].append(Sign("entered" if entered else "code", hours, times))
    known = {*signs, *troubles}
    return {one: Seen(judge(signs[one], half_life=half_life), tuple(troubles[one].values())) for one in known}


def _reports(stations: Collection[UUID], at: datetime) -> Iterable[tuple[UUID, str, datetime]]:
    """What people said, the newest first."""
    rows = StationReport.objects.filter(
        station__in=stations, at__gt=at - BACK, at__lte=at, taken_back_at=None
    )
    return rows.order_by("-at", "-id").values_list("station_id", "what", "at")


def _doors(stations: Collection[UUID], at: datetime) -> Iterable[tuple[UUID, bool, datetime, int]]:
    rows = DoorSignal.objects.filter(station__in=stations, at__gt=at - BACK, at__lte=at)
    return rows.values_list("station_id", "entered", "at", "times")
