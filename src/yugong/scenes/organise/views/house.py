"""System pages: parameters with their dated values, and what every role is for."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from yugong.ground.access.policy import POLICY
from yugong.ground.access.roles import roles
from yugong.ground.org.models import Unit, UnitKind
from yugong.ground.parameters import actions
from yugong.ground.parameters.defaults import DEFAULTS
from yugong.ground.parameters.models import Parameter
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Day, Field, Number, Select, Text, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.views import gate
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

MARKS = {"S": ("ok", "确知"), "L": ("info", "较确"), "U": ("warn", "待定")}
SOURCE = Text("source", "出处", hint="文号、会议纪要或决定", longest=120)
WHOLE = ("", "全市")


@require_GET
def parameters(request: HttpRequest) -> HttpResponse:
    """Every parameter with what holds today and what was set when."""
    actor, _ = gate.officer(request, P.PARAMETER_SET, P.HOLIDAY_IMPORT)
    today = local_day(timezone.now())
    dated: dict[str, list[Parameter]] = {}
    for row in Parameter.objects.order_by("key", "-valid_from", "scope"):
        dated.setdefault(row.key, []).append(row)
    rows = [
        (key, default, _now(dated.get(key, []), default.value, today), dated.get(key, []))
        for key, default in DEFAULTS.items()
    ]
    context = {
        "here": "house",
        "tabs": tabs("parameters"),
        "rows": rows,
        "marks": MARKS,
        "may_set": bool(may(actor, P.PARAMETER_SET)),
    }
    return page_or_fragment(request, "organise/parameters.html", context=context)


def _now(rows: list[Parameter], shipped: Any, today: date) -> Any:
    """What holds today for the whole city."""
    return next((row.value for row in rows if row.scope == "" and row.valid_from <= today), shipped)


def tabs(here: str) -> list[Link]:
    """The two pages that share one entry of the menu."""
    return [
        Link("业务参数", reverse("desk_house"), current=here == "parameters"),
        Link("工作日历", reverse("desk_holidays"), current=here == "holidays"),
    ]


@require_http_methods(["GET", "POST"])
def set_one(request: HttpRequest, key: str) -> HttpResponse:
    """Give one parameter a value from a day on, with its source."""
    actor, _ = gate.officer(request, P.PARAMETER_SET)
    if key not in DEFAULTS:
        raise Http404
    default, today = DEFAULTS[key], local_day(timezone.now())
    scopes = _scopes()
    value: Field = Text("value", default.label)
    if isinstance(default.value, int):
        value = Number("value", default.label)
    fields = [
        value,
        Select("scope", "适用范围", of=scopes, optional=True),
        Day("valid_from", "自何日起"),
        SOURCE,
    ]
    given: Any = request.POST or {"valid_from": today.isoformat()}
    errors: gate.Errors = {}
    if request.method == "POST":
        answers, errors = clean_all(fields, given, today=today)
        try:
            if not errors:
                answers["valid_from"] = date.fromisoformat(answers["valid_from"])
                answers["scope"] = answers["scope"] or ""
                actions.set_parameter(key=key, **answers, by=actor, at=timezone.now())
                return redirect("desk_house")
        except Refused as refused:
            errors = gate.told(refused, {one.name for one in fields})
    form = forms.form(fields, given, errors, more={"scope": {"optional": False, "options": scopes}})
    context = _setting(key, form, dict(scopes))
    return page_or_fragment(request, "organise/ask.html", context=context, status=422 if errors else 200)


def _scopes() -> tuple[tuple[str, str], ...]:
    """Where a value may hold: everywhere, or below one district."""
    districts = Unit.objects.filter(kind=UnitKind.DISTRICT, valid_to=None).order_by("pinyin")
    return (WHOLE, *districts.values_list("path", "name"))


def _setting(key: str, form: forms.Form, scopes: dict[str, str]) -> dict[str, Any]:
    """The page of one parameter, with the values it had and has."""
    default = DEFAULTS[key]
    rows = Parameter.objects.filter(key=key).order_by("-valid_from")[:20]
    dated = [
        (f"{row.valid_from:%Y-%m-%d} 起", f"{row.value}，{scopes.get(row.scope, row.scope)}（{row.source}）")
        for row in rows
    ]
    return {
        "here": "house",
        "title": default.label,
        "sub": key,
        "crumbs": (Link("业务参数", reverse("desk_house")), Link("设定")),
        "form": form,
        "submit": "保存",
        "facts": (("出厂值", str(default.value)), ("出处", default.source), *dated),
        "aside_title": "已有取值",
    }


@require_GET
def all_roles(request: HttpRequest) -> HttpResponse:
    """What every role is for, where it sits and what it may do."""
    gate.officer(request, *P)
    kinds = dict(UnitKind.choices)
    order = list(kinds)
    rows = [
        {
            "role": role,
            "sits": [kinds[kind] for kind in sorted(role.sits_at, key=order.index)],
            "may": [
                POLICY[permission][0]
                for permission in P
                if permission in role.permissions and permission in POLICY
            ],
        }
        for role in roles
    ]
    return page_or_fragment(request, "organise/roles.html", context={"here": "roles", "rows": rows})
