"""What the rule of exit says of a household under observation: so many months in a row above its line."""

from collections.abc import Sequence
from datetime import date

from yugong.kernel.calendar import add_months
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.models import Household
from yugong.scenes.aid.queries import households
from yugong.scenes.aid.rules.explaining import explain

RULE, EXIT, STAY = "aid.exit", "exit", "stay"


def unbroken(months: Sequence[tuple[date, int]]) -> list[int]:
    """The incomes of the last months without a gap; a month nobody looked at breaks the row."""
    found: list[int] = []
    for n, (month, fen) in enumerate(reversed(months)):
        if n and add_months(month, n) != months[-1][0]:
            break
        found.insert(0, fen)
    return found


def asked(household: Household, per_heads: Sequence[int], *, on: date) -> Verdict:
    """The rule's answer to a row of monthly incomes per head."""
    area = "rural" if household.rural else "urban"
    facts = {"per_heads": list(per_heads), "category": household.category, "area": area}
    return explain(RULE, facts, on=on, path=household.unit.path)


def above(household: Household, fen: int, *, on: date) -> bool:
    """Whether one month lies above the household's line; at the line it does not."""
    return asked(household, [fen], on=on).outcome != STAY


def said(household: Household, *, on: date) -> Verdict:
    """The rule's answer to the months under observation."""
    known = [(row.month, row.per_head_fen) for row in households.months_of(household)]
    return asked(household, unbroken(known), on=on)
