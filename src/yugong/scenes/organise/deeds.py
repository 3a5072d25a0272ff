"""渝工“十件实事”（2023—2027 年）：每件由哪些指标来数；达到多少只从记录里来，没有人填。"""

from collections.abc import Mapping
from dataclasses import dataclass

from yugong.kernel.measure import Declared, measures

PLAN = "《重庆工会“十件实事”实施方案（2023—2027 年）》"


@dataclass(frozen=True, slots=True)
class Part:
    """One measure of a deed, and how much it weighs in what is shown of the deed."""

    measure: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Deed:
    """One of the ten."""

    key: str
    name: str
    about: str
    parts: tuple[Part, ...] = ()

    @property
    def counted(self) -> list[tuple[Part, Declared]]:
        """Its measures that the platform has."""
        return [(part, measures[part.measure]) for part in self.parts if part.measure in measures]


TEN = (
    Deed(
        "base", "渝工强基", "建会入会、新业态覆盖",
        (Part("organise.founded", 2), Part("organise.joined"), Part("organise.joined_platform")),
    ),
    Deed(
        "soul", "渝工铸魂", "宣讲、劳模工匠故事、职工文化",
        (Part("service.stories", 2), Part("service.stories_came"), Part("rights.law_sessions")),
    ),
    Deed("new", "渝工创新", "“五小”和职工创新"),
    Deed("merit", "渝工建功", "劳动和技能竞赛"),
    Deed(
        "warm", "渝工暖心", "困难帮扶、四季送温暖",
        (Part("aid.helped", 2), Part("aid.paid"), Part("aid.parcels"), Part("aid.cooled")),
    ),
    Deed("harbour", "渝工港湾", "驿站和服务阵地", (Part("service.stations_opened"), Part("service.finest"))),
    Deed(
        "safe", "渝工安康", "互助保障、安全健康",
        (Part("aid.insured_new", 2), Part("aid.claims_paid"), Part("service.screened")),
    ),
    Deed(
        "care", "渝工关爱", "健康导师、职工食堂、健身驿站、心理服务",
        (
            Part("service.talks", 2), Part("service.talks_came"), Part("service.best_canteens"),
            Part("service.best_gyms"),
        ),
    ),
    Deed(
        "love", "渝工爱渝", "文体活动、交友、托管、夏令营",
        (Part("service.held"), Part("service.came"), Part("service.camp_came")),
    ),
    Deed(
        "home", "渝工之家", "职工的事有人办、办完问本人",
        (Part("organise.closed", 2), Part("organise.content")),
    ),
)  # fmt: skip
BY_KEY: Mapping[str, Deed] = {one.key: one for one in TEN}
