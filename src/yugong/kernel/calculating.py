"""Calculators: from one declaration come `yugong calc`, a public page and the API of the scene."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from yugong.kernel import topic as kernel
from yugong.kernel.calculator_fields import Date
from yugong.kernel.calendar import Roll, Span, due
from yugong.kernel.errors import Refused
from yugong.kernel.field import Field, clean_all
from yugong.kernel.money import fen, yuan
from yugong.kernel.registry import Registry
from yugong.kernel.topic import Basis, Topic, topics

WEEK = "一二三四五六日"
TODAY = Date("today", "今天", optional=True)

Given = Mapping[str, Any]


def said(day: date) -> str:
    """A day in words, with the day of the week."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日（周{WEEK[day.weekday()]}）"


def plain(amount: int) -> str:
    """Fen as a sum of yuan with two decimals for a program: "24000.00"."""
    return yuan(amount).replace(",", "")


@dataclass(slots=True)
class Answer:
    """What was found: figures for a program, lines for a reader, each step, and the articles."""

    figures: dict[str, Any] = field(default_factory=dict)
    shown: list[tuple[str, str]] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    provisional: bool = False

    def say(self, step: str, *articles: str) -> None:
        """One step of the sum, and the articles it rests on."""
        self.steps.append(step)
        self.articles.extend(one for one in articles if one not in self.articles)

    def show(self, key: str, label: str, words: str, value: Any) -> None:
        """One result: its name and value for a program, its words for a reader."""
        self.figures[key] = value
        self.shown.append((label, words))

    def sum(self, key: str, label: str, amount: int) -> None:
        """A result in fen."""
        self.show(key, label, f"{yuan(amount)} 元", plain(amount))

    def day(self, key: str, label: str, day: date) -> None:
        """A result that is a day."""
        self.show(key, label, said(day), day.isoformat())

    def last_day(
        self,
        key: str,
        label: str,
        start: date,
        span: Span,
        basis: Basis,
        article: str,
        roll: Roll | None = None,
    ) -> date:
        """The last day of a period that begins the day after `start`; says how it was counted."""
        found = due(start, span, calendar=basis.calendar, roll=roll)
        raw = due(start, span, calendar=basis.calendar, roll="none").day
        self.provisional |= found.provisional
        moved = f"，这天休息，顺延到 {said(found.day)}" if raw != found.day else ""
        self.say(f"{label}：{said(start)}的第二天起算 {span}，最后一天是 {said(raw)}{moved}。", article)
        self.day(key, label, found.day)
        return found.day

    def as_dict(self) -> dict[str, Any]:
        """What the console prints and the API sends."""
        return self.figures | {
            "provisional": self.provisional,
            "steps": self.steps,
            "articles": self.articles,
        }


@dataclass(frozen=True, slots=True)
class Case:
    """An example as an officer reads it: the words, what is given, what must come out, and where from."""

    words: str
    given: Mapping[str, str]
    gives: Mapping[str, Any]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Calculator:
    """One topic: its key, name, what it answers, its fields, the sum, and its cases."""

    key: str
    name: str
    asks: str
    fields: tuple[Field, ...]
    work: Callable[[Given, Basis], Answer]
    cases: tuple[Case, ...]
    icon: str = "calculator"
    group: str = "time"

    def answer(self, words: Mapping[str, str], basis: Basis) -> Answer:
        """The answer to these words; the first wrong one is refused."""
        given, wrong = clean_all(self.fields, words, today=basis.today)
        if wrong:
            raise next(iter(wrong.values()))
        return self.work(given, basis)


calculators: Registry[Calculator] = Registry("calculator")


def case(words: str, given: str, *, of: str = "", **gives: Any) -> Case:
    """A case with its conditions written as on the console: "years=3 months=7"."""
    pairs = (one.partition("=") for one in given.split())
    return Case(words, {key: value for key, _, value in pairs}, gives, of)


def add(found: Calculator) -> Calculator:
    """Declare a calculator: for the page, the API and the console at once."""
    needs = tuple(one.name for one in found.fields if not one.optional)
    knows = tuple(one.name for one in found.fields if one.optional)
    example = " ".join(f"{key}={value}" for key, value in found.cases[0].given.items())

    def work(words: kernel.Words, basis: Basis) -> dict[str, Any]:
        try:
            return found.answer(words, as_of(words, basis)).as_dict()
        except Refused as refused:
            if not refused.field:
                raise
            reason = f"{refused.field}={words.get(refused.field, '')}：{refused.reason}"
            raise Refused(reason, field=refused.field, code="calc_value") from None

    topics.add(Topic(found.key, f"例如 {example}", needs, (*knows, "today"), work))
    return calculators.add(found)


def as_of(words: Mapping[str, str], basis: Basis) -> Basis:
    """The basis for the day given as today=…, or as it is."""
    text = TODAY.clean(words.get("today"))
    return Basis(date.fromisoformat(text), basis.calendar, basis.parameters) if text else basis


def on(given: Given, name: str) -> date | None:
    """The day under `name`, if one was given."""
    return date.fromisoformat(given[name]) if given.get(name) else None


def need_one(given: Given, asked: tuple[Field, ...]) -> None:
    """Refuse when none of these was given."""
    if all(given.get(one.name) in (None, "", []) for one in asked):
        raise Refused(
            f"请至少填写一项：{'、'.join(f'{one.label}（{one.name}）' for one in asked)}。", code="missing"
        )


def in_order(given: Given, earlier: str, later: str, words: str) -> None:
    """Refuse when the later day lies before the earlier one."""
    first, second = on(given, earlier), on(given, later)
    if first and second and second < first:
        raise Refused(words, field=later)


def parameter_fen(basis: Basis, key: str) -> int:
    """A parameter in yuan as fen."""
    return fen(str(basis.parameters[key]))


def day_before(day: date) -> date:
    return day - timedelta(days=1)
