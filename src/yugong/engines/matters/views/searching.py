"""Searched fields on a desk form: unions and employers found by name, with and without scripts."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from yugong.engines.matters import queries
from yugong.ground.access.middleware import actor_of
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Field
from yugong.kernel.flow import Move, kinds
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

PICKED = ("unit", "employer")


def searched(
    fields: Iterable[Field], data: Mapping[str, Any], address: Callable[[str], str]
) -> dict[str, dict[str, Any]]:
    """By field name, what a searched field shows: where it asks, what was found, what is picked."""
    return {field.name: _facts(field, data, address) for field in fields if field.widget in PICKED}


def _facts(field: Field, data: Mapping[str, Any], address: Callable[[str], str]) -> dict[str, Any]:
    asked, value = data.get(f"{field.name}_q", ""), data.get(field.name, "")
    shown = queries.picked_words((field,), data).get(field.name, "") if str(value).isdecimal() else ""
    found = [] if shown and asked in ("", shown) else queries.offered(field, asked)
    return {
        "search": address(field.name),
        "options": found or ([(str(value), shown, "")] if shown else []),
        "shown": asked or shown,
    }


def unpicked(fields: Iterable[Field], data: Mapping[str, Any]) -> dict[str, Refused]:
    """The searched fields where something was typed and nothing chosen."""
    return {
        field.name: Refused(f"请从下面选一个{field.label}", field=field.name)
        for field in fields
        if field.widget in PICKED and data.get(f"{field.name}_q") and not data.get(field.name)
    }


def of_move(number: str, step: Move, data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The searched fields of a desk's move."""
    return searched(step.asks, data, lambda name: reverse("desk_find", args=[number, step.name, name]))


@require_GET
def find(request: HttpRequest, number: str, move: str, name: str) -> HttpResponse:
    """What a searched field of a move offers, as a fragment below it."""
    found = queries.on_desk(actor_of(request), number)
    step = next((m for m in kinds[found.kind].moves if m.name == move), None)
    field: Any = next((f for f in step.asks if f.name == name), None) if step else None
    if field is None or field.widget not in PICKED:
        raise Http404
    options = forms.options(queries.offered(field, request.GET.get(f"{name}_q", "")))
    part = forms.from_field(field, options=options)
    return page_or_fragment(request, "matters/found.html", "found", {"part": part})
