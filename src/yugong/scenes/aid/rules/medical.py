"""医疗救助: a share of what a household on file paid itself for illness, within bounds (domain rules A1)."""

from datetime import date

from yugong.kernel.formula import greatest, least
from yugong.kernel.formula_facts import SHARE, Asked, Setting, Step
from yugong.kernel.formula_rule import ByFormula, Category, Test
from yugong.kernel.formula_verdict import weigh
from yugong.kernel.rules import Rule, Version, rules
from yugong.scenes.aid.rules.granting import CATEGORY, ON_FILE, ONCE, PAID, TARIFF_2018

COSTS = Asked("own_costs", "自付的医药费", hint="医保和大病保险报销以后，一年里自己付的")
FROM = Setting("aid.medical.from", "from", "自付从多少起")
PORTION = Setting("aid.medical.share", "share", "按自付的比例", SHARE)
LEAST = Setting("aid.medical.least", "least", "最少")
MOST = Setting("aid.medical.most", "most", "最多")
BY_SHARE = Step("by_share", "按比例", COSTS.expression * PORTION.expression, how="{own_costs} × {share}")
GRANT = Step("grant", "一年", least(MOST.expression, greatest(LEAST.expression, BY_SHARE.reckoned)))

FORMULA = ByFormula(
    asks="生了重病可以得多少",
    icon="heart-pulse",
    says=(
        "在档的困难家庭，医保报销以后一年自付满 {aid_medical_from}。",
        "按自付的 {aid_medical_share} 给，最少 {aid_medical_least}，最多 {aid_medical_most}。",
        "同一用途别处已经给过的不重复给。",
    ),
    facts=(CATEGORY, COSTS, PAID),
    numbers=(FROM, PORTION, LEAST, MOST),
    steps=(BY_SHARE, GRANT),
    gates=(ONCE,),
    categories=(
        Category(
            "granted",
            "可以发",
            (
                ON_FILE,
                Test(
                    COSTS.expression >= FROM.expression,
                    "自付 {own_costs}，达到 {from}；按比例算，最少 {least}，最多 {most}，是 {grant}。",
                    "自付 {own_costs}，不到 {from}。",
                ),
            ),
        ),
        Category("refused", "不能发"),
    ),
    amount=GRANT.reckoned,
)

MEDICAL = rules.add(
    Rule("aid.medical", "医疗救助", (Version("2018-01", date(2018, 1, 1), TARIFF_2018, weigh(FORMULA)),))
)
