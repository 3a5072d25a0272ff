"""Who looks after the stations: each steward with his stations and what waits to be mended."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.ground.access.desks import officer
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service.queries import station_desk, station_repairs
from yugong.ui.pages import page_or_fragment


@require_GET
def stewards(request: HttpRequest) -> HttpResponse:
    """Open orders first, then the stewards."""
    actor, seat = officer(request, P.STATION_MANAGE)
    now = timezone.now()
    rows = station_desk.run_by(actor, now)
    orders = station_repairs.open_of(rows)
    keeping, unmanned = station_repairs.stewards(rows, orders)
    context = {
        "here": "stations",
        "seat": seat,
        "orders": orders,
        "late": sum(one.due_at is not None and one.due_at < now for one in orders),
        "now": now,
        "keeping": keeping,
        "unmanned": unmanned,
    }
    return page_or_fragment(request, "service/desk_stewards.html", context=context)
