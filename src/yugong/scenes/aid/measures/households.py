"""Households in hardship on file on a day."""

from django.urls import reverse

from yugong.engines.indicators.queries.showing import shown
from yugong.kernel.measure import Measure, Party, Source, measures, sources
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.models import Household

HOUSEHOLDS = sources.add(
    Source(
        "aid.household",
        "困难档案",
        rows="aid_household c",
        record="c.id",
        unit="c.unit_id",
        watched=(("aid_household", "id"),),
        show=shown(
            Household,
            Permission.OFFER_WHY,
            label=lambda row: row.number or "未编号的档案",
            page=lambda row: reverse("desk_household", args=(row.pk,)),
        ),
    )
)
FILED = "c.since IS NOT NULL AND c.state IN ('helped', 'observed', 'removed')"


def _households(key: str, name: str, counts: str, *, day: str, until: str = "", where: str) -> None:
    measures.add(
        Measure(
            key=f"aid.{key}",
            name=name,
            unit="count",
            word="户",
            counts=counts,
            done_by=Party.WORKER,
            confirmed_by=Party.REVIEWER,
            source=HOUSEHOLDS,
            day=day,
            until=until,
            where=where,
        )
    )


_households(
    "households", "在档困难职工家庭", "那一天在档的困难职工家庭（含退出观察），一户一档，按建档和退出日期计",
    day="c.since", until="c.ended_on", where=FILED,
)  # fmt: skip
_households(
    "households_new",
    "新建困难职工档案",
    "这段时间审定建档的困难职工家庭，按建档日期计",
    day="c.since",
    where=FILED,
)
_households(
    "households_recovered", "脱困退出", "这段时间因已经脱困而退出的困难职工家庭，按退出日期计",
    day="c.ended_on", where="c.state = 'removed' AND c.ended_why = 'recovered'",
)  # fmt: skip
