"""Retaining, restoring and leaving: who may, and when the register alone suffices."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yugong.ground.people import queries
from yugong.ground.people.models import Person, Standing
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import Decision
from yugong.kernel.rules import Clause, Rule, Verdict, Version, all_of

NO_MEMBER = Decision(False, "现在不是工会会员，先加入工会")
CITATION = "工会会员会籍管理办法（2016）：退休、失业的保留会籍，不交会费；再就业后恢复"


def _rule(key: str, name: str, clauses: tuple[Clause, ...], yes: str) -> Rule:
    version = Version(
        name="2026-01",
        valid_from=date(2016, 12, 12),
        citation=CITATION,
        decide=all_of(clauses, yes=yes, no="check"),
    )
    return Rule(key=key, name=name, versions=(version,))


RETAINING = _rule(
    "organise.retaining",
    "保留会籍当场办结",
    (
        Clause(
            test=lambda facts, values: not facts["post"],
            yes="没有担任工会职务",
            no="正担任工会职务",
            change="先由工会办免职，再保留会籍",
        ),
    ),
    "keep_by_rule",
)
RESTORING = _rule(
    "organise.restoring",
    "恢复会籍当场办结",
    (
        Clause(
            test=lambda facts, values: facts["home"] or facts["works_there"],
            yes="属街道、行业工会会员，或单位登记着在职",
            no="单位还没有登记在职",
            change="由工会核对用工情况后恢复；换了单位的，办转会",
        ),
    ),
    "restore_by_rule",
)


def may_retain(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Only an active member has something to retain."""
    stretch = queries.membership_of(asker.pk)
    if stretch is None:
        return NO_MEMBER
    if stretch.standing == Standing.RETAINED:
        return Decision(False, "会籍已经是保留状态，不用再办；再上班时办恢复")
    return Decision(True, "")


def may_restore(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Only a retained membership can be restored."""
    stretch = queries.membership_of(asker.pk)
    if stretch is None:
        return NO_MEMBER
    if stretch.standing == Standing.ACTIVE:
        return Decision(False, "会籍是正常的，不用恢复；换了单位请办转会")
    return Decision(True, "")


def may_leave(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Any member may leave at any time."""
    return (
        Decision(True, "")
        if queries.membership_of(asker.pk)
        else Decision(False, "现在不是工会会员，不用退会")
    )


def decide_retaining(*, matter: Any, answers: Mapping[str, Any], at: datetime) -> Verdict:
    """At once, unless he holds a post that must first be relieved."""
    today = local_day(at)
    return RETAINING.apply({"post": bool(queries.roles_held(matter.asker_id, on=today))}, on=today)


def decide_restoring(*, matter: Any, answers: Mapping[str, Any], at: datetime) -> Verdict:
    """At once in a union without an employer of its own, or when that employer reports him at work."""
    stretch, work = queries.membership_of(matter.asker_id), queries.employment_of(matter.asker_id)
    employer = stretch.unit.employer_id if stretch else None
    facts = {"home": employer is None, "works_there": bool(work and work.employer_id == employer)}
    return RESTORING.apply(facts, on=local_day(at))
