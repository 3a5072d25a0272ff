"""What the grants of a household on file share: its category, and that nothing is paid twice."""

from yugong.kernel.formula import among
from yugong.kernel.formula_facts import CHOICE, YES, Asked
from yugong.kernel.formula_rule import Test

CATEGORY = Asked(
    "category", "困难类别", CHOICE, moves="",
    options=(("deep", "深度困难"), ("relative", "相对困难"), ("accident", "意外致困"), ("none", "不在档")),
)  # fmt: skip
PAID = Asked("paid_elsewhere", "同一用途别处已经给过钱", YES, usual=False)
ON_FILE = Test(
    among(CATEGORY.expression, "deep", "relative", "accident"),
    "是{category}，在困难职工档案里。",
    "不在困难职工档案里，先申请困难职工认定。",
)
ONCE = Test(~PAID.expression, "", "同一用途别处已经给过钱，不重复给。")
TARIFF_2018 = "重庆市总工会 2018—2019 年帮扶标准；现行标准待设置"
