"""生活救助: what a household on file is given for its living in a year (domain rules A1)."""

from datetime import date

from yugong.kernel.formula import case, equal
from yugong.kernel.formula_facts import YES, Asked, Setting, Step
from yugong.kernel.formula_rule import ByFormula, Category, Test
from yugong.kernel.formula_verdict import weigh
from yugong.kernel.rules import Rule, Version, rules
from yugong.scenes.aid.rules.granting import CATEGORY, ON_FILE, ONCE, PAID, TARIFF_2018

SUBSISTENCE = Asked("subsistence", "低保家庭", YES, usual=False)
OTHER_HELP = Asked("other_help", "今年另有助学、医疗救助", YES, usual=False, hint="不是低保的家庭才看这一项")
SUBSISTENCE_DEEP = Setting("aid.living.subsistence.deep", "subsistence_deep", "低保家庭，深度困难")
SUBSISTENCE_OTHER = Setting("aid.living.subsistence.other", "subsistence_other", "低保家庭，其他困难")
PLAIN_DEEP = Setting("aid.living.plain.deep", "plain_deep", "其他家庭，深度困难")
PLAIN_OTHER = Setting("aid.living.plain.other", "plain_other", "其他家庭，其他困难")
DEEP = equal(CATEGORY.expression, "deep")
TARIFF = Step(
    "tariff",
    "一户一年",
    case(
        (
            SUBSISTENCE.expression,
            case((DEEP, SUBSISTENCE_DEEP.expression), otherwise=SUBSISTENCE_OTHER.expression),
        ),
        otherwise=case((DEEP, PLAIN_DEEP.expression), otherwise=PLAIN_OTHER.expression),
    ),
)

FORMULA = ByFormula(
    asks="生活上一年可以得多少",
    icon="hand-heart",
    says=(
        "在档的困难家庭，一户一年一次。",
        "低保家庭：深度困难 {aid_living_subsistence_deep}，其他 {aid_living_subsistence_other}。",
        "不是低保、也没有别的救助的：深度困难 {aid_living_plain_deep}，其他 {aid_living_plain_other}。",
    ),
    facts=(CATEGORY, SUBSISTENCE, OTHER_HELP, PAID),
    numbers=(SUBSISTENCE_DEEP, SUBSISTENCE_OTHER, PLAIN_DEEP, PLAIN_OTHER),
    steps=(TARIFF,),
    gates=(ONCE,),
    categories=(
        Category(
            "granted",
            "可以发",
            (
                ON_FILE,
                Test(
                    SUBSISTENCE.expression | ~OTHER_HELP.expression,
                    "一户一年 {tariff}。",
                    "不是低保家庭，今年另有助学、医疗救助，不再给生活救助。",
                ),
            ),
        ),
        Category("refused", "不能发"),
    ),
    amount=TARIFF.reckoned,
)

LIVING = rules.add(
    Rule("aid.living", "生活救助", (Version("2018-01", date(2018, 1, 1), TARIFF_2018, weigh(FORMULA)),))
)
