"""Which category of hardship a household has: deep, relative, by accident, or none (domain rules H2–H8).

Per head and month: what is left of the yearly income after rigid expenses, ÷ 12 ÷ persons, at least nothing.
Below the line is deep, below so many times the line is relative; equality is not below. The year's costs of
an accident or a grave illness over a share of the yearly income are hardship by accident.
"""

from datetime import date

from yugong.kernel.formula import case, equal, greatest
from yugong.kernel.formula_facts import CHOICE, SHARE, TIMES, WHOLE, YES, Asked, Setting, Step
from yugong.kernel.formula_rule import ByFormula, Category, Test
from yugong.kernel.formula_verdict import weigh
from yugong.kernel.money import LIMIT
from yugong.kernel.rules import Rule, Version, rules

URBAN, RURAL = "urban", "rural"
AREAS = ((URBAN, "城镇"), (RURAL, "农村"))

INCOME = Asked("annual_income", "家庭年收入", least=-LIMIT, hint="全家人一年到手的收入加起来")
RIGID = Asked(
    "rigid_expenses", "年刚性支出", hint="一年里自付的医药费、学费、残疾照护、最低的房租房贷，没有填 0"
)
PERSONS = Asked(
    "persons", "共同生活人数", WHOLE, unit="人", least=1, most=99, hint="住在一起、互相供养的家人"
)
COSTS = Asked(
    "accident_costs", "意外或重病的花费", usual=0, hint="这一年因意外事故、突发事件、重病自付的钱和损失"
)
AREA = Asked("area", "按哪里的标准", CHOICE, usual=URBAN, options=AREAS, moves="")
MIGRANT = Asked("rural_migrant", "是进城务工人员", YES, usual=False, moves="")
MONTHS = Asked(
    "labour_months", "劳动关系", WHOLE, unit="个月", usual=0, most=1200, hint="进城务工人员才要填，满几个月"
)
PRIVATE = Asked(
    "private_pupils", "高收费读民办或自费留学的孩子", WHOLE, "个", 0, most=99, moves="less",
    hint="收费超过公办两倍的",
)  # fmt: skip
CARS = Asked("cars", "汽车", WHOLE, "辆", 0, most=99, moves="less", hint="残疾人代步车和靠它谋生的不算")
HOMES = Asked("homes", "住房", WHOLE, "套", 0, most=99, moves="less")
FIRMS = Asked("firms", "投资开办的企业", WHOLE, "个", 0, most=99, moves="less")
HIDDEN = Asked("hidden_income", "隐瞒收入或财产", YES, usual=False)
IDLE = Asked("work_refused", "能劳动却没有正当理由不肯就业", YES, usual=False)

URBAN_LINE = Setting("hardship.line.urban", "line", "城镇低保标准")
RURAL_LINE = Setting("hardship.line.rural", "line", "农村低保标准")
MULTIPLE = Setting("hardship.multiple.relative", "multiple", "相对困难的倍数", TIMES)
RATIO = Setting("hardship.accident.ratio", "ratio", "意外致困的比例", SHARE)
MIGRANT_MONTHS = Setting("hardship.migrant.months", "migrant_months", "进城务工人员劳动关系（月）", WHOLE)
MOST_PRIVATE = Setting("hardship.private_pupils.most", "most_private_pupils", "高收费就读最多（个）", WHOLE)
MOST_CARS = Setting("hardship.cars.most", "most_cars", "汽车最多（辆）", WHOLE)
MOST_HOMES = Setting("hardship.homes.most", "most_homes", "住房最多（套）", WHOLE)
MOST_FIRMS = Setting("hardship.firms.most", "most_firms", "投资企业最多（个）", WHOLE)
ASSETS = (
    (PRIVATE, MOST_PRIVATE),
    (CARS, MOST_CARS),
    (HOMES, MOST_HOMES),
    (FIRMS, MOST_FIRMS),
)

LINE = Step(
    "line",
    "低保标准",
    case((equal(AREA.expression, RURAL), RURAL_LINE.expression), otherwise=URBAN_LINE.expression),
)
RELATIVE_LINE = Step(
    "relative_line", "相对困难标准", LINE.reckoned * MULTIPLE.expression, how="{line} × {multiple}"
)
PER_HEAD = Step(
    "per_head",
    "家庭人均月收入",
    greatest(0, INCOME.expression - RIGID.expression) / (PERSONS.expression * 12),
    how="（{annual_income} − {rigid_expenses}）÷ 12 个月 ÷ {persons}，不足 0 的按 0 算",
)
ACCIDENT_BAR = Step(
    "accident_bar",
    "意外致困标准",
    greatest(0, INCOME.expression) * RATIO.expression,
    how="{annual_income} × {ratio}",
)

FORMULA = ByFormula(
    asks="家里算不算困难职工，算哪一类",
    icon="house",
    says=(
        "人均月收入 =（全年收入 − 刚性支出）÷ 12 ÷ 共同生活人数，收不抵支按 0 算。",
        "低于低保标准（城镇 {hardship_line_urban}、农村 {hardship_line_rural}）是深度困难，等于不算。",
        "不低于低保标准、低于它的 {hardship_multiple_relative}，是相对困难。",
        "都不是，但一年里意外或重病的花费超过全年收入的 {hardship_accident_ratio}，是意外致困。",
        "进城务工人员要有满 {hardship_migrant_months} 个月的劳动关系，其他一样。",
        "孩子高收费就读、自费留学，有必需以外的汽车、多套住房、投资企业，隐瞒收入，能劳动不肯就业，不列入。",
    ),
    facts=(
        INCOME,
        RIGID,
        PERSONS,
        COSTS,
        AREA,
        MIGRANT,
        MONTHS,
        PRIVATE,
        CARS,
        HOMES,
        FIRMS,
        HIDDEN,
        IDLE,
    ),  # fmt: skip,
    numbers=(URBAN_LINE, RURAL_LINE, MULTIPLE, RATIO, MIGRANT_MONTHS, *(most for _, most in ASSETS)),
    steps=(PER_HEAD, LINE, RELATIVE_LINE, ACCIDENT_BAR),
    gates=(
        Test(
            ~MIGRANT.expression | (MONTHS.expression >= MIGRANT_MONTHS.expression),
            "",
            "进城务工人员要有满 {migrant_months} 个月的劳动关系，现在是 {labour_months}。",
        ),
        *(
            Test(
                has.expression <= most.expression,
                "",
                f"{has.label} {{{has.name}}}，超过了 {{{most.short}}} {has.unit}，按规定不列入困难职工。",
            )
            for has, most in ASSETS
        ),
        *(Test(~one.expression, "", f"{one.label}，按规定不列入困难职工。") for one in (HIDDEN, IDLE)),
    ),
    categories=(
        Category(
            "deep",
            "深度困难",
            (
                Test(
                    PER_HEAD.reckoned < LINE.reckoned,
                    "家庭人均月收入 {per_head}，低于低保标准 {line}，是深度困难。",
                    "家庭人均月收入 {per_head}，不低于低保标准 {line}，不是深度困难。",
                ),
            ),
        ),
        Category(
            "relative",
            "相对困难",
            (
                Test(
                    PER_HEAD.reckoned < RELATIVE_LINE.reckoned,
                    "人均月收入 {per_head}，低于低保标准的 {multiple}（{relative_line}），是相对困难。",
                    "人均月收入 {per_head}，不低于低保标准的 {multiple}（{relative_line}），不是相对困难。",
                ),
            ),
        ),
        Category(
            "accident",
            "意外致困",
            (
                Test(
                    COSTS.expression > ACCIDENT_BAR.reckoned,
                    "意外花费 {accident_costs}，超过年收入的 {ratio}（{accident_bar}），是意外致困。",
                    "意外花费 {accident_costs}，没有超过年收入的 {ratio}（{accident_bar}），不是意外致困。",
                ),
            ),
        ),
        Category("none", "不符合"),
    ),
)

HARDSHIP = rules.add(
    Rule(
        "aid.hardship",
        "困难职工认定",
        (
            Version(
                "2018-01",
                date(2018, 1, 1),
                "总工办〔2016〕36 号及各地困难职工认定办法；重庆市城乡居民最低生活保障条例第九条",
                weigh(FORMULA),
            ),
        ),
    )
)
