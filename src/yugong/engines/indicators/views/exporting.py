"""The list behind a number as an Excel file."""

import io
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.engines.indicators import workbook
from yugong.engines.indicators.actions.exporting import export_measure
from yugong.engines.indicators.views import asking
from yugong.kernel.errors import Refused
from yugong.kernel.measure import Ratio, measure

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def export(request: HttpRequest, key: str) -> HttpResponse:
    """The file; of a ratio its numerator. What is refused is said on the number's page."""
    place, asked = asking.place(request), asking.declared(key)
    one = measure(asked.x) if isinstance(asked, Ratio) else asked
    now = timezone.now()
    try:
        rows = export_measure(
            unit=place.unit, measure=one, since=place.since, until=place.until, by=place.actor, at=now
        )
    except Refused as refused:
        messages.warning(request, refused.reason)
        return redirect(place.to(key))
    local = timezone.localtime(now)
    mark = f"{place.actor.label} {place.seat.unit_name} {local:%Y-%m-%d %H:%M} 导出"
    words = (place.span(one), one.counts, f"确认：{one.confirmed_by}", f"共 {len(rows):,} 条", mark)
    out = io.BytesIO()
    workbook.write(out, one, rows, title=f"{place.unit.name} {one.name}", words=words)
    answer = HttpResponse(out.getvalue(), content_type=EXCEL)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(one.name)}-{local:%Y%m%d}.xlsx"
    return answer
