"""What is counted of services: sessions to which people came, and those who came."""

from yugong.engines.campaigns.queries.counted import ATTENDANCES, SITTINGS
from yugong.kernel.measure import Measure, Party, local, measures

ATTENDED = "EXISTS (SELECT 1 FROM campaigns_attendance a WHERE a.sitting_id = s.id)"

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
        where=ATTENDED,
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


def _of(
    gathering: str, held: tuple[str, str] | None, came: tuple[str, str], said: str, word: str = "人次"
) -> None:
    """How many sessions of one gathering were held, and how many came to them."""
    if held:
        measures.add(
            Measure(
                key=f"service.{held[0]}",
                name=held[1],
                unit="count",
                word="场",
                counts=f"这段时间有职工到场的{said}场次，没有人到场的不计，按开始日期计",
                done_by=Party.UNIT,
                confirmed_by=Party.WORKER,
                source=SITTINGS,
                day=local("s.starts_at"),
                where=f"c.gathering = '{gathering}' AND {ATTENDED}",
            )
        )
    measures.add(
        Measure(
            key=f"service.{came[0]}",
            name=came[1],
            unit="person",
            word=word,
            counts=f"这段时间凭当场的码或名单核对到场的{said}参加者，一人一场计一次，按开始日期计",
            done_by=Party.UNIT,
            confirmed_by=Party.WORKER,
            source=ATTENDANCES,
            day=local("s.starts_at"),
            where=f"c.gathering = '{gathering}'",
        )
    )


_of("service.talk", ("talks", "健康导师进基层"), ("talks_came", "听健康讲座的职工"), "健康讲座")
_of("service.stories", ("stories", "劳模工匠宣讲"), ("stories_came", "听宣讲的职工"), "劳模工匠宣讲")
_of("service.camp", None, ("camp_came", "参加夏令营的职工子女"), "职工子女夏令营", word="人")
