"""A verdict of a rule by formula for programs: money in yuan as text, every figure with its unit."""

from decimal import Decimal
from typing import Any

from yugong.kernel.formula_facts import Asked
from yugong.kernel.formula_rule import ByFormula
from yugong.kernel.formula_verdict import formula_of
from yugong.kernel.formula_words import MONEY, UNITS, shown
from yugong.kernel.money import yuan
from yugong.kernel.rules import Change, Parameter, Verdict, rules


def as_json(verdict: Verdict) -> dict[str, Any]:
    """The verdict as the console prints it and the API sends it: money in yuan as text."""
    rule = rules[verdict.rule]
    asked = formula_of(rule.at(verdict.on))
    steps = {one.name for one in asked.steps}
    return {
        "rule": verdict.rule,
        "name": rule.name,
        "version": verdict.version,
        "citation": verdict.citation,
        "on": verdict.on.isoformat(),
        "category": verdict.outcome,
        "label": asked.label(verdict.outcome),
        "amount": None if verdict.amount is None else plain(yuan(verdict.amount)),
        **{one.name: plain(one.value) for one in verdict.used if one.name in steps},
        "reasons": [one.text for one in verdict.reasons],
        "change": verdict.change[0],
        "changes": [changed(one) for one in verdict.changes],
        "figures": [
            {"key": one.name, "name": one.label, "value": plain(one.value), "unit": one.unit}
            for one in verdict.used
        ],
        "facts": {
            one.name: fact(one, verdict.facts[one.name])
            for one in asked.facts
            if verdict.facts.get(one.name) is not None
        },
        "parameters": [parameter(one, asked) for one in verdict.parameters],
    }


def changed(one: Change) -> dict[str, Any]:
    """One fact that would change the answer, for a program."""
    return {
        "fact": one.fact, "name": one.label, "was": plain(one.was), "to": plain(one.to),
        "by": plain(one.by), "unit": one.unit, "category": one.outcome,
    }  # fmt: skip


def parameter(one: Parameter, asked: ByFormula) -> dict[str, Any]:
    """One parameter that was read, for a program."""
    setting = next(each for each in asked.numbers if each.key == one.key)
    return {
        "key": one.key, "name": setting.label, "short": setting.short,
        "value": plain(shown(setting.sort, setting.read(one.value))),
        "unit": UNITS.get(setting.sort, ""), "source": one.source,
        "valid_from": one.valid_from.isoformat(), "scope": one.scope,
    }  # fmt: skip


def plain(text: str) -> str:
    """A sum for a program: without commas."""
    return text.replace(",", "")


def fact(asked: Asked, known: Any) -> Any:
    """A fact as a file writes it."""
    if known is None or isinstance(known, bool | str):
        return known
    if isinstance(known, list):
        return [str(Decimal(each) / 100) for each in known]
    return str(Decimal(known) / 100) if asked.sort == MONEY else known
