"""Who may be screened: workers of the new forms of employment; for the two cancers women of an age (V9)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from yugong.ground.org.models import Unit, UnitKind
from yugong.ground.parameters.queries import in_force
from yugong.ground.people.models import Membership, Person
from yugong.ground.people.queries import employment_of, identity_of, membership_of
from yugong.kernel.formula import equal
from yugong.kernel.formula_facts import CHOICE, WHOLE, YES, Asked, Setting
from yugong.kernel.formula_rule import ByFormula, Category, Test
from yugong.kernel.formula_verdict import weigh
from yugong.kernel.identifiers import check_id
from yugong.kernel.rules import Rule, Verdict, Version

NEW_TRADES = ("rider", "driver")
NEW_WORDS = ("骑手", "快递", "网约车", "货车", "代驾", "主播", "配送")
MEMBER = Asked("member", "工会会员", YES, usual=False)
NEW_FORM = Asked("new_form", "新就业形态劳动者", YES, usual=False)
SEX = Asked("sex", "性别", CHOICE, usual="", options=(("1", "男"), ("2", "女"), ("", "没有登记")))
AGE = Asked("age", "年龄", WHOLE, "周岁", usual=0, most=150)
LEAST = Setting("screening.checkup.age", "least", "体检最低年龄", WHOLE)
FROM = Setting("screening.cancers.from", "since", "两癌筛查年龄从", WHOLE)
UPTO = Setting("screening.cancers.to", "upto", "两癌筛查年龄到", WHOLE)
GATES = (
    Test(MEMBER.expression, "你是工会会员。", "体检给工会会员，还没有入会可以先入会，几分钟就好。"),
    Test(
        NEW_FORM.expression,
        "你在新就业形态就业。",
        "这一批给送外卖、送快递、开网约车和货车的新就业形态劳动者；你登记的行当不在里面，写错了可以在“我的信息”里更正。",
    ),
    Test(AGE.expression > 0, "", "资料里没有出生日期，请先在“我的信息”里补登证件号。"),
)
SEXES = {"男": "1", "女": "2"}
CAN, CANNOT = "granted", "refused"
CHECKUP = ByFormula(
    facts=(MEMBER, NEW_FORM, SEX, AGE),
    numbers=(LEAST,),
    gates=GATES,
    categories=(
        Category(
            CAN,
            "可以体检",
            (
                Test(
                    AGE.expression >= LEAST.expression, "年满 {least} 周岁。", "体检给年满 {least} 周岁的人。"
                ),
            ),
        ),
        Category(CANNOT, "这一批不能体检"),
    ),
)
CANCERS = ByFormula(
    facts=(MEMBER, NEW_FORM, SEX, AGE),
    numbers=(FROM, UPTO),
    gates=(
        *GATES,
        Test(~equal(SEX.expression, ""), "", "资料里没有性别，请先在“我的信息”里补登证件号。"),
        Test(equal(SEX.expression, "2"), "", "两癌筛查是给女职工的，男职工请看健康体检。"),
    ),
    categories=(
        Category(
            CAN,
            "可以筛查",
            (
                Test(
                    AGE.expression >= FROM.expression, "年满 {since} 周岁。", "两癌筛查从 {since} 周岁开始。"
                ),
                Test(
                    AGE.expression <= UPTO.expression, "不超过 {upto} 周岁。", "两癌筛查到 {upto} 周岁为止。"
                ),
            ),
        ),
        Category(CANNOT, "这一批不能筛查"),
    ),
)
SOURCE = "区县总工会免费体检、两癌筛查的对象；年龄段按妇女两癌筛查工作方案"


def _rule(sort: str, name: str, formula: ByFormula) -> Rule:
    return Rule(
        f"service.screening.{sort}", name, (Version("2025-01", date(2025, 1, 1), SOURCE, weigh(formula)),)
    )


RULES = {
    "checkup": (_rule("checkup", "新就业形态体检", CHECKUP), CHECKUP),
    "cancers": (_rule("cancers", "两癌筛查", CANCERS), CANCERS),
}


def new_form(unit: Unit | None, *trades: str) -> bool:
    """Whether a trade or a union is one of the new forms of employment."""
    told = any(trade in NEW_TRADES or any(word in trade for word in NEW_WORDS) for trade in trades)
    platform = unit is not None and unit.kind == UnitKind.HOME and unit.home_for == "platform"
    return told or platform


def facts(person: Person, stretch: Membership | None, trade: str, *, on: date) -> Mapping[str, Any]:
    """What the rules look at, of one person."""
    held = identity_of(person)
    paper = check_id(held.number, kind=held.paper, today=on) if held.number else None
    born = held.born or (paper.birth if paper and paper.valid else None)
    sex = person.sex or SEXES.get(paper.sex if paper and paper.valid and paper.sex else "", "")
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day)) if born else 0
    unit = stretch.unit if stretch else None
    member = stretch is not None
    return {
        "member": member, "new_form": new_form(unit, trade, stretch.trade if stretch else ""),
        "sex": sex, "age": age,
    }  # fmt: skip


def weighed(sort: str, known: Mapping[str, Any], *, on: date, path: str) -> Verdict:
    """The verdict on these facts with the parameters of the place."""
    rule, formula = RULES[sort]
    return rule.apply(
        known, on=on, parameters=in_force([one.key for one in formula.numbers], on=on, path=path)
    )


def fits(sort: str, person: Person, *, on: date, path: str) -> Verdict:
    """Whether somebody may be screened, with the reasons."""
    stretch, work = membership_of(person.pk), employment_of(person.pk)
    return weighed(sort, facts(person, stretch, work.trade if work else "", on=on), on=on, path=path)
