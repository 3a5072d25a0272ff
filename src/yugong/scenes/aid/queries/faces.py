"""A rule as SQL over the households: which column is which fact, and every district's own parameters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from yugong.ground.parameters.queries import scoped
from yugong.kernel import tree
from yugong.kernel.formula_facts import YES, Setting
from yugong.kernel.formula_rule import ByFormula
from yugong.kernel.formula_sql import Column
from yugong.kernel.formula_verdict import formula_of
from yugong.kernel.rules import Rule
from yugong.scenes.aid.models import HouseholdFacts
from yugong.scenes.aid.queries.facts import FIGURES

WORDS = {"area": {"rural": ("urban", "rural")}}  # facts that are words: the column, and its words by number
PRESENT = "f.valid_to IS NULL AND f.superseded_at IS NULL"
Given = Mapping[str, Any]  # parameters by key, as they are written


@dataclass(frozen=True, slots=True)
class Face:
    """A version of a rule over `aid_householdfacts f`: its category and amount in SQL, and what they bind."""

    rule: str
    version: str
    category: str
    amount: str
    params: Mapping[str, Any]
    helped: tuple[str, ...]


def helped(formula: ByFormula) -> tuple[str, ...]:
    """The categories that help: all but what remains."""
    return tuple(one.key for one in formula.categories[:-1])


def column_of(name: str) -> str:
    """The column of `aid_householdfacts` that holds a fact of a rule; "" when none does."""
    return next((one for one in (name, f"{name}_fen", *WORDS.get(name, {})) if one in FIGURES), "")


def readable(formula: ByFormula) -> bool:
    """Whether the households hold every fact the rule cannot do without."""
    return all(column_of(one.name) or not one.needed for one in formula.facts)


def known(row: HouseholdFacts, formula: ByFormula) -> dict[str, Any]:
    """The facts of one household by the names of the rule, for its face in Python."""
    found: dict[str, Any] = {}
    for one in formula.facts:
        if column := column_of(one.name):
            held = getattr(row, column)
            said = WORDS[one.name][column][held] if one.name in WORDS else held
            found[one.name] = bool(said) if one.sort == YES and said is not None else said
    return found


def _columns(formula: ByFormula) -> dict[str, Column]:
    found = {}
    for one in formula.facts:
        if column := column_of(one.name):
            text = f"(f.{column} <> 0)" if one.sort == YES else f"f.{column}"
            if one.name in WORDS:
                cases = " ".join(f"WHEN {n} THEN '{word}'" for n, word in enumerate(WORDS[one.name][column]))
                text = f"(CASE f.{column} {cases} END)"
            found[one.name] = Column(text)
    return found


def face(rule: Rule, *, on: date, given: Given | None = None, prefix: str = "v") -> Face:
    """The rule over the table with the parameters of a day; those `given` hold everywhere instead."""
    version = rule.at(on)
    formula = formula_of(version)
    numbers = {one.key: _number(one, on, given or {}) for one in formula.numbers}
    made = formula.compiled(_columns(formula), numbers, prefix=prefix)
    return Face(rule.key, version.name, made.category, made.amount, made.params, helped(formula))


def _number(setting: Setting, on: date, given: Given) -> Any:
    """One parameter: one value for all, or a column that says each household's own."""
    if setting.key in given:
        return given[setting.key]
    *districts, (_, city) = scoped(setting.key, on=on)
    if not districts:
        return city
    cases = " ".join(f"WHEN {within(place)} THEN {_written(setting.read(raw))}" for place, raw in districts)
    return Column(f"(CASE {cases} ELSE {_written(setting.read(city))} END)")


def within(path: str, table: str = "f") -> str:
    """The condition *in this unit or below it*: a level column, for deeper units the unit itself."""
    ids = tree.ids(path)
    return f"{table}.l{len(ids)} = {ids[-1]}" if len(ids) <= tree.DEPTH else f"{table}.unit_id = {ids[-1]}"


def _written(number: Fraction) -> str:
    return f"({number.numerator}::numeric / {number.denominator})"


def all_faces(rules: Iterable[Rule], *, on: date) -> list[Face]:
    """The faces of several rules, each with parameters of its own name, to be asked in one pass."""
    return [face(rule, on=on, prefix=f"r{place}_") for place, rule in enumerate(rules)]
