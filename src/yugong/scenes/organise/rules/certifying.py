"""When a membership certificate is issued at once: the register shows an active member."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yugong.ground.people import queries
from yugong.ground.people.models import Person
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import Decision
from yugong.kernel.rules import Clause, Rule, Verdict, Version, all_of

RULE = Rule(
    key="organise.certifying",
    name="会员证明当场开具",
    versions=(
        Version(
            name="2026-01",
            valid_from=date(2016, 12, 12),
            citation="工会会员会籍管理办法（2016）第三条",
            decide=all_of(
                (
                    Clause(
                        test=lambda facts, values: facts["standing"] == "active",
                        yes="会籍正常",
                        no="会籍是保留状态",
                        change="由工会核对后开具",
                    ),
                ),
                yes="issue_by_rule",
                no="check",
            ),
        ),
    ),
)


def eligible(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Only a member has a membership to certify."""
    if queries.membership_of(asker.pk) is None:
        return Decision(False, "现在不是工会会员，先加入工会就能开")
    return Decision(True, "")


def decide(*, matter: Any, answers: Mapping[str, Any], at: datetime) -> Verdict:
    """The verdict from the register as it stands."""
    stretch = queries.membership_of(matter.asker_id)
    return RULE.apply({"standing": stretch.standing if stretch else ""}, on=local_day(at))
