"""The unit nodes directly below the city federation: districts and counties, zones, industry unions."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from yugong.worlds import places

CITY_UNION = "重庆市总工会"
FOUNDED = date(1926, 11, 21)
MUNICIPALITY = date(1997, 6, 18)  # the day Chongqing became a municipality: its districts' records begin


@dataclass(frozen=True)
class Node:
    """A unit below the city federation; `until` is the first day on which it no longer stands."""

    name: str
    kind: str  # district, zone or industry: the words of org.models.UnitKind
    division: str
    since: date
    until: date | None = None
    followed_by: tuple[str, ...] = ()


ZONES = (
    Node("西部科学城重庆高新区总工会", "zone", "", date(2020, 4, 30)),
    Node("万盛经济技术开发区总工会", "zone", "500110", date(2011, 12, 30)),
    Node(
        "重庆两江新区总工会（开发区）",
        "zone",
        "",
        date(2010, 6, 18),
        places.LIANGJIANG_DAY,
        ("两江新区总工会",),
    ),
)

INDUSTRY = (
    "机械冶金工会",
    "教科文卫体工会",
    "财贸轻纺工会",
    "建设建材工会",
    "交通运输工会",
    "能源化学工会",
    "邮政通信工会",
    "农林水利工会",
    "国防工业工会",
    "市直机关工会联合会",
)


def _district(place: places.Place) -> Node:
    until = place.valid_to + timedelta(days=1) if place.valid_to else None
    names = {p.code: p.name for p in places.divisions() if p.level == 2}
    return Node(
        name=f"{place.name}总工会",
        kind="district",
        division=place.code,
        since=place.valid_from or MUNICIPALITY,
        until=until,
        followed_by=tuple(f"{names[code]}总工会" for code in place.successors),
    )


@cache
def below_the_city() -> tuple[Node, ...]:
    """All nodes below the city federation, past and present, successors before those they follow."""
    districts = [_district(place) for place in places.divisions() if place.level == 2]
    industry = [
        Node(name if name.startswith("市") else f"重庆市{name}", "industry", "", MUNICIPALITY)
        for name in INDUSTRY
    ]
    nodes = [*districts, *ZONES, *industry]
    return tuple(sorted(nodes, key=lambda node: node.until is not None))
