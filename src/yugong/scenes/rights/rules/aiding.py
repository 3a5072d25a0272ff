"""Legal aid: what is asked, whose means are not looked at and why, when aid comes first, what may end it.

Sources: 法律援助法 arts 31 (scope), 41–44 (means, days, aid first), 48 (ending); 工会法 art 30.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yugong.ground.parameters.queries import value
from yugong.kernel.calculating import calculators
from yugong.kernel.calendar import local_day
from yugong.kernel.fields import Choice, Day, EmployerPick, Files, LongText, Money, Select, Text, UnitPick
from yugong.kernel.money import fen, yuan
from yugong.kernel.rules import Facts, Finding, Reason, Rule, Values, Verdict, Version
from yugong.scenes.rights.queries import figures
from yugong.scenes.rights.rules.mediators import begins
from yugong.scenes.rights.rules.routing import office

YES_NO = (("yes", "是"), ("no", "不是"))
CLAIMS = (
    ("wage", "讨要劳动报酬"), ("injury", "工伤待遇、人身损害"), ("relation", "确认劳动关系"),
    ("leaving", "解除合同、经济补偿"), ("other", "其他劳动争议"),
)  # fmt: skip
FIELDS = (
    Select("claim", "为什么事", of=CLAIMS, page="什么事"),
    Text("employer", "对方单位", known="employer", longest=80, page="什么事"),
    EmployerPick("employer_id", "从名单里选单位", optional=True, known="employer_id", page="什么事"),
    UnitPick("area", "在哪个街道或区县", optional=True, hint="不填，按您所在的工会办", page="什么事"),
    Money("amount", "要求多少钱", optional=True, page="什么事"),
    Choice("rural", "进城务工人员", of=YES_NO, page="要不要看家里情况"),
    Choice("welfare", "低保或没有固定收入", of=YES_NO, page="要不要看家里情况"),
    Money(
        "income", "全家人均月收入", hint="上面有一项是“是”可以不填", optional=True, page="要不要看家里情况",
    ),
    Day(
        "limit_ends", "仲裁起诉期限到", hint="不知道就不填；不足七天会先派律师", optional=True,
        page="急不急",
    ),
    Choice("preservation", "要马上查封对方财产吗", of=YES_NO, page="急不急"),
    LongText("facts", "事情经过", personal=True, longest=1500, page="经过"),
    Files("proof", "合同、工资条、裁决书", optional=True, accepts=("image", "pdf"), page="经过"),
    Text("source", "来自哪个办件", hint="从诉求、调解转来的写编号", optional=True, longest=40, page="经过"),
)  # fmt: skip
WHY = LongText("why", "理由", hint="职工会看到", longest=300)
REFUSAL = Choice(
    "ground", "依据哪一条",
    of=(("scope", "不属于法律援助范围"), ("means", "不符合经济困难标准"), ("facts", "没有基本的事实和证据")),
)  # fmt: skip
MISSING = LongText("missing", "要补什么", hint="一次说全，只能补一次", longest=300)
RESULTS = (("won", "胜诉"), ("settled", "调解、和解"), ("partly", "部分支持"), ("lost", "没有支持"))
RESULT = (
    Choice("result", "结果", of=RESULTS),
    Money("recovered", "追回金额", hint="实际到账的，没有填 0"),
    LongText("report", "结案说明", hint="职工会看到：办了什么、判了什么、还能做什么", longest=600),
)
ENDING = Choice(
    "ending", "为什么终止",
    of=(
        ("fraud", "隐瞒真实情况骗取援助"), ("false", "故意提供虚假证据"),
        ("unlawful", "利用援助从事违法活动"),
        ("means", "不再困难，也不属于免查的情形"), ("other_law", "案件被撤销、已经终结"),
        ("own", "自己另请了律师"), ("asked", "本人要求终止"),
    ),
)  # fmt: skip
FREE = ("wage", "injury")


def free_reasons(facts: Facts) -> list[Reason]:
    """Why means are not looked at; nothing when they are."""
    found = []
    if facts["rural"] == "yes" and facts["claim"] in FREE:
        found.append(Reason("进城务工人员讨要劳动报酬、工伤待遇，不审查经济困难（法律援助法第四十二条）"))
    if facts["welfare"] == "yes":
        found.append(Reason("低保、特困或者没有固定收入，不审查经济困难（法律援助法第四十二条）"))
    return found


def weighed(facts: Facts, values: Values) -> Finding:
    """Aid first, means not looked at, within the line, or to be looked at by an officer."""
    free = free_reasons(facts)
    urgent = Reason(facts["urgent_why"]) if facts["urgent"] else Reason("期限够，按一般程序", holds=False)
    reasons = [urgent, *free]
    if not free:
        line, income = facts["line"], facts["income"]
        if income is None:
            reasons.append(Reason("要看家庭人均收入，还没有填", holds=False))
        else:
            holds = income <= line
            words = f"人均月收入 {yuan(income)} 元，{'不高于' if holds else '高于'}标准 {yuan(line)} 元"
            reasons.append(Reason(words, holds=holds, figures={"income": income, "line": line}))
    change = () if free or facts["income"] is not None else ("补填全家人均月收入",)
    return Finding("urgent" if facts["urgent"] else "review", tuple(reasons), change)


RULE = Rule(
    key="rights.aiding",
    name="法律援助要不要看困难、要不要先援助",
    versions=(Version("2022-01", date(2022, 1, 1), "法律援助法第四十二条至第四十四条", weighed),),
)


def facts_of(answers: Mapping[str, Any], *, on: date, path: str = "") -> dict[str, Any]:
    """What the rule looks at; the days come from the calculator, the line from its parameter."""
    given = {"received": on.isoformat(), "preservation": answers.get("preservation") or "no"}
    if answers.get("limit_ends"):
        given["limit_ends"] = answers["limit_ends"]
    found = calculators["legal_aid"].answer(given, figures.basis(on)).figures
    left = found.get("days_left")
    why = (
        "对方可能转移财产，要马上保全" if given["preservation"] == "yes" else f"期限只剩 {left} 天，不足七天"
    )
    return {
        "claim": answers.get("claim"), "rural": answers.get("rural"), "welfare": answers.get("welfare"),
        "income": answers.get("income"), "line": fen(str(value("legal_aid.income_line", on=on, path=path))),
        "urgent": bool(found.get("aid_first")),
        "urgent_why": f"{why}，先援助、后补手续（法律援助法第四十四条）",
    }  # fmt: skip


def means_free(answers: Mapping[str, Any]) -> bool:
    """Whether this claim is aided without a look at means."""
    return bool(free_reasons({name: answers.get(name) for name in ("claim", "rural", "welfare")}))


def decide(*, matter: Any, answers: Mapping[str, Any], at: datetime) -> Verdict:
    """The rule's word at the opening; it is kept, and where the time is short it acts."""
    day = local_day(at)
    return RULE.apply(facts_of(answers, on=day, path=matter.unit_path), on=day)


def appoint_by(decided: date) -> date:
    """The last day to appoint a lawyer."""
    found = calculators["legal_aid"].answer({"decided": decided.isoformat()}, figures.basis(decided))
    return date.fromisoformat(found.figures["appoint_by"])


def desk(*, asker: Any, answers: Mapping[str, Any], at: datetime) -> int | None:
    """Aid is given by county unions and those above (工会法 art 30), never by the employer's own."""
    start = begins(asker, answers)
    found = office(start, level="district") if start else None
    return found.pk if found else (start.pk if start else None)
