"""The rules of this scene that are declared as formulas, and explaining them without a database.

`explained(key, words, on=…)` reads a fact file: English names, money in yuan, `parameters` by short name.
Parameters that are not given stand as shipped, or as `known` says (pages and `--unit` look them up).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from yugong.ground.parameters.defaults import DEFAULTS
from yugong.kernel.errors import Refused
from yugong.kernel.formula_json import as_json
from yugong.kernel.formula_rule import ByFormula
from yugong.kernel.formula_verdict import formula_of
from yugong.kernel.rules import Parameter, Rule, Verdict, rules
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
