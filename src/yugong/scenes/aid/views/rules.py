"""The rules of help on the phone: what each says, what is in force, and trying it; nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from yugong.ground.signin.limits import insist
from yugong.ground.signin.place import place_of
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.formula_facts import CHOICE, MONEY, SERIES, WHOLE, YES, Asked, Setting
from yugong.kernel.formula_rule import ByFormula
from yugong.kernel.money import yuan
from yugong.kernel.rules import Parameter, Rule, Verdict
from yugong.scenes.aid.rules import book, explaining
from yugong.scenes.aid.rules.cases import Case, cases
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

YES_NO = (("yes", "是"), ("no", "不是"))
WIDGETS = {MONEY: "money", SERIES: "text", WHOLE: "number", YES: "switch", CHOICE: "select"}


@dataclass(frozen=True, slots=True)
class InForce:
    """One parameter as a reader sees it: its name, its value in words, since when and from where."""

    label: str
    words: str
    since: date
    source: str


def named(key: str) -> Rule:
    """The rule of an address, with or without the name of the scene."""
    found = key if key in book.rules else f"aid.{key}"
    if found not in book.rules:
        raise Http404
    return book.rule_of(found)


def short(key: str) -> str:
    """A rule's key in an address."""
    return key.partition(".")[2]


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every rule, in a line."""
    today = local_day(timezone.now())
    those = [(one, short(one.key), book.formula(one.key, today)) for one in book.DECLARED]
    return page_or_fragment(request, "aid/rules.html", context={"those": those, "tab": "services"})


@login_not_required
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, key: str) -> HttpResponse:
    """One rule: the verdict of what was typed, the form, what the rule says, the parameters in force."""
    rule, now = named(key), timezone.now()
    today = local_day(now)
    asked = book.formula(rule.key, today)
    example = example_of(rule) if "example" in request.GET else None
    words = {k: str(v) for k, v in request.POST.items() if k != "csrfmiddlewaretoken"}
    words = words or (as_typed(asked, example.facts) if example else {})
    verdict, errors = weighed(rule, asked, words, today, request) if words else (None, {})
    in_force = explaining.known_at(today)([each.key for each in asked.numbers])
    shown, values = parameters(asked, in_force)
    context = {
        "rule": rule,
        "version": rule.at(today),
        "asked": asked,
        "says": [line.format_map(values) for line in asked.says],
        "parameters": shown,
        "form": form(asked, words, errors),
        "first": [each.name for each in asked.facts if not aside(each)],
        "opened": any(words.get(each.name) or each.name in errors for each in asked.facts if aside(each)),
        "verdict": verdict,
        "figures": [(each.label, f"{each.value} {each.unit}".strip()) for each in verdict.used]
        if verdict
        else [],
        "money": f"{yuan(verdict.amount)} 元" if verdict and verdict.amount else "",
        "label": asked.label(verdict.outcome) if verdict else "",
        "example": example,
        "short": short(rule.key),
        "tab": "services",
    }
    limited = any(why.code == "limited" for why in errors.values())
    return page_or_fragment(
        request, "aid/rule.html", context=context, status=429 if limited else 422 if errors else 200
    )


def weighed(
    rule: Rule, asked: ByFormula, words: Mapping[str, str], today: date, request: HttpRequest
) -> tuple[Verdict | None, dict[str, Refused]]:
    """The verdict on what was typed, or what is wrong with each field."""
    errors: dict[str, Refused] = {}
    for each in asked.facts:
        try:
            each.read(words.get(each.name))
        except Refused as refused:
            errors[each.name] = refused
    if errors:
        return None, errors
    try:
        insist(explaining.PLACE, place_of(request), at=timezone.now())
        known = {name: raw for name, raw in words.items() if name in {each.name for each in asked.facts}}
        return explaining.explain_words(rule.key, known, on=today), {}
    except Refused as refused:
        return None, {refused.field: refused}


def as_typed(asked: ByFormula, facts: Mapping[str, Any]) -> dict[str, str]:
    """The facts of a case as they would be typed."""
    labels = {each.label: each for each in asked.facts}
    found = {}
    for label, raw in facts.items():
        each = labels[label]
        by_words = {words: key for key, words in each.options}
        text = "、".join(raw) if isinstance(raw, list) else str(raw)
        found[each.name] = (
            ("yes" if each.needed else "on")
            if each.sort == YES and text == "是"
            else by_words.get(text, text)
        )
    return found


def aside(each: Asked) -> bool:
    """Whether a fact seldom matters, so that it is asked out of the way."""
    return each.usual is not None and each.sort in (WHOLE, YES)


def example_of(rule: Rule) -> Case:
    """A case with the parameters in force, where there is one."""
    those = [each for each in cases(rule.key) if not each.refused]
    return next((each for each in those if not each.parameters), those[0])


def form(asked: ByFormula, words: Mapping[str, str], errors: Mapping[str, Refused]) -> forms.Form:
    """The facts as a form."""
    parts = tuple(
        forms.part(
            each.name,
            each.label,
            "select" if each.sort == YES and each.needed else WIDGETS[each.sort],
            hint=each.hint,
            optional=not each.needed,
            value=words.get(each.name, each.usual if each.sort == CHOICE else ""),
            error=in_words(each.name, errors),
            options=each.options or (YES_NO if each.sort == YES else ()),
            affix=each.unit or ("元" if each.sort == MONEY else ""),
        )
        for each in asked.facts
    )
    general = tuple(
        why.reason for name, why in errors.items() if name not in {each.name for each in asked.facts}
    )
    return forms.Form(parts, general)


def in_words(name: str, errors: Mapping[str, Refused]) -> str:
    """What is wrong with a field, without the name that only programs use."""
    return errors[name].reason.replace(f"（{name}）", "") if name in errors else ""


def parameters(asked: ByFormula, found: list[Parameter]) -> tuple[list[InForce], dict[str, str]]:
    """The parameters in force for a reader, and their words by key with underscores."""
    by_key: dict[str, Setting] = {each.key: each for each in asked.numbers}
    shown, values = [], {}
    for each in found:
        setting = by_key[each.key]
        words = setting.words(setting.read(each.value))
        values[each.key.replace(".", "_")] = words
        shown.append(InForce(setting.label, words, each.valid_from, each.source))
    return shown, values
