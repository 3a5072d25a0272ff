"""A rule as SQL over the households: which column is which fact, and every district's own parameters."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Q

from yugong.ground.parameters.queries import scoped
from yugong.kernel import tree
from yugong.kernel.formula_facts import YES, Setting
from yugong.kernel.formula_rule import ByFormula, Compiled
from yugong.kernel.formula_sql import Column, Same
from yugong.kernel.formula_verdict import formula_of
from yugong.kernel.rules import Rule, rules
from yugong.scenes.aid.models import Household, HouseholdFacts
from yugong.scenes.aid.queries.facts import FIGURES

HARDSHIP, CATEGORY, STAGE, NOT_ON_FILE = "aid.hardship", "category", "stage", "none"
ALIKE = {"own_costs": "medical_costs_fen"}  # facts whose column has another name
WORDS = {"area": {"rural": ("urban", "rural")}}  # facts that are words: the column, and its words by number
STAGES = {"senior": ("senior_pupils",), "higher": ("students", "entrants")}  # children by where they learn
PRESENT = "f.valid_to IS NULL AND f.superseded_at IS NULL"
FILES = """LEFT JOIN (
    SELECT DISTINCT ON (person_id) person_id, category FROM aid_household
    WHERE since <= '{on}' AND valid_to >= '{on}' AND (ended_on IS NULL OR ended_on > '{on}')
    ORDER BY person_id, since DESC, id DESC) file ON file.person_id = f.person_id"""
FILED = Column("coalesce(nullif(file.category, ''), 'none')")
ONCE = "CROSS JOIN LATERAL (SELECT {} AS category OFFSET 0) {}"  # asked once a row, however often it is used
Given = Mapping[str, Any]  # parameters by key, as they are written


@dataclass(frozen=True, slots=True)
class Face:
    """A version of a rule over `aid_householdfacts f` and its `joins`: its category and amount in SQL, and
    what all of it binds."""

    rule: str
    version: str
    category: str
    amount: str
    params: Mapping[str, Any]
    helped: tuple[str, ...]
    joins: tuple[str, ...] = ()


def joined(faces: Iterable[Face]) -> str:
    """What stands behind `FROM aid_householdfacts f` for these faces, each join once."""
    return " ".join(dict.fromkeys(one for each in faces for one in each.joins))


def helped(formula: ByFormula) -> tuple[str, ...]:
    """The categories that help: all but what remains."""
    return tuple(one.key for one in formula.categories[:-1])


def column_of(name: str) -> str:
    """The column of `aid_householdfacts` that holds a fact of a rule; "" when none does."""
    names = (name, f"{name}_fen", ALIKE.get(name, ""), *WORDS.get(name, {}))
    return next((one for one in names if one in FIGURES), "")


def reads(formula: ByFormula, name: str) -> bool:
    """Whether a rule asks this fact of every case."""
    return any(one.name == name and one.needed for one in formula.facts)


def readable(formula: ByFormula) -> bool:
    """Whether the households hold every fact the rule cannot do without, and it needs some."""
    needed = [one.name for one in formula.facts if one.needed]
    return bool(needed) and all(column_of(name) or name in (CATEGORY, STAGE) for name in needed)


def settings_of(formula: ByFormula) -> tuple[Setting, ...]:
    """The parameters on which the answer rests: with the category's own, where it asks for the category."""
    own = formula.numbers
    if not reads(formula, CATEGORY):
        return own
    under = formula_of(rules[HARDSHIP].versions[-1]).numbers
    return (*own, *(one for one in under if one.key not in {each.key for each in own}))


def known(row: HouseholdFacts, formula: ByFormula, *, on: date) -> list[dict[str, Any]]:
    """The facts of one household by the names of the rule, for its face in Python: one case, or one for
    each stage at which children of it learn."""
    found: dict[str, Any] = {}
    for one in formula.facts:
        if column := column_of(one.name):
            held = getattr(row, column)
            said = WORDS[one.name][column][held] if one.name in WORDS else held
            found[one.name] = bool(said) if one.sort == YES and said is not None else said
    if reads(formula, CATEGORY):
        found[CATEGORY] = filed_as(row.person_id, on)
    if not reads(formula, STAGE):
        return [found]
    at = [stage for stage, columns in STAGES.items() if any(getattr(row, one) for one in columns)]
    return [{**found, STAGE: stage} for stage in at]


def filed_as(person_id: UUID, on: date) -> str:
    """The category of the file whose main person this is on a day, as `FILES` say it in SQL."""
    rows = Household.objects.filter(person_id=person_id, since__lte=on, valid_to__gte=on)
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gt=on)).order_by("-since", "-id")
    return rows.values_list("category", flat=True).first() or NOT_ON_FILE


def face(rule: Rule, *, on: date, given: Given | None = None, prefix: str = "v", filed: bool = True) -> Face:
    """The rule over the table with the parameters of a day; those `given` hold everywhere instead.

    A rule that asks for the category of hardship takes it from the files, or not `filed` from the rule of
    hardship with the same parameters: what would be if everybody who may had a file.
    """
    version = rule.at(on)
    formula, given = formula_of(version), given or {}
    columns, params, joins = _columns(formula), dict[str, Any](), tuple[str, ...]()
    if reads(formula, CATEGORY) and filed:
        columns[CATEGORY], joins = FILED, (FILES.format(on=on.isoformat()),)
    elif reads(formula, CATEGORY):
        under, alias = face(rules[HARDSHIP], on=on, given=given, prefix=f"{prefix}h"), f"{prefix}under"
        params, joins = dict(under.params), (ONCE.format(under.category, alias),)
        columns[CATEGORY] = Column(f"{alias}.category")
    numbers = {one.key: _number(one, on, given) for one in formula.numbers}

    def compiled(**more: Any) -> Compiled:
        made = formula.compiled({**columns, **more}, numbers, prefix=f"{prefix}{''.join(more)}{len(params)}_")
        params.update(made.params)
        return made

    category, amount = _by_stage(formula, compiled) if reads(formula, STAGE) else _once(compiled())
    return Face(rule.key, version.name, category, amount, params, helped(formula), joins)


def _once(made: Compiled) -> tuple[str, str]:
    return made.category, made.amount


def _by_stage(formula: ByFormula, compiled: Callable[..., Compiled]) -> tuple[str, str]:
    """A rule about a child, for households: helped if one child is; the amounts of all children."""
    yes, no = formula.categories[0].key, formula.categories[-1].key
    ways, sums = [], []
    for stage, columns in STAGES.items():
        made, heads = compiled(stage=Same(stage)), " + ".join(f"f.{one}" for one in columns)
        ways.append(f"({heads} > 0 AND {made.category} = '{yes}')")
        sums.append(f"coalesce({made.amount} * ({heads}), 0)")
    return f"(CASE WHEN {' OR '.join(ways)} THEN '{yes}' ELSE '{no}' END)", f"({' + '.join(sums)})"


def _columns(formula: ByFormula) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in formula.facts:
        if column := column_of(one.name):
            text = f"(f.{column} <> 0)" if one.sort == YES else f"f.{column}"
            if one.name in WORDS:
                cases = " ".join(f"WHEN {n} THEN '{word}'" for n, word in enumerate(WORDS[one.name][column]))
                text = f"(CASE f.{column} {cases} END)"
            found[one.name] = Column(text)
    return found


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


def all_faces(asked: Iterable[Rule], *, on: date) -> list[Face]:
    """The faces of several rules, each with parameters of its own name, to be asked in one pass."""
    return [face(rule, on=on, prefix=f"r{place}_") for place, rule in enumerate(asked)]
