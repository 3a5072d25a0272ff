"""What the moves of a claim on mutual aid bring about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.flow import HANDLER, REVIEWER
from yugong.kernel.money import yuan
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.actions import mutual_claims as actions
from yugong.scenes.aid.actions import mutual_deaths as deaths
from yugong.scenes.aid.models import ClaimState
from yugong.scenes.aid.queries import mutual_terms as terms_of

Given = Mapping[str, Any]


def opened(*, matter: Any, answers: Given, at: datetime) -> Verdict:
    """The claim stands beside its matter; what the rule says is kept, people decide."""
    return actions.note(matter=matter, answers=answers, at=at)


def opened_after_death(*, matter: Any, answers: Given, at: datetime) -> Verdict:
    """The same, for the family of a member who died."""
    return deaths.note(matter=matter, answers=answers, at=at)


def confirmed(*, matter: Any, answers: Given, by: Actor, at: datetime) -> None:
    """The district looks at the papers."""
    actions.stands(matter, ClaimState.REVIEW)


def passed(*, matter: Any, answers: Given, by: Actor, at: datetime) -> None:
    """Up to the office, which decides."""
    row = actions.claim_of(matter)
    office = terms_of.office_of(row.unit.path, on=local_day(at))
    matters.hand_to(matter=matter, unit=office, duty=REVIEWER, at=at)


def back(*, matter: Any, answers: Given, by: Actor, at: datetime) -> None:
    """Down to the district once more."""
    row = actions.claim_of(matter)
    matters.hand_to(matter=matter, unit=terms_of.reviewer_of(row.unit.path), duty=HANDLER, at=at)


def again(*, matter: Any, answers: Given, by: Actor, at: datetime) -> None:
    """The member appeals: the district looks again."""
    back(matter=matter, answers=answers, by=by, at=at)
    actions.stands(matter, ClaimState.REVIEW)


def grant(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Granted: the amount of the rule is on its way."""
    row = actions.grant(matter=matter, answers=answers, by=by, at=at)
    return f"同意给付 {yuan(row.amount_fen)} 元，付到您登记的银行卡"


def refuse(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """Not granted, or what was decided stands; never silently."""
    row = actions.claim_of(matter)
    if row.decided_on and row.amount_fen:
        actions.stands(matter, ClaimState.PAID if row.paid_on else ClaimState.GRANTED)
        return f"维持原来的决定：{answers['why']}"[:200]
    day = local_day(at)
    actions.stands(matter, ClaimState.REFUSED, amount_fen=0, decided_by=by.key, decided_on=day)
    return f"不予给付：{answers['why']}"[:200]


def withdrawn(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The member takes it back; his invoices are free again."""
    actions.stands(matter, ClaimState.DROPPED, amount_fen=0)
    return "已撤回"
