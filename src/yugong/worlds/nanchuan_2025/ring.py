"""The stations along the ring road 178, opened through the year by the towns they stand in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from yugong.scenes.service.actions.stations import StationFacts, open_station
from yugong.worlds.making import Making
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.nanchuan_2025.figures import Figures
from yugong.worlds.timeline import Timeline, workdays_after

RING = "178环线"
DAYS = {str(day): [["08:00", "20:00"]] for day in range(1, 8)}
PLACES = (  # town, name, where on the road, WGS-84 of the town's own seat, month
    ("德隆镇", "银杏村驿站", "银杏村游客接待点旁", 28.92, 107.33, 4),
    ("头渡镇", "金佛山西坡驿站", "西坡换乘站旁", 29.05, 107.12, 4),
    ("大有镇", "大有场镇驿站", "客运招呼站旁", 28.98, 107.42, 5),
    ("合溪镇", "草坝驿站", "草坝村村口", 28.97, 107.52, 6),
    ("金山镇", "金山湖驿站", "观景台停车场", 28.91, 107.11, 7),
    ("三泉镇", "三泉驿站", "镇政府旁公路边", 29.14, 107.2, 8),
    ("古花镇", "天星驿站", "天星片区路口", 29.06, 107.43, 9),
    ("南平镇", "南平驿站", "高速出口服务点", 29.07, 106.99, 10),
)


@dataclass(frozen=True)
class Ring:
    """Opens as many of them as the year counts."""

    making: Making
    tree: Tree
    crowd: Crowd

    def all(self, figures: Figures, timeline: Timeline) -> None:
        """Each waits for its day."""
        for place in PLACES[: figures.stations]:
            timeline.add(self._opened(*place))

    def _opened(
        self, town: str, name: str, where: str, lat: float, lon: float, month: int
    ) -> Iterator[datetime]:
        day = workdays_after(date(self.making.today.year, month, 15), 1)
        yield self.making.moment(day, 10, 30)
        unit = self.tree.towns[town]
        given = StationFacts(
            name=f"{RING}{name}", address=f"南川区{town}{where}", lat=lat, lon=lon, ring=RING,
            facilities=("water", "charging", "microwave"), hours=DAYS, phone="12351", opened_on=day,
        )  # fmt: skip
        by = self.crowd.officer(unit, "street_officer").actor(self.making.today)
        open_station(unit=unit, given=given, by=by, at=self.making.moment(day, 10, 30))
        self.making.step("驿站")
