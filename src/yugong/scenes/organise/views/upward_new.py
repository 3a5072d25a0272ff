"""Writing a form: tick what the platform knows, ask only what it does not."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Day, Field, Text, clean_all
from yugong.kernel.measure import counted
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.actions import upward as actions
from yugong.scenes.organise.upward import FACTS, MEASURED, OWN, SORTS, TITLE, Cell
from yugong.scenes.organise.views.upward import HOME
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

HEADINGS = {"organise": "组织、会员、经费", "rights": "维权", "aid": "帮扶和互助", "service": "服务活动"}


def head(today: date) -> tuple[Field, ...]:
    """What every form says of itself."""
    return (
        Text("title", "报表名称", hint="例如：上半年建会入会情况", longest=60),
        Text("purpose", "拿来做什么", hint="填表的人看得到", longest=100),
        Day("since", "统计从"),
        Day("until", "统计到"),
        Day("due_on", "最晚哪天交", future=True),
    )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a form: tick what the platform knows, and ask only what it does not."""
    actor, seat = officer(request, P.UPWARD_SEND)
    now = timezone.now()
    today = local_day(now)
    errors: dict[str, Refused] = {}
    fields = head(today)
    if request.method == "POST":
        given, errors = clean_all(fields, request.POST, today=today)
        try:
            if not errors:
                row = actions.draft(
                    unit=Unit.objects.get(pk=seat.unit_id), title=given["title"], purpose=given["purpose"],
                    cells=cells_of(request.POST), since=date.fromisoformat(given["since"]),
                    until=date.fromisoformat(given["until"]), due_on=date.fromisoformat(given["due_on"]),
                    by=actor, at=now,
                )  # fmt: skip
                return redirect("desk_upward_form", row.pk)
        except Refused as refused:
            errors = {refused.field if refused.field in {one.name for one in fields} else "": refused}
    usual = {"since": f"{today.replace(month=1, day=1)}", "until": f"{today}"}
    usual["due_on"] = f"{today + timedelta(days=10)}"
    context = {
        "here": "upward",
        "form": forms.form(fields, request.POST or usual, errors),
        "ticked": set(request.POST.getlist("bind")),
        "known": known(),
        "own": [
            (n, request.POST.get(f"ask{n}", ""), request.POST.get(f"sort{n}", "")) for n in range(1, OWN + 1)
        ],
        "sorts": SORTS,
        "longest": TITLE,
        "crumbs": (Link(HOME, reverse("desk_upward")), Link("拟一张表")),
    }  # fmt: skip
    return page_or_fragment(
        request, "organise/upward_new.html", context=context, status=422 if errors else 200
    )


def known() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Everything that need not be asked: (heading, [(bind, name, what it counts)])."""
    numbers: dict[str, list[tuple[str, str, str]]] = {}
    for one in counted():
        heading = HEADINGS.get(one.key.partition(".")[0], "其他记录")
        numbers.setdefault(heading, []).append((f"{MEASURED}{one.key}", one.name, one.counts))
    return [
        *numbers.items(),
        ("组织档案里有的", [(key, name, "") for key, (name, _) in FACTS.items()]),
    ]


def cells_of(given: QueryDict) -> list[Cell]:
    """The cells as they were ticked and written."""
    names = {one.key: one for one in counted()}
    cells = []
    for n, bind in enumerate(given.getlist("bind")):
        if bind in FACTS:
            label, sort = FACTS[bind]
            cells.append(Cell(f"k{n}", label, bind, sort))
        elif (one := names.get(bind.removeprefix(MEASURED))) is not None:
            sort = "money" if one.unit == "fen" else "number"
            cells.append(Cell(f"k{n}", one.name, bind, sort, one.suffix))
    for n in range(1, OWN + 1):
        if label := given.get(f"ask{n}", "").strip()[:TITLE]:
            sort = given.get(f"sort{n}", "number")
            cells.append(Cell(f"q{n}", label, "", sort if sort in SORTS else "number"))
    return cells
