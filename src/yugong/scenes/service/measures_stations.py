"""What is counted of stations: those that stand on a day, those that were opened."""

from yugong.engines.indicators.queries.showing import labelled
from yugong.kernel.measure import Measure, Party, Source, measures, sources
from yugong.scenes.service.models import Station

STATIONS = sources.add(
    Source(
        "service.station",
        "驿站",
        rows="service_station c",
        record="c.id",
        unit="c.unit_id",
        watched=(("service_station", "id"),),
        show=labelled(Station, lambda row: row.name),
    )
)
PLACES = "c.sort IN ('station', 'smart')"


def _stations(key: str, name: str, counts: str, *, until: str = "") -> None:
    measures.add(
        Measure(
            key=f"service.{key}",
            name=name,
            unit="count",
            word="个",
            counts=counts,
            done_by=Party.UNIT,
            confirmed_by=Party.UPPER,
            source=STATIONS,
            day="c.opened_on",
            until=until,
            where=PLACES,
        )
    )


_stations("stations", "工会驿站", "那一天开着的工会驿站和智慧驿站，按启用和停用的日期计", until="c.closed_on")
_stations("stations_opened", "新启用工会驿站", "这段时间启用的工会驿站和智慧驿站，按启用日期计")
