"""Visits and what they brought: rounds that reached somebody, the value of goods, places for students."""

from django.urls import reverse

from yugong.engines.indicators.queries.showing import labelled, shown
from yugong.kernel.measure import Measure, Party, Source, local, measures, sources
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.measures.grants import PARCELS, SHARES
from yugong.scenes.aid.models import Programme, WorkPost

ROUNDS = sources.add(
    Source(
        "aid.programme",
        "帮扶项目",
        rows="aid_programme p",
        record="p.id",
        unit="p.unit_id",
        watched=(
            ("aid_programme", "id"),
            ("aid_share", "programme_id"),
            ("aid_parcel", "programme_id"),
            ("aid_grant", "programme_id"),
        ),
        show=shown(
            Programme,
            Permission.FUND_VIEW,
            label=lambda row: row.name,
            page=lambda row: reverse("desk_programme", args=(row.pk,)),
        ),
    )
)
POSTS = sources.add(
    Source(
        "aid.work_post",
        "假期岗位",
        rows="aid_workpost w",
        record="w.id",
        unit="w.unit_id",
        watched=(("aid_workpost", "id"),),
        show=labelled(WorkPost, lambda row: row.title),
    )
)
REACHED = " OR ".join(
    f"EXISTS (SELECT 1 FROM aid_{table} r WHERE r.programme_id = p.id AND {said})"  # noqa: S608  fixed text
    for table, said in (
        ("share", "r.received_at IS NOT NULL"),
        ("parcel", "r.handed_at IS NOT NULL"),
        ("grant", "r.state = 'paid'"),
    )
)
PIECE = "(SELECT p.piece_fen FROM aid_programme p WHERE p.id = c.programme_id)"

measures.add(
    Measure(
        key="aid.rounds",
        name="慰问活动",
        unit="count",
        word="场",
        counts="这段时间开始、已经有人领到物资或者收到慰问金的送温暖、送清凉等慰问，按开始日期计",
        done_by=Party.UPPER,
        confirmed_by=Party.UNIT,
        source=ROUNDS,
        day="p.opens_on",
        where=f"(p.goods <> '' OR p.season = 'winter') AND ({REACHED})",
    )
)
measures.add(
    Measure(
        key="aid.goods_fen",
        name="基层签收物资价值",
        unit="fen",
        counts="这段时间基层工会签收的慰问物资，实收份数乘采购单价，没有登记单价的不计，按签收日期计",
        done_by=Party.UPPER,
        confirmed_by=Party.UNIT,
        source=SHARES,
        day=local("c.received_at"),
        amount=f"c.received * {PIECE}",
        where=f"c.received_at IS NOT NULL AND {PIECE} > 0",
    )
)
measures.add(
    Measure(
        key="aid.parcels_fen",
        name="本人领取物资价值",
        unit="fen",
        counts="这段时间职工本人领到的慰问物资，份数乘采购单价，没有登记单价的不计，按领取日期计",
        done_by=Party.UNIT,
        confirmed_by=Party.WORKER,
        source=PARCELS,
        day=local("c.handed_at"),
        amount=f"c.pieces * {PIECE}",
        where=f"c.handed_at IS NOT NULL AND {PIECE} > 0",
    )
)
measures.add(
    Measure(
        key="aid.holiday_places",
        name="勤工俭学岗位",
        unit="count",
        word="个",
        counts="这段时间开始的假期勤工俭学岗位的名额，按上岗日期计",
        done_by=Party.UNIT,
        confirmed_by=Party.EMPLOYER,
        source=POSTS,
        day="w.from_on",
        amount="w.seats",
        where="w.step = 'holiday'",
    )
)
