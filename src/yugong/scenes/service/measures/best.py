"""Places that were named: the hundred best of the workers' canteens and gyms, and the finest stations."""

from yugong.engines.indicators.queries.showing import labelled
from yugong.engines.selection.queries.counted import ENTRIES
from yugong.kernel.measure import Measure, Party, Source, local, measures, sources
from yugong.scenes.service.contests import FINEST_STATION
from yugong.scenes.service.models import BestPlace

BEST = sources.add(
    Source(
        "service.best_place",
        "命名的场所",
        rows="service_bestplace b",
        record="b.id",
        unit="b.unit_id",
        watched=(("service_bestplace", "id"),),
        show=labelled(BestPlace, lambda row: row.name),
    )
)
for key, name, sort in (
    ("best_canteens", "百优职工食堂", "canteen"),
    ("best_gyms", "百佳职工健身驿站", "gym"),
):
    measures.add(
        Measure(
            key=f"service.{key}",
            name=name,
            unit="count",
            word="个",
            counts=f"这段时间经现场评分、公示期满命名的{name}，按命名日期计",
            done_by=Party.UNIT,
            confirmed_by=Party.UPPER,
            source=BEST,
            day="b.named_on",
            where=f"b.state = 'named' AND b.sort = '{sort}'",
        )
    )
measures.add(
    Measure(
        key="service.finest",
        name="市级最美渝工港湾",
        unit="count",
        word="个",
        counts="这段时间在全市评选中由会员投票和评委评分选出、公示期满的最美渝工港湾，按评选完成日期计",
        done_by=Party.UNIT,
        confirmed_by=Party.UPPER,
        source=ENTRIES,
        day=local("r.settled_at"),
        where=f"r.contest = '{FINEST_STATION.key}' AND r.stage = 'settled' AND n.won AND u.kind = 'city'",
    )
)
