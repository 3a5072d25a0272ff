"""The inbox on the phone and at the desk; opening a notice marks it as read."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from yugong.ground.access.middleware import actor_of
from yugong.ground.notices import actions, queries
from yugong.ground.notices.addresses import mailboxes
from yugong.ui.counts import Number
from yugong.ui.pages import page_or_fragment


@require_safe
def messages(request: HttpRequest, desk: bool = False) -> HttpResponse:
    """One page of the inbox, newest first."""
    boxes = mailboxes(actor_of(request), desk=desk)
    page = queries.inbox(boxes, before=cursor(request))
    face = "desk" if desk else "phone"
    older = f"{request.path}?before={page.older}" if page.older else ""
    context = {
        "lines": page.lines,
        "older": older,
        "waiting": queries.unread(boxes),
        "first": not cursor(request),
    }
    return page_or_fragment(request, f"notices/{face}.html", "list", context)


def message(request: HttpRequest, id: UUID, desk: bool = False) -> HttpResponse:
    """Mark a notice as read and go where it leads; one that leads nowhere is shown in the list."""
    actor = actor_of(request)
    boxes = mailboxes(actor, desk=desk)
    notice = queries.find(boxes, id)
    if notice is None:
        raise Http404
    if notice.read_at is None:
        actions.read(boxes=boxes, upto=id, only=True, by=actor, at=timezone.now())
    if url_has_allowed_host_and_scheme(notice.path, allowed_hosts=None):
        return redirect(notice.path)
    return redirect(reverse("desk_messages" if desk else "messages") + f"#n-{id}")


@require_POST
def read_all(request: HttpRequest, desk: bool = False) -> HttpResponse:
    """Mark as read everything up to the newest notice the reader had before his eyes."""
    actor = actor_of(request)
    try:
        upto = UUID(request.POST.get("upto", ""))
    except ValueError:
        raise Http404 from None
    actions.read(boxes=mailboxes(actor, desk=desk), upto=upto, by=actor, at=timezone.now())
    return redirect("desk_messages" if desk else "messages")


def cursor(request: HttpRequest) -> UUID | None:
    """Where the page begins; nonsense begins at the newest."""
    try:
        return UUID(request.GET.get("before", ""))
    except ValueError:
        return None


def waiting(request: HttpRequest) -> Number:
    """The number on the bell of the face that is shown."""
    return queries.to_count(mailboxes(actor_of(request), desk=request.path.startswith("/desk/")))
