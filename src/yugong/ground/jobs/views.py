"""/desk/jobs/<id>/: how far a long job is; refreshes itself with and without JavaScript."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yugong.ground.jobs import queries
from yugong.kernel.actor import VISITOR, Actor
from yugong.kernel.decision import may
from yugong.kernel.permissions import Permission
from yugong.ui.pages import page_or_fragment


@require_safe
def progress(request: HttpRequest, id: UUID) -> HttpResponse:
    """The page, or its moving part for HTMX; 404 for all but the owner and who may watch the queue."""
    actor: Actor = getattr(request, "actor", VISITOR)
    watch = queries.watch(id)
    if watch is None or (watch.owner != actor.key and not may(actor, Permission.JOB_WATCH)):
        raise Http404
    return page_or_fragment(request, "jobs/progress.html", "progress", {"watch": watch})
