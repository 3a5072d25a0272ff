"""Whether a household leaves the file: so many months in a row above its line, or another reason (3.2-7).

Above the line is more than the line; at the line a month does not count, and the count begins anew.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from yugong.kernel.formula import among, case, equal, value
from yugong.kernel.formula_facts import CHOICE, SERIES, WHOLE, Asked, Setting, Step
from yugong.kernel.formula_rule import ByFormula, Category, Test
from yugong.kernel.formula_verdict import weigh
from yugong.kernel.money import LIMIT
from yugong.kernel.rules import Facts, Rule, Version, rules
from yugong.scenes.aid.rules.hardship import AREA, LINE, MULTIPLE, RURAL_LINE, URBAN_LINE

CATEGORY = Asked(
    "category", "档案类别", CHOICE, usual="deep", moves="",
    options=(("deep", "深度困难"), ("relative", "相对困难"), ("accident", "意外致困")),
)  # fmt: skip
PER_HEADS = Asked(
    "per_heads", "各月家庭人均月收入", SERIES, optional=True, moves="", least=-LIMIT,
    hint="按月份先后，例如 800、820、700",
)  # fmt: skip
RUN = Asked(
    "months_above", "连续高于标准", WHOLE, "个月", optional=True, most=1200, hint="写了各月收入就不用填"
)
ENDED = Asked(
    "ended", "其他退出的情形", CHOICE, usual="none", moves="",
    options=(
        ("none", "没有"), ("death", "主要申请人去世"), ("moved", "迁出本市"),
        ("false", "隐瞒、虚报"), ("asked", "本人申请退出"),
    ),
)  # fmt: skip
MONTHS = Setting("hardship.exit.months", "months", "连续几个月高于标准可以退出", WHOLE, least=1)
BAR = Step(
    "bar",
    "退出标准",
    case((equal(CATEGORY.expression, "deep"), LINE.reckoned), otherwise=LINE.reckoned * MULTIPLE.expression),
)


def run_above(per_heads: list[int], bar: Fraction) -> int:
    """How many of the last months, in a row to the last, were above the bar."""
    run = 0
    for each in per_heads:
        run = run + 1 if each > bar else 0
    return run


def counted(facts: Facts, numbers: Mapping[str, Fraction]) -> dict[str, Any]:
    """The months in a row, counted from the list where one is given."""
    per_heads = facts.get(PER_HEADS.name)
    if per_heads is None:
        if facts.get(RUN.name) is None:
            raise RUN.refused(
                f"请写明{PER_HEADS.label}（{PER_HEADS.name}）或者{RUN.label}几个月（{RUN.name}）。",
                "fact_missing",
            )
        return {}
    usual = {one.name: facts.get(one.name) or one.usual for one in (CATEGORY, AREA)}
    bar = value(BAR.reckoned, usual, numbers)
    return {RUN.name: run_above(per_heads, Fraction(bar or 0))}


FORMULA = ByFormula(
    asks="收入好转以后，什么时候退出档案",
    icon="log-out",
    says=(
        "家庭人均月收入连续 {hardship_exit_months} 个月高于标准，可以退出；有一个月不高于，重新数起。",
        "深度困难看低保标准：城镇 {hardship_line_urban}，农村 {hardship_line_rural}。",
        "相对困难、意外致困看低保标准的 {hardship_multiple_relative}。",
        "去世、迁出本市、隐瞒虚报或者本人申请，也退出。",
    ),
    facts=(PER_HEADS, RUN, CATEGORY, AREA, ENDED),
    numbers=(URBAN_LINE, RURAL_LINE, MULTIPLE, MONTHS),
    steps=(BAR,),
    derive=counted,
    categories=(
        Category(
            "removed",
            "注销",
            (Test(~among(ENDED.expression, "none"), "{ended}，按规定退出档案。", ""),),
        ),
        Category(
            "exit",
            "可以退出",
            (
                Test(
                    RUN.expression >= MONTHS.expression,
                    "家庭人均月收入已经连续 {months_above}高于 {bar}，满 {months} 个月，可以退出。",
                    "家庭人均月收入连续 {months_above}高于 {bar}，不满 {months} 个月，不退出。",
                ),
            ),
        ),
        Category(
            "observe",
            "退出观察",
            (
                Test(
                    RUN.expression > 0,
                    "最近一个月高于标准，进入退出观察。",
                    "最近一个月不高于标准，继续在档。",
                ),
            ),
        ),
        Category("stay", "继续在档"),
    ),
)

EXIT = rules.add(
    Rule(
        "aid.exit",
        "困难职工退出",
        (
            Version(
                "2018-01",
                date(2018, 1, 1),
                "外省困难职工档案管理办法：连续六个月高于标准；重庆未定",
                weigh(FORMULA),
            ),
        ),
    )
)
