"""A long list that was asked for: how far it is, until when it can be fetched, and the file."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.engines.indicators.actions.filing import GONE, pieces, take_list
from yugong.engines.indicators.queries import lists
from yugong.engines.indicators.texts import span
from yugong.ground.access.desks import officer
from yugong.ground.files.queries import spoken_size
from yugong.ground.jobs.queries import watch
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.measure import measure
from yugong.kernel.permissions import Permission as P
from yugong.ui.environment import when
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _own(request: HttpRequest, list_id: UUID) -> tuple[Actor, Any]:
    """The officer's own list of a union that still is his; otherwise there is none."""
    actor, seat = officer(request, P.MEASURE_VIEW)
    row = lists.asked_by(actor.key, list_id)
    if row is None or not tree.within(row.unit.path, seat.unit_path):
        raise Http404
    return actor, row


@require_GET
def page(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Its page; while it is being made the bar moves by itself."""
    _, row = _own(request, list_id)
    one = measure(row.measure)
    over = row.expires_at is not None and (row.expires_at <= timezone.now() or not row.parts.exists())
    context: dict[str, Any] = {
        "here": "numbers",
        "file": row,
        "name": one.name,
        "watch": watch(row.progress) if row.progress else None,
        "gone": GONE if over else "",
        "size": spoken_size(row.size) if row.done_at else "",
        "crumbs": (Link("指标", reverse("desk_numbers")), Link("导出")),
        "notes": list(messages.get_messages(request)),
        "facts": (
            ("指标", one.name),
            ("范围", f"{row.unit.name}及下级"),
            ("时间", span(one, row.since.isoformat(), row.until.isoformat())),
            ("申请", when(row.made_at)),
        ),
    }
    return page_or_fragment(request, "indicators/list_file.html", "progress", context)


@require_POST
def take(request: HttpRequest, list_id: UUID) -> HttpResponseBase:
    """The file; whoever fetches it must still have the right to it."""
    actor, row = _own(request, list_id)
    now = timezone.now()
    try:
        take_list(unit=row.unit, file=row, by=actor, at=now)
    except Refused as refused:
        messages.warning(request, refused.reason)
        return redirect("desk_list", row.pk)
    name = f"{quote(measure(row.measure).name)}-{timezone.localtime(now):%Y%m%d}.xlsx"
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Content-Length": str(row.size),
        "Cache-Control": "private, no-store",
    }
    return StreamingHttpResponse(pieces(row), content_type=EXCEL, headers=headers)
