"""The draw of a campaign for everybody: seal, seed, number, and the record to do it again."""

import json
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from yugong.engines.campaigns.queries import draws, lists
from yugong.engines.campaigns.queries.lists import Campaign
from yugong.ground.access.middleware import actor_of
from yugong.kernel.gather import LOT, gatherings
from yugong.kernel.lot import Record
from yugong.kernel.moment import words
from yugong.ui.pages import page_or_fragment


def _record(row: Campaign) -> Record | None:
    """The published draw; nothing before it took place."""
    return draws.published(row) if row.drawn_at else None


@login_not_required
@require_GET
def lot(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """The draw for everybody: the seal from the first day, seed and number afterwards, done again here."""
    row = lists.one_public(campaign_id)
    if row.taking != LOT:
        raise Http404
    record, own = _record(row), lists.of(row, actor_of(request).person_id)
    context = {
        "row": row, "record": record, "faults": record.faults() if record else (), "own": own, "words": words,
        "weights": gatherings[row.gathering].weights, "tab": "services",
    }  # fmt: skip
    return page_or_fragment(request, "campaigns/lot.html", context=context)


@login_not_required
@require_GET
def lot_file(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """The record of the draw as a file for `yugong lot verify`."""
    row = lists.one_public(campaign_id)
    record = _record(row) if row.taking == LOT else None
    if record is None:
        raise Http404
    body = json.dumps(record.as_dict(), ensure_ascii=False, indent=1)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="lot.json"'
    return response
