"""A long export: how far it is, until when it can be fetched, and the file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.ground.files.queries import spoken_size
from yugong.ground.jobs.queries import watch
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.actions.exporting import GONE, pieces, take_export
from yugong.scenes.organise.models import MemberExport
from yugong.scenes.organise.views import gate
from yugong.scenes.organise.views.export import EXCEL
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link


def _own(request: HttpRequest, export_id: UUID) -> tuple[Actor, MemberExport]:
    """The officer's own export of a unit he still may export; otherwise there is none."""
    actor, _ = gate.officer(request, P.PERSON_EXPORT)
    rows = MemberExport.objects.select_related("unit")
    row: MemberExport = get_object_or_404(rows, pk=export_id, made_by=actor.key)
    gate.insist(actor, P.PERSON_EXPORT, row.unit)
    return actor, row


@require_GET
def export(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """Its page; while it is being made the bar moves by itself."""
    _, row = _own(request, export_id)
    now = timezone.now()
    over = row.expires_at is not None and (row.expires_at <= now or not row.parts.exists())
    context: dict[str, Any] = {
        "here": "members",
        "export": row,
        "watch": watch(row.progress) if row.progress else None,
        "gone": GONE if over else "",
        "left": "" if over or row.expires_at is None else _left(row, now),
        "size": spoken_size(row.size) if row.done_at else "",
        "crumbs": (Link("会员", reverse("desk_members")), Link("导出")),
        "notes": list(messages.get_messages(request)),
        "facts": (
            ("范围", row.unit.name),
            ("号码", "完整" if row.full else "打星号"),
            ("用途", row.purpose),
            ("申请", f"{timezone.localtime(row.made_at):%Y-%m-%d %H:%M}"),
        ),
    }
    return page_or_fragment(request, "organise/export_ready.html", "progress", context)


def _left(row: MemberExport, now: Any) -> str:
    hours, rest = divmod(int((row.expires_at - now).total_seconds()), 3600)
    return f"{hours} 小时 {rest // 60} 分" if hours else f"{rest // 60} 分"


@require_POST
def take(request: HttpRequest, export_id: UUID) -> HttpResponseBase:
    """The file; whoever fetches it must still have the right to it."""
    actor, row = _own(request, export_id)
    now = timezone.now()
    try:
        take_export(unit=row.unit, export=row, by=actor, at=now)
    except Refused as refused:
        messages.warning(request, refused.reason)
        return redirect("desk_export", row.pk)
    headers = {
        "Content-Disposition": f'attachment; filename="members-{timezone.localtime(now):%Y%m%d-%H%M}.xlsx"',
        "Content-Length": str(row.size),
        "Cache-Control": "private, no-store",
    }
    return StreamingHttpResponse(pieces(row), content_type=EXCEL, headers=headers)
