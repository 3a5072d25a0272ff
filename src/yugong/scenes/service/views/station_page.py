"""One station at the desk: its facts, how it stands, what was reported, who inspected it."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.ground.access.desks import officer
from yugong.ground.people.queries import names
from yugong.kernel import opening_hours as hours
from yugong.kernel.calendar import local_day
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service import drawn
from yugong.scenes.service.checklists import CHECKLISTS, checklist_of
from yugong.scenes.service.drawn import View
from yugong.scenes.service.models import Inspection
from yugong.scenes.service.queries import openness, photos, station_repairs
from yugong.scenes.service.queries import station_desk as queries
from yugong.scenes.service.rules.coordinates import Point
from yugong.scenes.service.rules.facilities import FACILITIES, lacking_kit
from yugong.scenes.service.views.station_desk import state_of
from yugong.scenes.service.views.station_placing import surroundings
from yugong.ui.pages import page_or_fragment

MONTH = timedelta(days=30)
MAP = (300, 200)


@require_GET
def station(request: HttpRequest, station_id: UUID) -> HttpResponse:
    """Everything about one station."""
    actor, _ = officer(request, P.STATION_MANAGE)
    row, now = queries.on_desk(actor, station_id), timezone.now()
    seen = openness.seen({row.pk}, now).get(row.pk, openness.NOTHING)
    opening = hours.opening(row.hours, row.always_open, now)
    visits = queries.inspections_of(row)
    known = names({one.person_id for one in visits} | ({row.steward_id} if row.steward_id else set()))
    sheet = checklist_of(row.sort)
    view = View.around(Point(row.lat, row.lon), 3, *MAP)
    ground, own = drawn.ground(view), drawn.spot(view, Point(row.lat, row.lon), tone="own")
    today = local_day(now)
    due = queries.due(queries.run_by(actor, now).filter(pk=row.pk), today, row.unit.path).exists()
    context = {
        "here": "stations", "row": row, "seen": seen, "opening": opening, "sheet": sheet, "due": due,
        "state": state_of(row, seen, opening),
        "hours": hours.table(row.hours, row.always_open),
        "facilities": [FACILITIES[key] for key in row.facilities],
        "lacking_kit": lacking_kit(row.facilities) if sheet.key == "six" else [],
        "orders": station_repairs.of_station(row), "visits": list(_told(visits)), "known": known,
        "said": station_repairs.said(row, now - MONTH), "keeps": actor.person_id == row.steward_id,
        "entered": station_repairs.last_entered([row.pk]).get(row.pk),
        "photos": photos.up(row),
        "map": ground.cells + surroundings(actor, row, view, now) + own + ground.names,
        "size": MAP,
        "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(request, "service/desk_station.html", context=context)


def _told(visits: Iterable[Inspection]) -> Iterable[tuple[Inspection, str, list[tuple[str, str]]]]:
    """Each visit with the name of its sheet and, in words, what was lacking."""
    for one in visits:
        sheet = CHECKLISTS[one.checklist]
        yield one, sheet.name, [(sheet.items[key][0], one.found.get(key, "")) for key in one.lacking]
