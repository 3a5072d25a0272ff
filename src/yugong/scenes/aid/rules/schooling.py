"""金秋助学: what a child of a household on file is given for a school year (domain rules A1, A4)."""

from datetime import date

from yugong.kernel.formula import case, equal
from yugong.kernel.formula_facts import CHOICE, YES, Asked, Setting, Step
from yugong.kernel.formula_rule import ByFormula, Category, Test
from yugong.kernel.formula_verdict import weigh
from yugong.kernel.rules import Rule, Version, rules
from yugong.scenes.aid.rules.granting import CATEGORY, ONCE, PAID, TARIFF_2018

SENIOR, HIGHER, OTHER = "senior", "higher", "other"
STAGE = Asked(
    "stage", "孩子在读", CHOICE, moves="",
    options=((SENIOR, "高中、中职"), (HIGHER, "大专、本科"), (OTHER, "其他")),
)  # fmt: skip
FREE = Asked("free_tuition", "免学费的学校", YES, usual=False, hint="军校、公费师范生这样不用交学费的")
SENIOR_DEEP = Setting("aid.school.senior.deep", "senior_deep", "高中阶段，深度困难")
SENIOR_OTHER = Setting("aid.school.senior.other", "senior_other", "高中阶段，其他困难")
HIGHER_DEEP = Setting("aid.school.higher.deep", "higher_deep", "高等教育，深度困难")
HIGHER_OTHER = Setting("aid.school.higher.other", "higher_other", "高等教育，其他困难")
DEEP = equal(CATEGORY.expression, "deep")
TARIFF = Step(
    "tariff",
    "每个孩子一学年",
    case(
        (
            equal(STAGE.expression, HIGHER),
            case((DEEP, HIGHER_DEEP.expression), otherwise=HIGHER_OTHER.expression),
        ),
        otherwise=case((DEEP, SENIOR_DEEP.expression), otherwise=SENIOR_OTHER.expression),
    ),
)

FORMULA = ByFormula(
    asks="孩子上学可以得多少",
    icon="graduation-cap",
    says=(
        "在档的困难家庭，孩子在高中、中职或者大专以上读书，每个孩子一学年一次。",
        "高中阶段：深度困难 {aid_school_senior_deep}，其他 {aid_school_senior_other}。",
        "高等教育：深度困难 {aid_school_higher_deep}，其他 {aid_school_higher_other}。",
        "免学费的学校不给；同一用途别处已经给过的不重复给。",
    ),
    facts=(CATEGORY, STAGE, FREE, PAID),
    numbers=(SENIOR_DEEP, SENIOR_OTHER, HIGHER_DEEP, HIGHER_OTHER),
    steps=(TARIFF,),
    gates=(
        Test(~equal(CATEGORY.expression, "none"), "", "不在困难职工档案里，先申请困难职工认定。"),
        Test(~equal(STAGE.expression, OTHER), "", "助学给高中、中职和大专以上在读的孩子。"),
        Test(~FREE.expression, "", "免学费的学校不给助学金。"),
        ONCE,
    ),
    categories=(
        Category(
            "granted",
            "可以发",
            (
                Test(
                    TARIFF.reckoned > 0,
                    "{category}家庭的孩子在读{stage}，一学年 {tariff}。",
                    "助学标准还没有设置。",
                ),
            ),
        ),
        Category("refused", "不能发"),
    ),
    amount=TARIFF.reckoned,
)

SCHOOLING = rules.add(
    Rule("aid.schooling", "金秋助学", (Version("2018-01", date(2018, 1, 1), TARIFF_2018, weigh(FORMULA)),))
)
