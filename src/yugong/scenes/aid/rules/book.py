"""The rules of this scene that are declared as formulas, and explaining them without a database.

`explained(key, words, on=…)` reads a fact file: English names, money in yuan, `parameters` by short name.
Parameters that are not given stand as shipped, or as `known` says (pages and `--unit` look them up).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from yugong.ground.parameters.defaults import DEFAULTS
from yugong.kernel.errors import Refused
from yugong.kernel.formula_facts import UNITS, Asked, shown
from yugong.kernel.formula_rule import ByFormula
from yugong.kernel.formula_verdict import formula_of
from yugong.kernel.money import yuan
from yugong.kernel.rules import Change, Parameter, Rule, Verdict, rules
from yugong.scenes.aid.rules import exit as leaving
from yugong.scenes.aid.rules import hardship, living, medical, schooling, temporary, warmth

__all__ = ["as_json", "explained", "formula", "rule_of", "rules", "shipped", "weighed"]

DECLARED = (
    hardship.HARDSHIP,
    leaving.EXIT,
    living.LIVING,
    medical.MEDICAL,
    schooling.SCHOOLING,
    warmth.WARMTH,
    temporary.TEMPORARY,
)
Known = Callable[[Sequence[str]], Iterable[Parameter]]


def rule_of(key: str) -> Rule:
    """The rule of a key, or a sentence that names those there are."""
    if key not in rules:
        raise Refused(
            f"没有“{key}”这条规则，可用的有：{'、'.join(rules.keys())}。", field="rule", code="rule_unknown"
        )
    return rules[key]


def formula(key: str, on: date) -> ByFormula:
    """The formula in force on a day."""
    return formula_of(rule_of(key).at(on))


def shipped(keys: Iterable[str]) -> list[Parameter]:
    """The parameters as they are shipped, from no database."""
    return [Parameter(key, one.value, one.source, one.since) for key in keys for one in (DEFAULTS[key],)]


def weighed(
    key: str, facts: Mapping[str, Any], *, on: date, given: Mapping[str, Any], known: Known = shipped
) -> Verdict:
    """The verdict on facts as the platform keeps them (money in fen); `given` replaces parameters."""
    asked = formula(key, on)
    own = asked.given(given)
    wanted = [one.key for one in asked.numbers if one.key not in own]
    found = [Parameter(name, raw, "本次给出", on, "given") for name, raw in own.items()]
    return rule_of(key).apply(facts, on=on, parameters=[*found, *(known(wanted) if wanted else ())])


def explained(key: str, words: Mapping[str, Any], *, on: date, known: Known = shipped) -> Verdict:
    """The verdict on a fact file."""
    given = words.get("parameters") or {}
    if not isinstance(given, Mapping):
        raise Refused('parameters 要写成 {"名称": 数值} 的样子。', field="parameters", code="fact_value")
    asked = formula(key, on)
    facts = asked.facts_of({name: each for name, each in words.items() if name != "parameters"})
    return weighed(key, facts, on=on, given=given, known=known)


def as_json(verdict: Verdict) -> dict[str, Any]:
    """The verdict as the console prints it and the API sends it: money in yuan as text."""
    asked = formula(verdict.rule, verdict.on)
    steps = {one.name for one in asked.steps}
    return {
        "rule": verdict.rule,
        "name": rule_of(verdict.rule).name,
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
    return str(Decimal(known) / 100) if asked.sort == "money" else known
