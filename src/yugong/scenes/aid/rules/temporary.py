"""基层工会临时救助: once a year, up to a ceiling, reported afterwards (domain rules A8)."""

from datetime import date

from yugong.kernel.formula import among, least
from yugong.kernel.formula_facts import CHOICE, WHOLE, YES, Asked, Setting, Step
from yugong.kernel.formula_rule import ByFormula, Category, Test
from yugong.kernel.formula_verdict import weigh
from yugong.kernel.rules import Rule, Version, rules

MEMBER = Asked("member", "是工会会员", YES, moves="")
CAUSE = Asked(
    "cause", "遇到什么事", CHOICE, moves="",
    options=(
        ("fire", "火灾、水灾"), ("accident", "意外事故"), ("illness", "突发重病"),
        ("spending", "突然要花一大笔钱"), ("other", "其他急难"), ("none", "都不是"),
    ),
)  # fmt: skip
ASKED = Asked("amount", "申请的金额", least=1)
TIMES = Asked("times", "今年已经得到过", WHOLE, "次", usual=0, most=99, moves="")
CEILING = Setting("aid.temporary.ceiling", "ceiling", "每次最多")
PER_YEAR = Setting("aid.temporary.times", "times_a_year", "每年最多（次）", WHOLE)
GRANT = Step("grant", "这次", least(ASKED.expression, CEILING.expression))

FORMULA = ByFormula(
    asks="突然遇到难处，可以得多少",
    icon="circle-alert",
    says=(
        "会员遇到火灾水灾、意外事故、突发重病，或者突然要花一大笔钱，先办后报。",
        "每年最多 {aid_temporary_times} 次，每次最多 {aid_temporary_ceiling}。",
        "长期困难请申请困难职工认定；不是会员可以向街道申请政府的临时救助。",
    ),
    facts=(MEMBER, CAUSE, ASKED, TIMES),
    numbers=(CEILING, PER_YEAR),
    steps=(GRANT,),
    categories=(
        Category(
            "granted",
            "可以发",
            (
                Test(MEMBER.expression, "是工会会员。", "还不是工会会员，先入会；也可以向街道申请临时救助。"),
                Test(
                    among(CAUSE.expression, "fire", "accident", "illness", "spending", "other"),
                    "遇到的是{cause}。",
                    "临时救助只管突然遇到的事；长期困难，请申请困难职工认定。",
                ),
                Test(
                    TIMES.expression < PER_YEAR.expression,
                    "今年得到过 {times}，还可以申请；每次最多 {ceiling}，这次 {grant}。",
                    "今年已经得到过 {times}，每年最多 {times_a_year} 次。",
                ),
            ),
        ),
        Category("refused", "不能发"),
    ),
    amount=GRANT.reckoned,
)

TEMPORARY = rules.add(
    Rule(
        "aid.temporary",
        "临时救助",
        (
            Version(
                "2018-01",
                date(2018, 1, 1),
                "基层工会临时救助，一年一次，先办后报；限额重庆未定。政府临时救助另见社会救助暂行办法第四十七、四十八条",
                weigh(FORMULA),
            ),
        ),
    )
)
