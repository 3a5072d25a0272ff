"""Ending a membership from the desk: what must be on record before anybody may even ask for it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yugong.ground.parameters.queries import value
from yugong.ground.people import queries
from yugong.ground.people.models import Person
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import Decision

NO_MEMBER = Decision(False, "这名职工现在不是会员，不用办")


def months_between(start: date, end: date) -> int:
    """Full months from one day to another."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def may_withdraw(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Six months without dues or part in anything, and two talks on record, each in that time."""
    today = local_day(at)
    since, first, second = (
        date.fromisoformat(answers[name]) for name in ("unpaid_since", "first_on", "second_on")
    )
    line, gap = (int(value(key, on=today)) for key in ("membership.idle_months", "membership.talk_gap"))
    if queries.membership_of(asker.pk) is None:
        return NO_MEMBER
    if months_between(since, today) < line:
        return Decision(False, f"没有连续满 {line} 个月，还不能办；可以继续做工作，或者劝他保留会籍")
    if first < since or (second - first).days < gap:
        return Decision(
            False, f"要有两次谈话的记录，都在不交会费以后，中间至少隔 {gap} 天；请先去谈，谈完再来登记"
        )
    return Decision(True, "")


def may_expel(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Of a member, after a judgment in force and the discussion of the group."""
    return Decision(True, "") if queries.membership_of(asker.pk) else NO_MEMBER


def may_bury(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Of a member, on a day on which he was one."""
    stretch = queries.membership_of(asker.pk)
    if stretch is None:
        return NO_MEMBER
    if date.fromisoformat(answers["died_on"]) < stretch.valid_from:
        return Decision(False, "去世日期早于现在这段会籍的开始，请先核对会籍经过")
    return Decision(True, "")
