"""Stations on paper: the poster at the door with its code, and the list as an Excel file."""

from urllib.parse import quote
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET
from markupsafe import Markup

from yugong.ground.access.desks import officer
from yugong.kernel import opening_hours as hours
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service import station_sheet
from yugong.scenes.service.queries import station_desk as queries
from yugong.scenes.service.rules.facilities import FACILITIES
from yugong.scenes.service.views.station_desk import narrowed, table_for
from yugong.scenes.service.views.station_importing import handed
from yugong.ui import papers

MOST = 10_000


@require_GET
def poster(request: HttpRequest, station_id: UUID) -> HttpResponse:
    """The paper for the door, A4: name, hours, what is there, the code that leads to the station's page."""
    actor, _ = officer(request, P.STATION_MANAGE)
    row = queries.on_desk(actor, station_id)
    address = request.build_absolute_uri(f"/stations/{row.pk}/")
    code = segno.make(address, error="m").svg_inline(scale=4, border=0, omitsize=True)
    try:
        made = papers.printed(
            "service/station_poster.html",
            row=row,
            hours=hours.table(row.hours, row.always_open),
            facilities=[FACILITIES[key] for key in row.facilities],
            code=Markup(code),  # noqa: S704  drawn by segno from our own address
        )
    except Refused as refused:
        messages.warning(request, refused.reason)
        return redirect("desk_station", row.pk)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(f'{row.name}.pdf')}"
    return answer


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """What the filters leave, in the shape of the table by which it could come in again."""
    actor, seat = officer(request, P.STATION_MANAGE)
    now = timezone.localtime()
    table, rows = table_for(seat.unit_path, "", now), queries.run_by(actor, now)
    found = narrowed(table, rows, request.GET).order_by("unit__path", "name", "id")[:MOST]
    return handed(station_sheet.listed(found, mark=f"{seat.unit_name} {now:%Y-%m-%d %H:%M}"), "驿站阵地")
