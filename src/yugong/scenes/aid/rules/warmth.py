"""送温暖: how much a person may receive each time and in a year, over all kinds (domain rules A5)."""

from datetime import date

from yugong.kernel.formula import greatest, least
from yugong.kernel.formula_facts import Asked, Setting, Step
from yugong.kernel.formula_rule import ByFormula, Category, Test
from yugong.kernel.formula_verdict import weigh
from yugong.kernel.rules import Rule, Version, rules

AMOUNT = Asked("amount", "这次的金额", least=1, hint="慰问金，实物按价值折算")
RECEIVED = Asked(
    "received", "今年已经得到", usual=0, total=True, moves="",
    hint="各级、各种送温暖加起来；几笔可以用顿号隔开，例如 2800、2500",
)  # fmt: skip
PER_TIME = Setting("warmth.per_time", "per_time", "每人每次最多")
PER_YEAR = Setting("warmth.per_year", "per_year", "每人每年最多")
TOGETHER = Step("together", "今年合计", RECEIVED.expression + AMOUNT.expression, how="{received} + {amount}")
LEFT = greatest(0, PER_YEAR.expression - RECEIVED.expression)
AT_MOST = Step("at_most", "这次最多", least(PER_TIME.expression, LEFT))

FORMULA = ByFormula(
    asks="一次、一年最多可以得多少",
    icon="hand-heart",
    says=(
        "每人每次最多 {warmth_per_time}。",
        "每人每年最多 {warmth_per_year}，各级、各种送温暖加起来算。",
    ),
    facts=(AMOUNT, RECEIVED),
    numbers=(PER_TIME, PER_YEAR),
    steps=(TOGETHER, AT_MOST),
    categories=(
        Category(
            "granted",
            "可以发",
            (
                Test(
                    AMOUNT.expression <= PER_TIME.expression,
                    "这次 {amount}，不超过每人每次 {per_time}。",
                    "这次 {amount}，超过每人每次 {per_time}，这次最多 {at_most}。",
                ),
                Test(
                    TOGETHER.reckoned <= PER_YEAR.expression,
                    "今年合计 {together}，不超过每人每年 {per_year}。",
                    "今年合计 {together}，超过每人每年 {per_year}，这次最多 {at_most}。",
                ),
            ),
        ),
        Category("refused", "不能发"),
    ),
    amount=AMOUNT.expression,
)

WARMTH = rules.add(
    Rule(
        "aid.warmth",
        "送温暖金额",
        (
            Version(
                "2018-01",
                date(2018, 1, 1),
                "送温暖资金使用管理办法（2018）；每次、每年的限额暂按外省标准，重庆未定",
                weigh(FORMULA),
            ),
        ),
    )
)
