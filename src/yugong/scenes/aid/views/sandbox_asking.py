"""What somebody tries in the sandbox: a rule, a union, parameters; read from an address and written back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404

from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import in_force
from yugong.kernel import money, tree
from yugong.kernel.actor import Seat
from yugong.kernel.errors import Refused
from yugong.kernel.formula_facts import Setting
from yugong.kernel.formula_rule import ByFormula
from yugong.kernel.formula_verdict import formula_of
from yugong.kernel.formula_words import UNITS, shown
from yugong.kernel.rules import Rule
from yugong.scenes.aid.queries.faces import helped, settings_of
from yugong.scenes.aid.rules.weighing import tryable
from yugong.ui.forms import Part, part


@dataclass(slots=True)
class Asking:
    """One question to the sandbox. `given` are the parameters that differ from those in force."""

    rule: Rule
    formula: ByFormula
    unit: Unit
    on: date
    rules: list[Rule]
    present: dict[str, Any] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)
    each: dict[str, int] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The parameters one may try."""
        return settings_of(self.formula)

    @property
    def categories(self) -> list[tuple[str, str]]:
        """The categories that help: key and words."""
        return [(key, self.formula.label(key)) for key in helped(self.formula)]

    def address(self, **more: Any) -> str:
        """The question as the end of an address."""
        kept = {name: text for name, text in self.written.items() if text}
        return "?" + urlencode({"rule": self.rule.key, "unit": self.unit.pk, **kept, **more})

    def kept(self) -> list[tuple[str, Any]]:
        """The question as hidden fields."""
        return [("rule", self.rule.key), ("unit", self.unit.pk), *self.written.items()]

    def rows_now(self) -> list[tuple[str, str]]:
        """The parameters in force, in words."""
        return [(label, now) for label, now, _ in self.rows()]

    def rows(self) -> list[tuple[str, str, str]]:
        """The parameters in words: what it is, as it is in force, as it is tried."""
        found = []
        for one in self.settings:
            now = words(one, self.present[one.key])
            found.append((one.label, now, words(one, self.given[one.key]) if one.key in self.given else now))
        return found

    def parts(self) -> list[Part]:
        """The form: one field for each parameter, with what is in force beside it."""
        found = [
            part(
                one.key, one.label, value=self.written.get(one.key, plain(one, self.present[one.key])),
                hint=f"现行 {words(one, self.present[one.key])}",
                error=self.errors.get(one.key, ""), longest=20,
            )
            for one in self.settings
        ]  # fmt: skip
        if self.formula.amount is None:
            found += [
                part(
                    f"each.{key}", f"{label}每户每年补助", value=self.written.get(f"each.{key}", ""),
                    hint="元，只用来估算金额；不填就不算", error=self.errors.get(f"each.{key}", ""),
                    optional=True, longest=20,
                )
                for key, label in self.categories
            ]  # fmt: skip
        return found


def plain(one: Setting, raw: Any) -> str:
    """A parameter as one types it."""
    return shown(one.sort, one.read(raw)).replace(",", "")


def words(one: Setting, raw: Any) -> str:
    """A parameter with its unit."""
    return f"{shown(one.sort, one.read(raw))} {UNITS.get(one.sort, '')}".strip()


def asked(given: Mapping[str, str], seat: Seat, on: date) -> Asking:
    """The question of an address; another subtree and an unknown rule do not exist."""
    rules = tryable(on)
    key = given.get("rule", "") or (rules[0].key if rules else "")
    rule = next((one for one in rules if one.key == key), None)
    wanted = given.get("unit", "")
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 19 else seat.unit_id
    unit = Unit.objects.filter(pk=number).first()
    if rule is None or unit is None or not tree.within(unit.path, seat.unit_path):
        raise Http404
    formula = formula_of(rule.at(on))
    question = Asking(rule, formula, unit, on, rules)
    keys = [one.key for one in question.settings]
    question.present = {one.key: one.value for one in in_force(keys, on=on, path=unit.path)}
    for one in question.settings:
        _parameter(question, one, given.get(one.key, "").strip())
    for category, label in question.categories if formula.amount is None else ():
        _amount(question, category, label, given.get(f"each.{category}", "").strip())
    return question


def _parameter(question: Asking, one: Setting, text: str) -> None:
    if not text:
        return
    question.written[one.key] = text
    try:
        if one.read(text) != one.read(question.present[one.key]):
            question.given[one.key] = text
    except Refused as refused:
        question.errors[one.key] = refused.reason


def _amount(question: Asking, category: str, label: str, text: str) -> None:
    if not text:
        return
    question.written[f"each.{category}"] = text
    try:
        question.each[category] = money.fen(text)
    except Refused as refused:
        question.errors[f"each.{category}"] = refused.reason
