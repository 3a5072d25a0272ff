"""Unions: how many stand on a day, how many were founded."""

from django.urls import reverse

from yugong.engines.indicators.queries.showing import shown
from yugong.ground.org.models import Unit
from yugong.kernel.measure import Measure, Party, Source, measures, sources
from yugong.kernel.permissions import Permission

UNIONS = sources.add(
    Source(
        "org.unit",
        "工会组织",
        rows="org_unit o",
        record="o.id",
        unit="o.id",
        watched=(("org_unit", "id"),),
        kind="bigint",
        show=shown(
            Unit,
            Permission.UNIT_VIEW,
            label=lambda row: row.name,
            page=lambda row: reverse("desk_org_unit", args=(row.pk,)),
        ),
    )
)
BASIC = "o.kind IN ('enterprise', 'joint', 'home')"


def _unions(key: str, name: str, counts: str, *, until: str = "", where: str = BASIC) -> Measure:
    return Measure(
        key=f"organise.{key}",
        name=name,
        unit="count",
        word="家",
        counts=counts,
        done_by=Party.UNIT,
        confirmed_by=Party.UPPER,
        source=UNIONS,
        day="o.valid_from",
        until=until,
        where=where,
    )


measures.add(
    _unions(
        "unions",
        "基层工会",
        "那一天设立着的企事业、联合和源头工会，按批准成立和撤销的日期计",
        until="o.valid_to",
    )
)
measures.add(_unions("founded", "新建基层工会", "这段时间批准成立的企事业、联合和源头工会，按批准日期计"))
measures.add(
    _unions(
        "founded_platform",
        "新建新就业形态工会",
        "这段时间批准成立的接收新就业形态劳动者的工会，按批准日期计",
        where=f"{BASIC} AND o.home_for = 'platform'",
    )
)
