"""Members on a day, and who joined: from the ledger of membership, as it is believed now."""

from django.urls import reverse

from yugong.engines.indicators.queries.showing import shown
from yugong.ground.people.models import Membership
from yugong.kernel.measure import Measure, Party, Source, measures, sources
from yugong.kernel.permissions import Permission

STRETCHES = sources.add(
    Source(
        "people.membership",
        "会籍",
        rows="people_membership m JOIN org_unit o ON o.id = m.unit_id",
        record="m.id",
        unit="m.unit_id",
        watched=(("people_membership", "id"),),
        show=shown(
            Membership,
            Permission.MEMBER_LIST,
            label=lambda row: f"会员号 {row.number}",
            page=lambda row: reverse("desk_person", args=(row.person_id,)),
        ),
    )
)
HELD = "m.superseded_at IS NULL"
CAME = f"{HELD} AND m.began_by = 'join'"
PLATFORM = "(m.trade IN ('rider', 'driver') OR o.home_for = 'platform')"
RURAL = "(m.trade = 'migrant' OR o.home_for = 'rural')"
BASIC = ("enterprise", "joint", "home")


def _joined(key: str, name: str, who: str, where: str) -> Measure:
    return Measure(
        key=f"organise.{key}",
        name=name,
        unit="person",
        counts=f"这段时间入会的{who}，按批准入会的日期计，转会不重复计",
        done_by=Party.WORKER,
        confirmed_by=Party.UNIT,
        source=STRETCHES,
        day="m.valid_from",
        where=where,
    )


measures.add(
    Measure(
        key="organise.members",
        name="工会会员",
        unit="person",
        counts="那一天在册的会员（含保留会籍），一人一处，按会籍起止日期计",
        done_by=Party.WORKER,
        confirmed_by=Party.UNIT,
        source=STRETCHES,
        day="m.valid_from",
        until="m.valid_to",
        where=HELD,
        expects=BASIC,
    )
)
measures.add(_joined("joined", "新入会会员", "职工", CAME))
measures.add(_joined("joined_platform", "新就业形态劳动者入会", "新就业形态劳动者", f"{CAME} AND {PLATFORM}"))
measures.add(
    _joined(
        "joined_own", "单位发展新会员", "职工，新就业形态劳动者和农民工另计",
        f"{CAME} AND NOT {PLATFORM} AND NOT {RURAL}",
    )
)  # fmt: skip
measures.add(_joined("joined_rural", "农民工入会", "农民工（含源头入会）", f"{CAME} AND {RURAL}"))
measures.add(
    Measure(
        key="organise.left",
        name="退出会籍",
        unit="person",
        counts="这段时间退会、视为自动退会、开除会籍和去世的会员，按会籍结束日期计",
        done_by=Party.WORKER,
        confirmed_by=Party.UNIT,
        source=STRETCHES,
        day="m.valid_to",
        where=f"{HELD} AND m.ended_by IN ('leave', 'withdraw', 'expel', 'death')",
    )
)
