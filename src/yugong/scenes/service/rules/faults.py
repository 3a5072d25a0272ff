"""Orders to mend a station: what is asked, where the order leads, how many reports make one."""

from datetime import date

from yugong.ground.parameters.queries import value
from yugong.kernel.fields import Choice, LongText, Text
from yugong.scenes.service.models import FAULTS, StationWord
from yugong.scenes.service.queries.reports import station_of

KIND = "service.station_fault"
FIELDS = (
    Text("place", "站点", longest=60),
    Choice("what", "情况", of=tuple((one.value, one.label) for one in FAULTS)),
)
DONE = LongText("done", "怎么处理的", hint="反映的人会看到，不写姓名", longest=200)
STILL = LongText("still", "还有什么问题", optional=True, longest=200)


def gives(*, matter: object) -> tuple[tuple[str, str, str, str], ...]:
    """The way to the station's page."""
    station = station_of(getattr(matter, "number", ""))
    if station is None:
        return ()
    return ((station.name, station.address, f"/stations/{station.pk}/", "map-pin"),)


def needed(what: str, *, on: date, path: str) -> int:
    """How many people must say so before an order goes out."""
    key = "station.orders_locked" if what == StationWord.LOCKED else "station.orders_other"
    return int(value(key, on=on, path=path))
