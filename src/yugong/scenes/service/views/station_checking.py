"""The sheet of an inspection: each item in order or not, faults that go out as orders at once."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.access.desks import officer
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Day, Number, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service.actions.inspecting import inspect
from yugong.scenes.service.checklists import Checklist, checklist_of
from yugong.scenes.service.models import FAULTS, Station
from yugong.scenes.service.queries import station_desk as queries
from yugong.scenes.service.rules.facilities import lacking_kit
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

ON = Day("on", "哪天去的", past=True)
OPTIONS = (("ok", "合格"), ("lacking", "不合格"))


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, station_id: UUID) -> HttpResponse:
    """Fill the sheet in."""
    actor, _ = officer(request, P.STATION_MANAGE)
    row, now = queries.on_desk(actor, station_id), timezone.now()
    sheet = checklist_of(row.sort)
    errors: dict[str, Refused] = {}
    given: Any = request.POST or {"on": timezone.localdate(now).isoformat()}
    if request.method == "POST":
        answers, errors = clean_all(_fields(sheet), given, today=timezone.localdate(now))
        unsaid = [key for key in sheet.items if given.get(f"item_{key}") not in dict(OPTIONS)]
        errors |= {f"item_{key}": Refused("请选合格还是不合格") for key in unsaid}
        try:
            if not errors:
                visitors = answers.get("visitors")
                made = inspect(
                    station=row, on=date.fromisoformat(answers["on"]), lacking=_lacking(sheet, given),
                    faults=given.getlist("faults"), visitors=visitors, by=actor, at=now,
                )  # fmt: skip
                sent = f"，{len(made.matters)} 件交管护工会处理" if made.matters else ""
                messages.success(request, f"检查记下了{sent}。")
                return redirect("desk_station", row.pk)
        except Refused as refused:
            errors[refused.field] = refused
    return _sheet(request, row, sheet, given, errors)


def _fields(sheet: Checklist) -> tuple[Any, ...]:
    return (ON, Number("visitors", sheet.counted, unit="人次")) if sheet.counted else (ON,)


def _lacking(sheet: Checklist, given: Any) -> dict[str, str]:
    return {
        key: given.get(f"found_{key}", "") for key in sheet.items if given.get(f"item_{key}") == "lacking"
    }


def _sheet(
    request: HttpRequest, row: Station, sheet: Checklist, given: Any, errors: dict[str, Refused]
) -> HttpResponse:
    told = {name: refused.reason for name, refused in errors.items()}
    items = [_item(key, words, given, told) for key, words in sheet.items.items()]
    chosen = given.getlist("faults") if hasattr(given, "getlist") else []
    faults = forms.part(
        "faults", "现场有没有要马上修的", "many", optional=True, value=chosen,
        options=[(one.value, one.label) for one in FAULTS],
        hint="选了的马上交给管护工会，24 小时内处理；处理好了再问您开着没有",
    )  # fmt: skip
    form = forms.form(_fields(sheet), given, errors)
    context = {
        "here": "stations", "row": row, "sheet": sheet, "items": items, "faults": faults, "form": form,
        "summary": tuple((one.id, one.error) for part in items for one in part if one.error),
        "lacking_kit": lacking_kit(row.facilities) if sheet.key == "six" else [],
    }  # fmt: skip
    status = 422 if errors else 200
    return page_or_fragment(request, "service/desk_station_check.html", context=context, status=status)


def _item(
    key: str, words: tuple[str, str], given: Any, told: dict[str, str]
) -> tuple[forms.Part, forms.Part]:
    """One item: in order or not, and what was seen."""
    item, found = f"item_{key}", f"found_{key}"
    return (
        forms.part(
            item, words[0], "choice", hint=words[1], options=OPTIONS, value=given.get(item, ""),
            error=told.get(item, ""),
        ),
        forms.part(
            found, "不合格的写看到了什么", optional=True, longest=200, value=given.get(found, ""),
            error=told.get(found, ""),
        ),
    )  # fmt: skip
