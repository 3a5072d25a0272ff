"""What a household declares, topic by topic, each fact once; and the whole-number figures that follow."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from yugong.kernel.fields import Field, IdNumber, LongText, Money, Number, PersonName, Phone, Select, Text

SELF = "self"
RELATIONS = (("spouse", "配偶"), ("child", "子女"), ("parent", "父母"), ("other", "其他共同生活的家人"))
RELATION_WORDS = {SELF: "本人", **dict(RELATIONS)}
HEALTH = (("well", "健康"), ("ill", "患重病、慢性病"), ("disabled", "残疾"))
STUDY = (
    ("none", "没有在读"),
    ("basic", "幼儿园、小学、初中"),
    ("senior", "高中、中职"),
    ("entrant", "今年考上大学"),
    ("higher", "在读大专、本科、研究生"),
    ("private", "上收费超过公办两倍的民办学校"),
    ("abroad", "自费出国留学"),
)
AREAS = (("no", "城镇户口"), ("migrant", "农村户口，在城里务工"), ("yes", "农村户口，住在农村"))
CAUSES = (
    ("illness", "家人生病"),
    ("accident", "突发事故、灾害"),
    ("schooling", "子女上学"),
    ("income", "收入低、失业"),
    ("disability", "家人残疾"),
    ("other", "其他"),
)
KEEPS = (
    ("yes", "不让单位知道，由街道工会办"),
    ("no", "单位工会可以看，由单位工会办"),
)

HEALTH_FIELDS: tuple[Field, ...] = (
    Select("health", "身体情况", of=HEALTH, personal=True),
    Text("illness", "病名、残疾等级", optional=True, personal=True, longest=40),
    Select("study", "上学情况", of=STUDY),
    Text("school", "学校", optional=True, personal=True, longest=40),
)
MEMBER: tuple[Field, ...] = (
    PersonName("name", "姓名"),
    IdNumber("number", "身份证号"),
    Select("relation", "和你的关系", of=RELATIONS),
    Phone("phone", "手机号", optional=True, hint="成年家人在自己手机上同意核对；没有手机可以纸上签字"),
    *HEALTH_FIELDS,
)
SELF_FIELDS: tuple[Field, ...] = (
    IdNumber("number", "身份证号"),
    *HEALTH_FIELDS,
)


def _yearly(name: str, label: str, hint: str = "") -> Money:
    return Money(name, label, hint=hint, most=10_000_000_00)


INCOME: tuple[Field, ...] = (
    _yearly("wages", "工资、奖金", "全家合计，到手的数；没有填 0"),
    _yearly("business", "做生意、零工、跑单", "扣掉成本以后"),
    _yearly("pension", "养老金、退休金"),
    _yearly("subsidy", "低保金、抚恤金、失业金"),
    _yearly("other", "租金、利息、赡养费等"),
)
OUTLAY: tuple[Field, ...] = (
    _yearly("medical", "看病自己付的钱", "医保报销以后；没有填 0"),
    _yearly("schooling", "上学的学费、书本、住宿"),
    _yearly("care", "残疾、失能家人的护理"),
    _yearly("housing", "房租，或者唯一住房的房贷"),
    _yearly("accident", "突发事故、灾害、大病的支出和损失", "上面没有算过的"),
)
BELONGINGS: tuple[Field, ...] = (
    Select("rural", "户口和住处", of=AREAS),
    Select("subsistence", "是不是低保家庭", of=(("no", "不是"), ("yes", "是"))),
    Number("homes", "住房", unit="套", most=20),
    Number("cars", "生活、挣钱用不上的汽车", hint="跑单、拉货用的和残疾人代步车不算", unit="辆", most=20),
    Number("firms", "开办或者入股的企业", unit="家", most=20),
    Number("labour_months", "在现在的工作干了多久", hint="农村进城务工要满一年", unit="个月", most=600),
)
WHY: tuple[Field, ...] = (
    Select("cause", "主要难处", of=CAUSES, personal=True),
    LongText("story", "说说家里的情况", personal=True, longest=1000),
    Select("kept", "让不让单位知道", of=KEEPS, hint="病情、上学这些细节只有办理的工会看得到"),
)
TOPICS: Mapping[str, tuple[str, tuple[Field, ...]]] = {
    "income": ("全家一年的收入", INCOME),
    "outlay": ("全家一年的刚性支出", OUTLAY),
    "belongings": ("房子、车子和户口", BELONGINGS),
    "why": ("难处和谁来办", WHY),
}
PEOPLE, CONSENTS = "people", "consents"
WORDING = "aid.hardship.check@1"
AGREED = (
    "同意工会向民政、人社、医保、车辆、房产、市场监管等部门核对我的家庭经济状况，只用于困难职工建档和帮扶；"
    "建档前在工会内公示 5 个工作日，只公示隐去名字的姓名、工会和困难类别。随时可以撤回。"
)
DECLARED = "我申报的情况都是真的。隐瞒、虚报的，退回已领的钱，12 个月内不再受理。"


def total(sheet: Mapping[str, Any], topic: str) -> int:
    """The sum of a topic's amounts in fen."""
    given = sheet.get(topic) or {}
    return sum(int(given.get(field.name) or 0) for field in TOPICS[topic][1])


def born(number: str) -> date | None:
    """The birthday that stands in a resident's number."""
    digits = number[6:14] if len(number) == 18 else ""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def age(number: str, on: date) -> int:
    """Full years on a day; an unreadable number counts as grown up."""
    day = born(number)
    return on.year - day.year - ((on.month, on.day) < (day.month, day.day)) if day else 18


def figures(
    sheet: Mapping[str, Any], people: Sequence[Mapping[str, Any]], *, on: date
) -> dict[str, int | None]:
    """The household in whole numbers (money in fen a year), by the names of its facts."""
    has = sheet.get("belongings") or {}
    children = [one for one in people if one["relation"] == "child"]

    def of(word: str) -> int:
        return sum(one.get("study") == word for one in children)

    return {
        "persons": len(people),
        "annual_income_fen": total(sheet, "income"),
        "rigid_expenses_fen": total(sheet, "outlay"),
        "accident_costs_fen": int((sheet.get("outlay") or {}).get("accident") or 0),
        "medical_costs_fen": int((sheet.get("outlay") or {}).get("medical") or 0),
        "rural": int(has.get("rural") in ("yes", "migrant")),
        "labour_months": int(has.get("labour_months") or 0),
        "subsistence": int(has.get("subsistence") == "yes"),
        "minors": sum(age(one["number"], on) < 18 for one in children),
        "senior_pupils": of("senior"),
        "students": of("higher"),
        "entrants": of("entrant"),
        "private_pupils": of("private") + of("abroad"),
        "disabled": sum(one.get("health") == "disabled" for one in people),
        "cars": int(has.get("cars") or 0),
        "homes": int(has.get("homes") or 0),
        "firms": int(has.get("firms") or 0),
    }


def rule_facts(
    sheet: Mapping[str, Any], people: Sequence[Mapping[str, Any]], *, on: date
) -> dict[str, int | str | bool]:
    """The same as the rule of hardship reads it: money in fen, the line of the place where they live."""
    found, area = figures(sheet, people, on=on), (sheet.get("belongings") or {}).get("rural")
    names = ("persons", "labour_months", "private_pupils", "cars", "homes", "firms")
    money = ("annual_income", "rigid_expenses", "accident_costs")
    return {
        **{name: found[name] or 0 for name in names},
        **{name: found[f"{name}_fen"] or 0 for name in money},
        "area": "rural" if area == "yes" else "urban",
        "rural_migrant": area == "migrant",
    }
