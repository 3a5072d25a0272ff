"""The working calendar: the years that are known, and a new notice read, shown and only then taken over."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.parameters import actions
from yugong.ground.parameters.models import Holiday, HolidayYear
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Field, LongText, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise import holidays
from yugong.scenes.organise.holidays import Notice
from yugong.scenes.organise.views import gate
from yugong.scenes.organise.views.house import SOURCE, tabs
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

LARGEST = 64 * 1024
SHOWN = 12  # years to choose from; older ones by their address
FIELDS: list[Field] = [SOURCE, LongText("text", "安排", optional=True, longest=40_000)]


@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """The days of one year; a POST reads a notice and, once it was shown, takes it over."""
    actor, _ = gate.officer(request, P.HOLIDAY_IMPORT)
    errors: gate.Errors = {}
    notice: Notice | None = None
    if request.method == "POST":
        answers, errors = clean_all(FIELDS, request.POST, today=local_day(timezone.now()))
        try:
            notice = holidays.read(_uploaded(request) or request.POST.get("text", ""))
            if not errors and not notice.wrong and "import" in request.POST:
                return _taken(notice, answers["source"], actor)
        except Refused as refused:
            errors |= gate.told(refused, {"source", "file"})
    context = {
        "here": "house",
        "tabs": tabs("holidays"),
        "notice": notice,
        **_known(request.GET.get("year", "")),
    }
    context |= _import(request, notice, gate.words(errors))
    return page_or_fragment(request, "organise/holidays.html", context=context, status=422 if errors else 200)


def _taken(notice: Notice, source: str, actor: Actor) -> HttpResponse:
    actions.import_holidays(
        year=notice.year, days=list(notice.days), source=source, by=actor, at=timezone.now()
    )
    return redirect(f"{reverse('desk_holidays')}?year={notice.year}")


def _known(asked: str) -> dict[str, Any]:
    """The years the table knows, and the days of the one asked for or the latest."""
    years = list(HolidayYear.objects.order_by("-year"))
    year = next((row for row in years if str(row.year) == asked), years[0] if years else None)
    return {
        "years": [Link(str(row.year), f"?year={row.year}", current=row == year) for row in years[:SHOWN]],
        "year": year,
        "days": list(Holiday.objects.filter(day__year=year.year).order_by("day")) if year else [],
    }


def _import(request: HttpRequest, notice: Notice | None, words: dict[str, str]) -> dict[str, Any]:
    """What the form of the import shows: what was typed, what is wrong, and the notice to be sent again."""
    source, wrong = request.POST.get("source", ""), words.get("source", "")
    return {
        "text": holidays.written(notice.days) if notice and not notice.wrong else "",
        "source": forms.part("source", SOURCE.label, hint=SOURCE.hint, value=source, error=wrong),
        "file_error": words.get("file", words.get("", "")),
    }


def _uploaded(request: HttpRequest) -> str:
    """The text of the file that came with the form, if one did."""
    upload = request.FILES.get("file")
    if upload is None:
        return ""
    if (upload.size or 0) > LARGEST:
        raise Refused("文件太大，一年的安排不超过 64 KB。", field="file")
    return holidays.decoded(upload.read())
