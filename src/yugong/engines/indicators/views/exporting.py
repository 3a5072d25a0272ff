"""The list behind a number as an Excel file: at once, or in the background where it is long."""

import io
from datetime import datetime
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.engines.indicators import workbook
from yugong.engines.indicators.actions.exporting import export_measure
from yugong.engines.indicators.actions.filing import ask_list
from yugong.engines.indicators.views import asking
from yugong.engines.indicators.views.asking import Place
from yugong.engines.indicators.views.lists import EXCEL
from yugong.kernel.errors import Refused
from yugong.kernel.measure import Measure, Ratio, measure


@require_http_methods(["GET", "POST"])
def export(request: HttpRequest, key: str) -> HttpResponse:
    """The file; of a ratio its numerator. A long one is asked for by POST and made in the background."""
    place, asked = asking.place(request), asking.declared(key)
    one = measure(asked.x) if isinstance(asked, Ratio) else asked
    now = timezone.now()
    mark = f"{place.actor.label} {place.seat.unit_name} {timezone.localtime(now):%Y-%m-%d %H:%M} 导出"
    if request.method == "POST":
        row = ask_list(
            unit=place.unit, one=one, since=place.since, until=place.until, mark=mark, by=place.actor, at=now
        )
        return redirect("desk_list", row.pk)
    try:
        return _file(place, one, mark, now)
    except Refused as refused:
        messages.warning(request, refused.reason)
        return redirect(place.to(key))


def _file(place: Place, one: Measure, mark: str, now: datetime) -> HttpResponse:
    rows = export_measure(
        unit=place.unit, measure=one, since=place.since, until=place.until, by=place.actor, at=now
    )
    words = (place.span(one), one.counts, f"确认：{one.confirmed_by}", f"共 {len(rows):,} 条", mark)
    out = io.BytesIO()
    workbook.write(out, one, rows, title=f"{place.unit.name} {one.name}", words=words)
    answer = HttpResponse(out.getvalue(), content_type=EXCEL)
    day = f"{timezone.localtime(now):%Y%m%d}"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(one.name)}-{day}.xlsx"
    return answer
