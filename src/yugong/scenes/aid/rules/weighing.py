"""Weighing households by the rules of the policies; of many, each union's parameters are read once."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import cache

from yugong.ground.parameters.queries import scoped
from yugong.kernel.errors import Broken, Refused
from yugong.kernel.formula_verdict import formula_of
from yugong.kernel.rules import Parameter, Rule, Verdict, rules
from yugong.scenes.aid.models import HouseholdFacts
from yugong.scenes.aid.queries.faces import helped, known, readable
from yugong.scenes.aid.rules.book import weighed
from yugong.scenes.aid.rules.explaining import known_at
from yugong.scenes.aid.rules.offering import policies

SUM = re.compile("[=≈]")
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
    def same_for_all(keys: tuple[str, ...]) -> bool:
        return all(len(scoped(key, on=on)) == 1 for key in keys)

    @cache
    def read(keys: tuple[str, ...], path: str) -> Sequence[Parameter]:
        return known_at(on, path)(keys)

    def parameters(keys: tuple[str, ...], path: str) -> Sequence[Parameter]:
        return read(keys, "" if same_for_all(keys) else path)

    def weigh(rule: str, row: HouseholdFacts) -> Verdict | None:
        """The verdict if the rule helps this household; none when it does not, or too little is known."""
        formula, path = formula_of(rules[rule].at(on)), row.unit.path
        for case in known(row, formula, on=on):
            with suppress(Refused):  # too little is known
                verdict = weighed(
                    rule, case, on=on, given={}, known=lambda keys: parameters(tuple(keys), path)
                )
                if verdict.outcome in helped(formula):
                    return verdict
        return None

    return weigh


def because(verdict: Verdict) -> str:
    """The sentences that speak for it, in one line; how each figure was reckoned stands in the verdict."""
    said = [reason.text for reason in verdict.reasons if reason.holds]
    return "".join([text for text in said if not SUM.search(text)] or said)
