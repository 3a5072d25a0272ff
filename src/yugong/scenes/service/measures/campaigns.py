"""What is counted of services: sessions to which people came, and those who came."""

from yugong.engines.campaigns.queries.counted import ATTENDANCES, SITTINGS
from yugong.kernel.measure import Measure, Party, local, measures

measures.add(
    Measure(
        key="service.held",
        name="办成的活动",
        unit="count",
        word="场",
        counts="这段时间有职工到场的活动场次，没有人到场的不计，按开始日期计",
        done_by=Party.UNIT,
        confirmed_by=Party.WORKER,
        source=SITTINGS,
        day=local("s.starts_at"),
        where="EXISTS (SELECT 1 FROM campaigns_attendance a WHERE a.sitting_id = s.id)",
    )
)
measures.add(
    Measure(
        key="service.came",
        name="参加活动的职工",
        unit="person",
        word="人次",
        counts="这段时间凭当场的码或名单核对到场的职工，一人一场计一次，按开始日期计",
        done_by=Party.UNIT,
        confirmed_by=Party.WORKER,
        source=ATTENDANCES,
        day=local("s.starts_at"),
    )
)
