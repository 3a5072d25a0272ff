"""The rules of help for programs: GET answers JSON, open to all, counted by network address, never stored."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.ground.signin.limits import insist
from yugong.ground.signin.place import place_of
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.formula_facts import Asked
from yugong.kernel.rules import Rule
from yugong.scenes.aid.rules import book, explaining
from yugong.ui.machines import answer, given, refusal


@login_not_required
@require_GET
def rule_list(request: HttpRequest) -> JsonResponse:
    """Every rule with its facts and its parameters."""
    return answer({"rules": [described(one) for one in book.DECLARED]})


@login_not_required
@require_GET
def explained(request: HttpRequest, key: str) -> JsonResponse:
    """The verdict of one rule on the facts and parameters of the query; a refusal says which and why."""
    now = timezone.now()
    try:
        insist(explaining.PLACE, place_of(request), at=now)
        rule = book.rule_of(key if key in book.rules else f"aid.{key}")
        words = given(request, "fact")
        shorts = {name for one in book.formula(rule.key, local_day(now)).numbers for name in one.names}
        facts = {name: raw for name, raw in words.items() if name not in shorts}
        chosen = {name: raw for name, raw in words.items() if name in shorts}
        verdict = explaining.explain_words(rule.key, {**facts, "parameters": chosen}, on=local_day(now))
    except Refused as refused:
        return refusal(refused, unknown="rule_unknown")
    return answer(book.as_json(verdict))


def described(rule: Rule) -> dict[str, Any]:
    """A rule as a program needs it."""
    today = local_day(timezone.now())
    asked, version = book.formula(rule.key, today), rule.at(today)
    found = explaining.known_at(today)([one.key for one in asked.numbers])
    return {
        "rule": rule.key,
        "name": rule.name,
        "asks": asked.asks,
        "url": reverse("api_aid_rule", args=[rule.key.partition(".")[2]]),
        "version": version.name,
        "citation": version.citation,
        "categories": [{"category": one.key, "label": one.label} for one in asked.categories],
        "facts": [fact_of(one) for one in asked.facts],
        "parameters": [
            {
                "key": each.key,
                "short": one.short,
                "name": one.label,
                "value": str(each.value),
                "source": each.source,
                "valid_from": each.valid_from.isoformat(),
            }
            for one, each in zip(asked.numbers, found, strict=True)
        ],
    }


def fact_of(one: Asked) -> dict[str, Any]:
    """A fact: name, label, sort, unit, whether it may be left out, and what may be chosen."""
    found = {
        "name": one.name,
        "label": one.label,
        "sort": one.sort,
        "hint": one.hint,
        "optional": not one.needed,
    }
    options = [key for key, _ in one.options]
    return found | ({"unit": one.unit} if one.unit else {}) | ({"options": options} if options else {})
