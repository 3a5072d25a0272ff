"""Stations that stand, what workers ordered and received, who came to a screening."""

from yugong.engines.indicators.queries.showing import labelled
from yugong.kernel.measure import Measure, Party, Ratio, Source, local, measures, sources
from yugong.scenes.service.models import Examinee, Station, Wish

STATIONS = sources.add(
    Source(
        "service.station",
        "驿站",
        rows="service_station s",
        record="s.id",
        unit="s.unit_id",
        watched=(("service_station", "id"),),
        show=labelled(Station, lambda row: row.name),
    )
)
WISHES = sources.add(
    Source(
        "service.wish",
        "点单",
        rows="service_wish w JOIN service_serviceorder o ON o.id = w.order_id",
        record="w.id",
        unit="o.unit_id",
        watched=(("service_wish", "id"),),
        show=labelled(Wish, lambda row: f"{row.at:%Y-%m-%d} 的心愿"),
    )
)
EXAMINEES = sources.add(
    Source(
        "service.examinee",
        "到检",
        rows="service_examinee e JOIN service_screening c ON c.id = e.screening_id",
        record="e.id",
        unit="c.unit_id",
        watched=(("service_examinee", "id"),),
        show=labelled(Examinee, lambda row: "一名职工（不显示是谁）"),
    )
)


def _stations(key: str, name: str, sort: str, where: str) -> Measure:
    return Measure(
        key=f"service.{key}",
        name=name,
        unit="count",
        word="个",
        counts=f"那一天启用着的{sort}，按启用和停用的日期计",
        done_by=Party.UNIT,
        confirmed_by=Party.UPPER,
        source=STATIONS,
        day="s.opened_on",
        until="s.closed_on",
        where=where,
    )


measures.add(_stations("stations", "工会驿站", "工会驿站（各种类型）", "TRUE"))
measures.add(_stations("stations_always", "24 小时驿站", "24 小时开放的工会驿站", "s.always_open"))
measures.add(
    Measure(
        key="service.stations_opened",
        name="新启用工会驿站",
        unit="count",
        word="个",
        counts="这段时间启用的工会驿站和智慧驿站，按启用日期计",
        done_by=Party.UNIT,
        confirmed_by=Party.UPPER,
        source=STATIONS,
        day="s.opened_on",
        where="s.sort IN ('station', 'smart')",
    )
)


def _wishes(key: str, name: str, counts: str, where: str, **more: str) -> Measure:
    given = {"unit": "person", "word": "人次", **more}
    return Measure(
        key=f"service.{key}",
        name=name,
        counts=counts,
        done_by=Party.UNIT,
        confirmed_by=Party.WORKER,
        source=WISHES,
        day=local("w.said_at"),
        where=f"w.taken_back_at IS NULL AND {where}",
        **given,  # type: ignore[arg-type]
    )


measures.add(
    _wishes(
        "received", "点单收到服务的职工", "这段时间点单职工本人确认收到的人次，合点的按人数计，按确认日期计",
        "w.got = 'yes'", amount="w.heads",
    )
)  # fmt: skip
measures.add(
    _wishes(
        "rated",
        "点单评价",
        "这段时间收到后职工本人说了好或不好的点单",
        "w.liked <> ''",
        unit="count",
        word="单",
    )
)
measures.add(
    _wishes("liked", "点单好评", "点单评价中职工本人说好的", "w.liked = 'good'", unit="count", word="单")
)
measures.add(
    Ratio(
        key="service.liked_rate",
        name="点单好评率",
        counts="职工本人说好的占说了好或不好的比例",
        x="service.liked",
        of="service.rated",
    )
)


def _screened(key: str, name: str, what: str, where: str) -> Measure:
    return Measure(
        key=f"service.{key}",
        name=name,
        unit="person",
        word="人次",
        counts=f"这段时间由医院确认到检的{what}，按到检日期计，不记查出什么",
        done_by=Party.UNIT,
        confirmed_by=Party.AGENCY,
        source=EXAMINEES,
        day=local("e.came_at"),
        where=f"e.state = 'came' AND {where}",
    )


measures.add(_screened("screened", "免费体检职工", "职工", "TRUE"))
measures.add(_screened("screened_cancers", "两癌筛查女职工", "女职工", "c.sort = 'cancers'"))
