"""金秋助学: what is asked of a family, who gets nothing and why, where it goes.

No help for places that cost nothing, nor where another body has paid; the school year is not the year of the
file; a child has one grant a school year (链条式帮扶, A3 and A4 of the domain rules).
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yugong.ground.access.roles import COUNTY
from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit
from yugong.ground.people.queries import membership_of
from yugong.kernel.calendar import local_day
from yugong.kernel.fields import (
    Choice,
    Consent,
    Files,
    IdNumber,
    LongText,
    Money,
    Number,
    PersonName,
    Select,
    Text,
)
from yugong.kernel.rules import Clause, Facts, Rule, Verdict, Version, all_of
from yugong.scenes.aid.models import SchoolStage, Season
from yugong.scenes.aid.queries import chains, programmes

YES_NO = (("no", "不是"), ("yes", "是"))
FIELDS = (
    PersonName("child_name", "孩子姓名", page="孩子"),
    IdNumber("child_number", "孩子身份证号码", hint="只用来认出是同一个孩子，加密保存", page="孩子"),
    Select("stage", "读什么", of=tuple((key, words) for key, words in SchoolStage.choices), page="孩子"),
    Text("school", "学校和专业", personal=True, longest=60, page="孩子"),
    Number("entered", "哪年入学", least=2015, most=2100, unit="年", page="孩子"),
    Number("graduates", "哪年毕业", least=2016, most=2110, unit="年", page="孩子"),
    Choice("free", "是免学费的吗", hint="军校、公费师范这一类", of=YES_NO, usual="no", page="学费"),
    Choice("paid", "今年有别的单位资助了吗", of=YES_NO, usual="no", page="学费"),
    Files("proof", "录取通知书或者学生证", optional=True, accepts=("image", "pdf"), page="学费"),
    Consent(
        "agree",
        "同意用孩子的资料办理助学",
        text="孩子的姓名、证件号、学校只用于助学和以后的假期岗位、毕业第一岗；公示时不出现。"
        "孩子不满 14 周岁的，由家长代为同意。",
        page="学费",
    ),
)  # fmt: skip
AMOUNT = Money("amount", "助学金额", hint="从金秋助学项目出")
WHY = LongText("why", "理由", hint="家里会看到：为什么、怎样会不同", longest=300)
MISSING = LongText("missing", "要补什么", hint="一次说全", longest=300)
LOST = LongText("lost", "怎么没收到", hint="例如：卡号换了", longest=200)

GATE = Rule(
    key="aid.autumn_gate",
    name="金秋助学先核对",
    versions=(
        Version(
            "2026-01",
            date(2026, 1, 1),
            "帮扶救助：免学费的、别的单位已经资助的不重复；同一学年一个孩子一次",
            all_of(
                (
                    Clause(
                        lambda facts, values: facts["free"] != "yes",
                        "要交学费", "免学费的不发助学金", "换成要交学费的学校或专业以后可以申请",
                    ),
                    Clause(
                        lambda facts, values: facts["paid"] != "yes",
                        "今年没有别的单位资助",
                        "今年已经有别的单位资助，同一用途不重复",
                        "下一学年没有别的资助时可以申请",
                    ),
                    Clause(
                        lambda facts, values: not facts["had"],
                        "这一学年还没有领过",
                        "这个孩子这一学年已经领过助学金",
                        "下一学年或者升学以后可以申请",
                    ),
                    Clause(
                        lambda facts, values: facts["graduates"] > facts["entered"],
                        "在读年份对得上", "毕业年份要晚于入学年份", "核对两个年份，重新提交",
                    ),
                ),
                yes="eligible",
                no="ineligible",
            ),
        ),
    ),
)  # fmt: skip


def facts_of(asker: Any, answers: Mapping[str, Any]) -> Facts:
    """What the gate looks at."""
    row = chains.by_number(answers["child_number"])
    period = str(answers["entered"])
    had = row is not None and programmes.had(
        row.person_id, purpose=Season.AUTUMN, period=period, child=str(row.pk)
    )
    named = {name: answers[name] for name in ("free", "paid", "entered", "graduates")}
    return {**named, "had": bool(had)}


def decide(*, matter: Any, answers: Mapping[str, Any], at: datetime) -> Verdict:
    """The gate's word at the opening: a clear no is told at once, with what would change it."""
    return GATE.apply(facts_of(matter.asker, answers), on=local_day(at))


def office(unit: Unit) -> Unit | None:
    """The district's union above a unit, which decides on schooling."""
    found = [*org.ancestors(unit.path), unit]
    return next((one for one in reversed(found) if one.kind in COUNTY), None)


def desk(*, asker: Any, answers: Mapping[str, Any], at: datetime) -> int | None:
    """Schooling is decided by the district's union of the worker."""
    own = membership_of(asker.pk)
    found = office(own.unit) if own else None
    return found.pk if found else None


def why_not(verdict: Verdict) -> str:
    """The reasons that spoke against it, and what would change them, in one line."""
    against = "；".join(reason.text for reason in verdict.reasons if not reason.holds)
    return f"{against}。{'；'.join(verdict.change)}"[:200]
