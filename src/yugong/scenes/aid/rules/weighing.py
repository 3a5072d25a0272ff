"""Weighing households by the rules of the policies; of many, each union's parameters are read once."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import cache

from yugong.kernel.errors import Broken, Refused
from yugong.kernel.formula_verdict import formula_of
from yugong.kernel.rules import Parameter, Rule, Verdict, rules
from yugong.scenes.aid.models import HouseholdFacts
from yugong.scenes.aid.queries.faces import helped, known, readable
from yugong.scenes.aid.rules.book import weighed
from yugong.scenes.aid.rules.explaining import known_at
from yugong.scenes.aid.rules.offering import policies

Weigh = Callable[[str, HouseholdFacts], Verdict | None]


def tryable(on: date) -> list[Rule]:
    """The rules in force which the households hold the facts for."""
    found = []
    for rule in rules:
        with suppress(Refused, Broken):  # not in force that day; or decided by no formula
            found += [rule] if readable(formula_of(rule.at(on))) else []
    return found


def searched(on: date) -> list[Rule]:
    """Those of them which are a policy's."""
    return [rule for rule in tryable(on) if rule.key in policies]


def weighing(on: date) -> Weigh:
    """A function that weighs households on a day; the parameters of each union are read once."""

    @cache
    def parameters(keys: tuple[str, ...], path: str) -> Sequence[Parameter]:
        return known_at(on, path)(keys)

    def weigh(rule: str, row: HouseholdFacts) -> Verdict | None:
        """The verdict if the rule helps this household; none when it does not, or too little is known."""
        formula = formula_of(rules[rule].at(on))
        path = row.unit.path
        try:
            verdict = weighed(
                rule, known(row, formula), on=on, given={}, known=lambda keys: parameters(tuple(keys), path)
            )
        except Refused:
            return None
        return verdict if verdict.outcome in helped(formula) else None

    return weigh


def because(verdict: Verdict) -> str:
    """The sentences that speak for it, in one line."""
    return "".join(reason.text for reason in verdict.reasons if reason.holds)
