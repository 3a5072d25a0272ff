"""Rule: dated versions with their source; a Verdict carries every reason and what would change the answer."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from yugong.kernel.errors import Broken, Refused
from yugong.kernel.registry import Registry

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number a city may change: its value for a scope from a day on, and where it is written."""

    key: str
    value: Any
    source: str
    valid_from: date
    scope: str = ""


class Values(Mapping[str, Any]):
    """Parameters by key, as the caller resolved them; it remembers which ones a decision has read."""

    def __init__(self, parameters: Iterable[Parameter] = ()) -> None:
        self._known = {parameter.key: parameter for parameter in parameters}
        self.read: dict[str, Parameter] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._known:
            raise Refused(f"参数“{key}”尚未设置，请先由管理员在参数页设置后再办理。", code="parameter_unset")
        self.read[key] = self._known[key]
        return self._known[key].value

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the decision in a sentence, whether it spoke for it, and the figures it rests on."""

    text: str
    holds: bool = True
    figures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number the decision used: its name, what it is called, its value as text, and its unit."""

    name: str
    label: str
    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that would change the answer: what it was, what it would have to be, and the answer then."""

    fact: str
    label: str
    was: str
    to: str
    by: str
    unit: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What one version decides: outcome, reasons, and what would change the answer, smallest first."""

    outcome: str
    reasons: tuple[Reason, ...] = ()
    change: tuple[str, ...] = ()
    amount: int | None = None  # fen
    used: tuple[Figure, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition: `test` on facts and parameters, the sentences for yes and no, the way on after a no.

    Sentences may name figures: "人均月收入 {income} 元，不高于 {line} 元".
    """

    test: Callable[[Facts, Values], bool]
    yes: str
    no: str
    change: str = ""
    figures: Callable[[Facts, Values], Mapping[str, Any]] = lambda facts, values: {}

    def weigh(self, facts: Facts, values: Values) -> tuple[Reason, str]:
        holds = bool(self.test(facts, values))
        figures = dict(self.figures(facts, values))
        text = (self.yes if holds else self.no).format(**figures)
        return Reason(text, holds, figures), "" if holds else self.change.format(**figures)


Decide = Callable[[Facts, Values], Finding]


def all_of(clauses: Sequence[Clause], *, yes: str, no: str) -> Decide:
    """Decide `yes` when every clause holds, otherwise `no`; every clause gives its reason either way."""

    def decide(facts: Facts, values: Values) -> Finding:
        weighed = [clause.weigh(facts, values) for clause in clauses]
        outcome = yes if all(reason.holds for reason, _ in weighed) else no
        return Finding(
            outcome, tuple(reason for reason, _ in weighed), tuple(way for _, way in weighed if way)
        )

    return decide


@dataclass(frozen=True, slots=True)
class Version:
    """A rule as it stands from a day on: its citation and how it decides."""

    name: str
    valid_from: date
    citation: str
    decide: Decide
    valid_to: date | None = None  # the last day, for a rule that ended without a successor


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision by a rule as it is stored: enough to show it, and to replay it years later."""

    rule: str
    version: str
    citation: str
    on: date
    outcome: str
    reasons: tuple[Reason, ...]
    change: tuple[str, ...]
    facts: Mapping[str, Any]
    parameters: tuple[Parameter, ...]
    amount: int | None = None  # fen
    used: tuple[Figure, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def figures(self) -> dict[str, Any]:
        """Every figure of every reason."""
        return {name: value for reason in self.reasons for name, value in reason.figures.items()}

    def as_dict(self) -> dict[str, Any]:
        """Values that JSON can hold; dates become {"day": "2026-01-31"}."""
        return {
            "rule": self.rule,
            "version": self.version,
            "citation": self.citation,
            "on": self.on.isoformat(),
            "outcome": self.outcome,
            "reasons": [
                {"text": reason.text, "holds": reason.holds, "figures": _packed(reason.figures)}
                for reason in self.reasons
            ],
            "change": list(self.change),
            "facts": _packed(self.facts),
            "parameters": [
                {
                    "key": parameter.key,
                    "value": _packed(parameter.value),
                    "source": parameter.source,
                    "valid_from": parameter.valid_from.isoformat(),
                    "scope": parameter.scope,
                }
                for parameter in self.parameters
            ],
            "amount": self.amount,
            "used": [asdict(one) for one in self.used],
            "changes": [asdict(one) for one in self.changes],
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Verdict":
        return cls(
            rule=stored["rule"],
            version=stored["version"],
            citation=stored["citation"],
            on=date.fromisoformat(stored["on"]),
            outcome=stored["outcome"],
            reasons=tuple(
                Reason(each["text"], each["holds"], _unpacked(each["figures"])) for each in stored["reasons"]
            ),
            change=tuple(stored["change"]),
            facts=_unpacked(stored["facts"]),
            parameters=tuple(
                Parameter(
                    each["key"],
                    _unpacked(each["value"]),
                    each["source"],
                    date.fromisoformat(each["valid_from"]),
                    each["scope"],
                )
                for each in stored["parameters"]
            ),
            amount=stored.get("amount"),
            used=tuple(Figure(**each) for each in stored.get("used", ())),
            changes=tuple(Change(**each) for each in stored.get("changes", ())),
        )


@dataclass(frozen=True)
class Rule:
    """A rule with its versions in order of time; a change of rule never rewrites a past verdict."""

    key: str
    name: str
    versions: tuple[Version, ...]

    def __post_init__(self) -> None:
        if not self.versions:
            raise Broken(f"rule {self.key!r} has no version")
        days = [version.valid_from for version in self.versions]
        if days != sorted(set(days)):
            raise Broken(f"rule {self.key!r}: versions must be in order of time, each from its own day")
        if len({version.name for version in self.versions}) < len(days):
            raise Broken(f"rule {self.key!r}: two versions share a name")
        if bare := [version.name for version in self.versions if not version.citation]:
            raise Broken(f"rule {self.key!r}: version {bare[0]!r} cites no source")

    def at(self, day: date) -> Version:
        """The version in force on `day`."""
        for version in reversed(self.versions):
            if version.valid_from <= day and (version.valid_to is None or day <= version.valid_to):
                return version
            if version.valid_from <= day:
                break
        raise Refused(
            f"{day.isoformat()} 没有可用的“{self.name}”规则，请联系管理员。", code="rule_not_in_force"
        )

    def apply(self, facts: Facts, *, on: date, parameters: Iterable[Parameter] = ()) -> Verdict:
        """Decide `facts` by the version in force `on` a day; the verdict keeps the parameters it read."""
        return self._decide(self.at(on), facts, on, parameters)

    def replay(self, verdict: Verdict) -> Verdict:
        """What the stored version says to the stored facts: equal, unless the code was changed."""
        version = next((each for each in self.versions if each.name == verdict.version), None)
        if version is None:
            raise Broken(f"rule {self.key!r} has no version {verdict.version!r} any more")
        return self._decide(version, verdict.facts, verdict.on, verdict.parameters)

    def _decide(self, version: Version, facts: Facts, on: date, parameters: Iterable[Parameter]) -> Verdict:
        values = Values(parameters)
        found = version.decide(facts, values)
        return Verdict(
            rule=self.key,
            version=version.name,
            citation=version.citation,
            on=on,
            outcome=found.outcome,
            reasons=found.reasons,
            change=found.change,
            facts=dict(facts),
            parameters=tuple(values.read.values()),
            amount=found.amount,
            used=found.used,
            changes=found.changes,
        )


rules: Registry[Rule] = Registry("rule")  # those that are explained by `yugong rule`, the pages and the API


def _packed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _packed(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_packed(each) for each in value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return {"day": value.isoformat()}
    if value is None or isinstance(value, str | int):
        return value
    raise Broken(f"a verdict keeps text, whole numbers and days, not {value!r}")


def _unpacked(value: Any) -> Any:
    if isinstance(value, Mapping):
        if set(value) == {"day"}:
            return date.fromisoformat(value["day"])
        return {key: _unpacked(each) for key, each in value.items()}
    return [_unpacked(each) for each in value] if isinstance(value, list) else value
