"""The answer of a rule by formula for one case: every reason with its figures, and what would change it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter

from yugong.kernel.errors import Broken, Refused
from yugong.kernel.formula import Known, value
from yugong.kernel.formula_change import Shift, Worked, nearest
from yugong.kernel.formula_facts import Asked
from yugong.kernel.formula_rule import ByFormula, Test
from yugong.kernel.formula_words import CHOICE, MONEY, UNITS, WHOLE, YES, shown
from yugong.kernel.rules import Change, Facts, Figure, Finding, Reason, Values, Version

NOTHING = "其他情况不变，只改其中任何一项，结论都不会变。"
ORDER = {MONEY: 0, WHOLE: 1, YES: 2, CHOICE: 2}


@dataclass(frozen=True)
class Weighing:
    """How a version decides by its formula."""

    formula: ByFormula

    def __call__(self, facts: Facts, values: Values) -> Finding:
        found = _Case(self.formula, facts, values)
        outcome = found.outcome()
        changes = found.changes(outcome)
        return Finding(
            outcome=outcome,
            reasons=tuple(found.reasons(outcome)),
            change=said(self.formula, changes),
            amount=found.amount(),
            used=tuple(found.used()),
            changes=changes,
        )


def weigh(formula: ByFormula) -> Weighing:
    """The decision of a `Version` by this formula."""
    return Weighing(formula)


def formula_of(version: Version) -> ByFormula:
    """The formula by which a version decides."""
    if not isinstance(version.decide, Weighing):
        raise Broken(f"version {version.name!r} does not decide by a formula")
    return version.decide.formula


class _Case:
    """One case: its facts, the parameters, and every figure on the way."""

    def __init__(self, rule: ByFormula, facts: Facts, values: Values) -> None:
        self.rule = rule
        self.numbers = {one.key: one.read(values[one.key]) for one in rule.numbers}
        self.facts = rule.complete(facts, self.numbers)
        self.figures: dict[str, Known] = {}
        self.worked: Worked = {}
        for one in rule.steps:
            value(one.expression, self.facts, self.numbers, self.figures)

    def outcome(self) -> str:
        found = value(self.rule.outcome, self.facts, self.numbers)
        if found is None:
            raise Refused("现有情况还不够判断，请把情况填完整再试。", code="fact_missing")
        return str(found)

    def amount(self) -> int | None:
        if self.rule.amount is None:
            return None
        found = value(self.rule.granted, self.facts, self.numbers)
        return None if found is None else int(found)

    def words(self) -> dict[str, str]:
        """Facts, parameters and figures in words, for the sentences."""
        found = {
            **{one.short: one.words(self.numbers[one.key]) for one in self.rule.numbers},
            **{one.name: one.words(self.facts[one.name]) for one in self.rule.facts},
            **{one.name: one.words(self.figures[one.name]) for one in self.rule.steps},
        }
        for one in self.rule.steps:  # 749.9999 is not said as 750.00 beside a line of 750.00
            known, said_ = self.figures[one.name], found[one.name]
            if not one.exactly(known) and any(
                other != one.name and text == said_ for other, text in found.items()
            ):
                found[one.name] = one.finer(known)
        return found

    def reasons(self, outcome: str) -> Iterator[Reason]:
        """Each sum, then each test in order until the answer stands."""
        words = self.words()
        failed = [gate for gate in self.rule.gates if not self._holds(gate)]
        if failed:
            yield from (_reason(gate.no, False, words) for gate in failed)
            return
        for one in self.rule.steps:
            if one.how and self.figures[one.name] is not None:
                is_ = "=" if one.exactly(self.figures[one.name]) else "≈"
                sum_ = f"{one.label} = {one.how.format_map(words)} {is_} {words[one.name]}。"
                yield Reason(sum_, True, {one.name: shown(one.sort, self.figures[one.name])})
        seen: set[str] = set()
        for category in self.rule.categories:
            for test in category.tests:
                holds = self._holds(test)
                reason = _reason(test.yes if holds else test.no, holds, words)
                if reason.text and reason.text not in seen:
                    seen.add(reason.text)
                    yield reason
            if category.key == outcome:
                return

    def _holds(self, test: Test) -> bool:
        return value(test.when, self.facts, self.numbers) is True

    def used(self) -> Iterator[Figure]:
        """The facts that were given and every figure."""
        for one in self.rule.facts:
            known = self.facts[one.name]
            if known is not None and (one.sort == MONEY or known != one.usual):
                text = shown(one.sort, known, dict(one.options))
                yield Figure(one.name, one.label, text, one.unit or UNITS.get(one.sort, ""))
        for step in self.rule.steps:
            if (known := self.figures[step.name]) is not None:
                yield Figure(step.name, step.label, shown(step.sort, known), UNITS.get(step.sort, ""))

    def changes(self, outcome: str) -> tuple[Change, ...]:
        """For each fact its nearest other values with another answer; sums of money first, smallest first."""
        found = [
            (asked, shift)
            for asked in self.rule.facts
            if asked.moves
            for shift in self._shifts(asked, outcome)
        ]
        found.sort(key=lambda pair: (ORDER[pair[0].sort], pair[1].by))
        return tuple(_change(asked, shift) for asked, shift in found)

    def _shifts(self, asked: Asked, outcome: str) -> Iterator[Shift]:
        was = self.facts[asked.name]
        if asked.sort in (MONEY, WHOLE):
            yield from nearest(
                self.rule.outcome,
                asked.name,
                self.facts,
                self.numbers,
                least=asked.least,
                most=was if asked.moves == "less" else asked.most,
                worked=self.worked,
            )
        others = [False] if was is True else [key for key, _ in asked.options if key != was]
        for to in others if asked.sort == CHOICE or was is True else ():
            then = value(self.rule.outcome, {**self.facts, asked.name: to}, self.numbers)
            if then is not None and then != outcome:
                yield Shift(asked.name, was, to, then)


def _reason(sentence: str, holds: bool, words: Mapping[str, str]) -> Reason:
    names = [name for _, name, _, _ in Formatter().parse(sentence) if name]
    return Reason(sentence.format_map(words), holds, {name: words[name] for name in names})


def _change(asked: Asked, shift: Shift) -> Change:
    options = dict(asked.options)
    return Change(
        fact=asked.name,
        label=asked.label,
        was=shown(asked.sort, shift.was, options),
        to=shown(asked.sort, shift.to, options),
        by=shown(asked.sort, shift.to - shift.was) if asked.sort in (MONEY, WHOLE) else "",
        unit=asked.unit or UNITS.get(asked.sort, ""),
        outcome=str(shift.outcome),
    )


def said(rule: ByFormula, changes: tuple[Change, ...]) -> tuple[str, ...]:
    """The changes in sentences; those as small as the first and with the same answer share its sentence."""
    if not changes:
        return (NOTHING,)
    first = changes[0]
    tied = [
        one
        for one in changes
        if (one.by.lstrip("-"), one.unit, one.outcome) == (first.by.lstrip("-"), first.unit, first.outcome)
    ]
    rest = [one for one in changes if one not in tied]
    return (_sentence(rule, tied), *(_sentence(rule, [one]) for one in rest))


def _sentence(rule: ByFormula, those: list[Change]) -> str:
    return f"{'，或者'.join(_clause(one) for one in those)}，结论就会是“{rule.label(those[0].outcome)}”。"


def _clause(one: Change) -> str:
    if not one.by:
        return f"如果没有“{one.label}”这种情况" if one.to == "否" else f"如果{one.label}是“{one.to}”"
    unit = f" {one.unit}" if one.unit else ""
    more = "少" if one.by.startswith("-") else "再多"
    return (
        f"{one.label}{more} {one.by.lstrip('-')}{unit}（{'降到' if more == '少' else '达到'} {one.to}{unit}）"
    )
