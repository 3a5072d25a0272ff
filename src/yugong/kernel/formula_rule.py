"""A rule by formula: facts, parameters and figures, categories in order, an amount, and what would change it.

`formula_verdict.weigh(ByFormula(…))` decides a `Version` of `rules.Rule` for one case; `compiled` says in SQL
which category each row of a table has.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from yugong.kernel.errors import Broken, Refused
from yugong.kernel.formula import Expression, among, both, case, inside, rounded
from yugong.kernel.formula_facts import Asked, Setting, Step
from yugong.kernel.formula_sql import Face, Same
from yugong.kernel.rules import Facts

Derive = Callable[[Facts, Mapping[str, Fraction]], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Test:
    """One condition and its sentences for yes and for no; they may name facts, parameters and figures."""

    when: Expression
    yes: str
    no: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """One answer: it is given when all its tests hold and none before it did."""

    key: str
    label: str
    tests: tuple[Test, ...] = ()


@dataclass(frozen=True, slots=True)
class Compiled:
    """The rule in SQL: text of the category's key, the amount in fen, each figure, and their parameters."""

    category: str
    amount: str
    figures: Mapping[str, str]
    params: Mapping[str, Any]


@dataclass(frozen=True)
class ByFormula:
    """How one version decides; the last category is what remains, and what a failed gate leads to."""

    facts: tuple[Asked, ...]
    numbers: tuple[Setting, ...]
    categories: tuple[Category, ...]
    steps: tuple[Step, ...] = ()
    gates: tuple[Test, ...] = ()
    amount: Expression | None = None  # fen
    amount_for: tuple[str, ...] = ()  # the categories that give it; empty: all but the last
    derive: Derive | None = None  # facts that follow from others, such as a count from a list
    asks: str = ""  # what it tells, in a line
    icon: str = "hand-heart"
    says: tuple[str, ...] = ()  # the rule in plain sentences; {hardship_line_urban} is a parameter

    def __post_init__(self) -> None:
        names = [*(one.name for one in self.facts), *(one.name for one in self.steps)]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise Broken(f"a rule names {twice[0]!r} twice")
        known = {"fact": {one.name for one in self.facts}, "number": {one.key for one in self.numbers}}
        for expression in self._all():
            for node in inside(expression):
                if node.op in known and node.name not in known[node.op]:
                    raise Broken(f"a rule reads the {node.op} {node.name!r}, which it does not declare")
        if self.categories[-1].tests:
            raise Broken("the last category of a rule is what remains: it has no tests")

    @cached_property
    def outcome(self) -> Expression:
        """The key of the category."""
        last = self.categories[-1].key
        pairs = [(both(*(test.when for test in one.tests)), one.key) for one in self.categories[:-1]]
        gates = [(~gate.when, last) for gate in self.gates]
        return case(*gates, *pairs, otherwise=last)

    @cached_property
    def granted(self) -> Expression:
        """The amount in whole fen, nothing for a category that gives none."""
        if self.amount is None:
            raise Broken("this rule gives no amount")
        giving = self.amount_for or tuple(one.key for one in self.categories[:-1])
        return case((among(self.outcome, *giving), rounded(self.amount)), otherwise=0)

    def label(self, key: str) -> str:
        return next(one.label for one in self.categories if one.key == key)

    def complete(self, facts: Facts, numbers: Mapping[str, Fraction]) -> dict[str, Any]:
        """The facts with what follows from them and with what usually holds; refused when one is missing."""
        facts = {**facts, **(self.derive(facts, numbers) if self.derive else {})}
        found = {
            one.name: facts.get(one.name) if facts.get(one.name) is not None else one.usual
            for one in self.facts
        }
        for one in self.facts:
            if one.needed and found[one.name] is None:
                raise one.refused(f"请写明{one.label}（{one.name}）。", "fact_missing")
        return found

    def facts_of(self, words: Mapping[str, Any]) -> dict[str, Any]:
        """Facts as a file or a form writes them (money in yuan) as the platform keeps them."""
        names = {one.name for one in self.facts}
        labels = {one.label: one.name for one in self.facts}
        words = {labels.get(key, key): raw for key, raw in words.items()}
        if strange := [key for key in words if key not in names]:
            known = "、".join(f"{one.name}（{one.label}）" for one in self.facts)
            raise Refused(
                f"不认识“{strange[0]}”，可以写的有：{known}。", field=strange[0], code="fact_unknown"
            )
        return {one.name: one.read(words.get(one.name)) for one in self.facts}

    def given(self, words: Mapping[str, Any]) -> dict[str, Any]:
        """Parameters given by short name or by key → by key, as they were written."""
        found = {}
        for name, raw in words.items():
            those = [one for one in self.numbers if name in one.names]
            if not those:
                known = "、".join(dict.fromkeys(f"{one.short}（{one.label}）" for one in self.numbers))
                raise Refused(f"没有参数“{name}”，可以写的有：{known}。", field=name, code="fact_unknown")
            for one in those:
                one.read(raw)
                found[one.key] = raw if isinstance(raw, int) else str(raw)
        return found

    def compiled(
        self, columns: Mapping[str, Any], numbers: Mapping[str, Any], *, prefix: str = "v"
    ) -> Compiled:
        """The SQL face: a column text (or `Column`, `Same`) by fact, a raw parameter (or `Column`) by key."""
        usual = {one.name: Same(one.usual) for one in self.facts}
        read = {}
        for one in self.numbers:
            raw = numbers[one.key]
            read[one.key] = one.read(raw) if isinstance(raw, str | int | Fraction) else raw
        face = Face({**usual, **columns}, read, prefix)
        return Compiled(
            category=face.sql(self.outcome),
            amount=face.sql(self.granted) if self.amount is not None else "NULL::numeric",
            figures={one.name: face.sql(one.ended) for one in self.steps},
            params=face.params,
        )

    def _all(self) -> Iterator[Expression]:
        yield from (one.expression for one in self.steps)
        yield from (test.when for test in self.gates)
        yield from (test.when for one in self.categories for test in one.tests)
        if self.amount is not None:
            yield self.amount
