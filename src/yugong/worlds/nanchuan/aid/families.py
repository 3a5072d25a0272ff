"""Households that say they are in hardship: who lives there, what they earn and spend, in plain figures."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Family:
    """One household: yearly money in yuan, why it is hard, and what the child learns."""

    wages: int
    medical: int
    schooling: int
    cause: str
    story: str
    illness: str = ""
    study: str = "basic"
    school: str = ""
    accident: int = 0
    kept: bool = True

    def topics(self) -> dict[str, dict[str, Any]]:
        """The four pages of the declaration as they are typed."""
        none = dict.fromkeys(("business", "pension", "subsidy", "other"), "0")
        return {
            "income": {"wages": str(self.wages), **none},
            "outlay": {
                "medical": str(self.medical), "schooling": str(self.schooling), "care": "0", "housing": "0",
                "accident": str(self.accident),
            },
            "belongings": {
                "rural": "no", "subsistence": "no", "homes": "1", "cars": "0", "firms": "0",
                "labour_months": "40",
            },
            "why": {"cause": self.cause, "story": self.story, "kept": "yes" if self.kept else "no"},
        }  # fmt: skip


ILL = Family(
    52_000, 31_000, 3_200, "illness", "爱人尿毒症，每周透析三次，医保报了还要自己出一大截。", illness="尿毒症"
)
CANCER = Family(
    58_000, 38_000, 4_000, "illness", "去年查出肺癌，化疗六次，家里就靠一个人的工资。", illness="肺癌"
)
STUDENT = Family(
    56_000, 22_000, 12_000, "schooling", "两个老人常年吃药，娃儿今年考上大学，学费还没凑齐。",
    illness="高血压三级", study="entrant", school="重庆工商大学",
)  # fmt: skip
PUPIL = Family(
    54_000, 24_000, 6_000, "illness", "爱人类风湿干不了活，娃儿读高三，下半年还要补课。",
    illness="类风湿关节炎", study="senior", school="南川中学",
)  # fmt: skip
FIRE = Family(
    60_000, 6_000, 4_000, "accident", "上个月老房子起火，家具电器全烧了，现在租房住。", accident=38_000
)
WELL = Family(168_000, 4_000, 9_000, "schooling", "娃儿上民办学校，一年学费快两万，压力很大。")
