"""金秋助学: what is asked of a family, what the rule of schooling says to it, where it goes (A3, A4)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yugong.ground.access.roles import COUNTY
from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit
from yugong.ground.people.queries import membership_of
from yugong.kernel.decision import Decision
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
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.models import SchoolStage, Season
from yugong.scenes.aid.queries import chains, households, programmes
from yugong.scenes.aid.rules.explaining import explain
from yugong.scenes.aid.rules.ruling import advised, decided

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

SENIOR = (SchoolStage.SENIOR, SchoolStage.VOCATIONAL)


def weighed(asker: Any, answers: Mapping[str, Any], *, on: date, path: str = "") -> Verdict:
    """What the rule of schooling says: by the family's file, the stage, and what was given before."""
    row = chains.by_number(answers["child_number"])
    period = str(answers["entered"])
    had = row is not None and programmes.had(
        row.person_id, purpose=Season.AUTUMN, period=period, child=str(row.pk)
    )
    file = households.file_of(asker.pk, on)
    facts = {
        "category": file.category if file else "none",
        "stage": "senior" if answers["stage"] in SENIOR else "higher",
        "free_tuition": answers["free"] == "yes",
        "paid_elsewhere": answers["paid"] == "yes" or bool(had),
    }
    return explain("aid.schooling", facts, on=on, path=path)


def eligible(*, asker: Any, answers: Mapping[str, Any], at: datetime) -> Decision:
    """The years must fit; everything else is answered with reasons."""
    fits = answers["graduates"] > answers["entered"]
    return Decision(fits, "" if fits else "毕业年份要晚于入学年份，请核对")


decide = decided(weighed)
advice = advised(weighed, "按金秋助学的标准")


def office(unit: Unit) -> Unit | None:
    """The district's union above a unit, which decides on schooling."""
    found = [*org.ancestors(unit.path), unit]
    return next((one for one in reversed(found) if one.kind in COUNTY), None)


def desk(*, asker: Any, answers: Mapping[str, Any], at: datetime) -> int | None:
    """Schooling is decided by the district's union of the worker."""
    own = membership_of(asker.pk)
    found = office(own.unit) if own else None
    return found.pk if found else None
