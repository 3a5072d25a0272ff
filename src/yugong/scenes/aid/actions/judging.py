"""What the rule says about a household by one of its sheets, kept with every figure."""

from datetime import date, datetime

from yugong.kernel.actor import SYSTEM, Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.ident import uuid7
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.actions.facts import record
from yugong.scenes.aid.models import Household, HouseholdVerdict, Statement
from yugong.scenes.aid.queries import sheets
from yugong.scenes.aid.rules.declaring import figures, rule_facts
from yugong.scenes.aid.rules.explaining import explain

RULE = "aid.hardship"
NONE = "none"


def said(household: Household, statement: Statement, *, on: date) -> Verdict:
    """What the rule of a day says about a sheet."""
    facts = rule_facts(sheets.sheet(statement), sheets.people(household), on=statement.on)
    return explain(RULE, facts, on=on, path=household.unit.path)


def judge(*, household: Household, statement: Statement, by: Actor, at: datetime) -> HouseholdVerdict:
    """Keep what the rule says today about a sheet; written inside the action that calls it."""
    day = local_day(at)
    verdict = said(household, statement, on=day)
    row = HouseholdVerdict(
        id=uuid7(), household=household, source=statement.source, rule=verdict.rule, on=day,
        outcome=verdict.outcome, verdict=verdict.as_dict(), made_at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    tell_facts(household, statement, at=at)
    return row


def tell_facts(household: Household, statement: Statement, *, at: datetime) -> None:
    """What was declared or found, as whole numbers for every other rule; it follows by itself."""
    values = figures(sheets.sheet(statement), sheets.people(household), on=statement.on)
    record(
        person=household.person, values=values, source=f"aid.hardship {statement.source}", on=statement.on,
        household=household, unit=household.unit, by=SYSTEM, at=at,
    )  # fmt: skip
