"""/files/<id>/: a file to whom may open it, as a download that no browser will run."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from yugong.ground.files import actions, queries, store
from yugong.ground.files.models import Attachment
from yugong.ground.files.ranges import Part, part
from yugong.kernel.actor import VISITOR, Actor

SAFE = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Accept-Ranges": "bytes",
}


@require_safe
def file(request: HttpRequest, id: UUID) -> HttpResponseBase:
    """The content, or the asked part of it (206). 404 for who may not know that it exists."""
    actor: Actor = getattr(request, "actor", VISITOR)
    row = queries.find(id)
    if row is None or not queries.may_open(actor, row) or not store.path_of(row.sha256).exists():
        raise Http404
    try:
        wanted = part(request.headers.get("Range", ""), row.size)
    except ValueError:
        return HttpResponse(status=416, headers=SAFE | {"Content-Range": f"bytes */{row.size}"})
    if request.method == "GET" and actor.person_id != row.person_id and (wanted is None or not wanted.start):
        actions.note_reading(attachment=row, by=actor, at=timezone.now())
    return answer(request, row, wanted)


def answer(request: HttpRequest, row: Attachment, wanted: Part | None) -> HttpResponseBase:
    """The bytes in chunks with headers that make them harmless."""
    headers = SAFE | {
        "Content-Disposition": content_disposition_header(True, queries.name_of(row)) or "attachment",
        "Content-Length": str(wanted.length if wanted else row.size),
        "ETag": f'"{row.sha256}"',
    }
    if wanted:
        headers["Content-Range"] = wanted.header
    kind, status = queries.format_of(row).mime, 206 if wanted else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, content_type=kind, headers=headers)
    start, length = (wanted.start, wanted.length) if wanted else (0, row.size)
    body = store.read(row.sha256, start=start, length=length)
    return StreamingHttpResponse(body, status=status, content_type=kind, headers=headers)
