"""System pages: parameters with their dated values, the holiday calendar, and what every role is for."""

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
from yugong.ground.parameters.models import Holiday, HolidayYear, Parameter
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Choice, Day, Field, LongText, Number, Text, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise import holidays
from yugong.scenes.organise.views import gate
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

MARKS = {"S": ("ok", "确知"), "L": ("info", "较确"), "U": ("warn", "待定")}
SOURCE = Text("source", "出处", hint="文号、会议纪要或决定", longest=120)
WHOLE = ("", "全市")
LARGEST = 64 * 1024


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
        "tabs": _tabs("parameters"),
        "rows": rows,
        "marks": MARKS,
        "may_set": bool(may(actor, P.PARAMETER_SET)),
    }
    return page_or_fragment(request, "organise/parameters.html", context=context)


def _now(rows: list[Parameter], shipped: Any, today: date) -> Any:
    """What holds today for the whole city."""
    return next((row.value for row in rows if row.scope == "" and row.valid_from <= today), shipped)


def _tabs(here: str) -> list[Link]:
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
    below = Unit.objects.filter(kind=UnitKind.DISTRICT, valid_to=None).order_by("pinyin")
    scopes = (WHOLE, *below.values_list("path", "name"))
    whole = isinstance(default.value, int)
    value: Field = Number("value", default.label) if whole else Text("value", default.label)
    fields = [
        value,
        Choice("scope", "适用范围", of=scopes, optional=True),
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
    select = {"widget": forms.WIDGETS["select"], "optional": False, "options": scopes}
    named = dict(scopes)
    context = {
        "here": "house",
        "title": default.label,
        "sub": key,
        "crumbs": (Link("业务参数", reverse("desk_house")), Link("设定")),
        "form": forms.form(fields, given, errors, more={"scope": select}),
        "submit": "保存",
        "facts": (
            ("出厂值", str(default.value)),
            ("出处", default.source),
            *(
                (
                    f"{row.valid_from:%Y-%m-%d} 起",
                    f"{row.value}，{named.get(row.scope, row.scope)}（{row.source}）",
                )
                for row in Parameter.objects.filter(key=key).order_by("-valid_from")[:20]
            ),
        ),
        "aside_title": "已有取值",
    }
    return page_or_fragment(request, "organise/ask.html", context=context, status=422 if errors else 200)


@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """The known years, the days of one, and a new notice: read, shown, and only then taken over."""
    actor, _ = gate.officer(request, P.HOLIDAY_IMPORT)
    fields = [SOURCE, LongText("text", "安排", optional=True, longest=40_000)]
    errors: gate.Errors = {}
    notice: holidays.Notice | None = None
    text = request.POST.get("text", "")
    if request.method == "POST":
        answers, errors = clean_all(fields, request.POST, today=local_day(timezone.now()))
        try:
            text = _uploaded(request) or text
            notice = holidays.read(text)
            if not errors and not notice.wrong and "import" in request.POST:
                actions.import_holidays(
                    year=notice.year,
                    days=list(notice.days),
                    source=answers["source"],
                    by=actor,
                    at=timezone.now(),
                )
                return redirect(f"{reverse('desk_holidays')}?year={notice.year}")
        except Refused as refused:
            errors |= gate.told(refused, {"source", "file"})
    words = gate.words(errors)
    years = list(HolidayYear.objects.order_by("-year"))
    year = _year(request.GET.get("year", ""), [row.year for row in years])
    context = {
        "here": "house",
        "tabs": _tabs("holidays"),
        "years": [Link(str(row.year), f"?year={row.year}", current=row.year == year) for row in years],
        "year": next((row for row in years if row.year == year), None),
        "days": list(Holiday.objects.filter(day__year=year).order_by("day")),
        "notice": notice,
        "text": holidays.written(notice.days) if notice and not notice.wrong else "",
        "source": forms.part(
            "source",
            "出处",
            hint=SOURCE.hint,
            value=request.POST.get("source", ""),
            error=words.get("source", ""),
        ),
        "file_error": words.get("file", words.get("", "")),
    }
    return page_or_fragment(request, "organise/holidays.html", context=context, status=422 if errors else 200)


def _uploaded(request: HttpRequest) -> str:
    """The text of the file that came with the form, if one did."""
    upload = request.FILES.get("file")
    if upload is None:
        return ""
    if (upload.size or 0) > LARGEST:
        raise Refused("文件太大，一年的安排不超过 64 KB。", field="file")
    return holidays.decoded(upload.read())


def _year(text: str, known: list[int]) -> int:
    asked = int(text) if text.isdigit() and len(text) == 4 else 0
    return asked if asked in known else max(known, default=0)


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
