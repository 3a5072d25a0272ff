"""Who may ask for a re-election and when; the election itself is checked by the rules of electing."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from yugong.ground.org.models import Unit, UnitKind
from yugong.ground.parameters.queries import value
from yugong.ground.people import queries as people
from yugong.ground.people.models import Person
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import Decision
from yugong.kernel.fields import Choice, Consent, Day, LongText, UnitPick
from yugong.scenes.organise.models import FoundingState, Renewal

RENEWED = (UnitKind.ENTERPRISE, UnitKind.JOINT, UnitKind.HOME)
HOW = (("meeting", "会员大会"), ("congress", "会员代表大会，会员满 100 人可以开"))
REQUEST = (
    UnitPick("unit", "哪个工会换届", known="unit"),
    Choice("how", "怎么选", of=HOW),
    Day("planned_on", "打算哪天开会", future=True),
    LongText("group", "筹备组成员", personal=True, hint="每行一人：姓名、岗位", longest=600),
    LongText("why", "要说明的情况", optional=True, longest=600, hint="提前换届、已经超期的，请写明原因"),
    Consent("agree", "我代表本会报换届请示", text="已经本会委员会讨论；候选人会公示，选举用无记名投票"),
)


def eligible(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Only an officer of the union asks; early or overdue it says why, and only once at a time."""
    unit = Unit.objects.filter(pk=answers["unit"], valid_to__isnull=True).first()
    today = local_day(at)
    if unit is None or not any(one.person_id == asker.pk for one in people.holders(unit.pk, on=today)):
        return Decision(False, "换届由这个工会的主席或者干事提出")
    if unit.kind not in RENEWED:
        return Decision(False, "镇街、区县和产业工会的换届由上级工会登记，请联系上级工会")
    if Renewal.objects.filter(unit=unit, state=FoundingState.PREPARING).exists():
        return Decision(False, f"{unit.name}已经在筹备换届，请在“我的办件”里接着办")
    if unit.term_to and not answers.get("why"):
        early = unit.term_to - timedelta(days=int(value("unit.term_warning", on=today, path=unit.path)))
        if today < early:
            return Decision(False, f"本届 {unit.term_to:%Y-%m-%d} 届满，现在提前换届，请写明原因")
        if unit.term_to < today:
            return Decision(False, f"本届 {unit.term_to:%Y-%m-%d} 已经届满，请写明超期的原因")
    return Decision(True, "")
