"""When a transfer is decided at once: nothing holds him where he is, and the register knows where he goes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yugong.engines.matters import queries as matters
from yugong.ground.org.models import Unit
from yugong.ground.people import queries
from yugong.ground.people.models import Person
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import Decision
from yugong.kernel.rules import Clause, Rule, Verdict, Version, all_of

KIND = "organise.transfer"
TOLD = ("join", "transfer", "restore")  # sources of work that only the person himself has stated

RULE = Rule(
    key="organise.transferring",
    name="转会当场办结",
    versions=(
        Version(
            name="2026-01",
            valid_from=date(2016, 12, 12),
            citation="工会会员会籍管理办法（2016）：一次入会、动态接转；新工会须接收持证会员",
            decide=all_of(
                (
                    Clause(
                        test=lambda facts, values: facts["free"],
                        yes="在原工会的单位已经没有在职登记",
                        no="原工会的单位还登记着在职",
                        change="由原工会确认，三个工作日不表示意见视为同意",
                    ),
                    Clause(
                        test=lambda facts, values: facts["works_there"],
                        yes="新工会的单位登记着在职",
                        no="新工会的单位还没有登记在职",
                        change="由新工会核对后接收",
                    ),
                ),
                yes="transfer_by_rule",
                no="take",
            ),
        ),
    ),
)


def undecided(person_id: UUID) -> Any:
    """The person's transfer that is not yet decided."""
    found = matters.open_of(person_id, KIND)
    return found if found is not None and found.handled_at is None else None


def eligible(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Only a member can move, to another union that stands, one move at a time."""
    stretch, to = queries.membership_of(asker.pk), Unit.objects.filter(pk=answers["to"]).first()
    if stretch is None:
        return Decision(False, "现在不是工会会员，直接办入会就行")
    if to is None or to.valid_to is not None:
        return Decision(False, "这个工会已经撤销，请另选；不知道选哪个，就选住地的街道工会")
    if to.pk == stretch.unit_id:
        return Decision(False, f"你就在{to.name}，不用转会")
    if (open_one := undecided(asker.pk)) is not None:
        return Decision(False, f"已经有一件转会在办（{open_one.number}），要改去别处，请先在办件里撤回")
    return Decision(True, "")


def decide(*, matter: Any, answers: Mapping[str, Any], at: datetime) -> Verdict:
    """The verdict from the register as it stands."""
    stretch, to = queries.membership_of(matter.asker_id), Unit.objects.get(pk=answers["to"])
    held = [row for row in queries.employments_of(matter.asker_id) if row.valid_to is None]
    known = {row.employer_id for row in held if row.employer_id and row.source not in TOLD}
    old = stretch.unit.employer_id if stretch else None
    facts = {"free": old is None or old not in known, "works_there": to.employer_id in known}
    return RULE.apply(facts, on=local_day(at))
