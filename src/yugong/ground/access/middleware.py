"""Two steps of every request: who is asking (`request.actor`), and whether this page wants a sign-in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from yugong.ground.access import principal, session
from yugong.kernel.actor import VISITOR, Actor
from yugong.kernel.once import reading

Answer = Callable[[HttpRequest], HttpResponse]
DESK, PARTNER = "/desk/", "/partner/"
OWN = frozenset(("seat", "desk_sessions", "desk_messages", "desk_message"))  # of a partner at the desk


def actor_of(request: HttpRequest) -> Actor:
    """Who is asking; the visitor when nobody is signed in."""
    found: Actor = getattr(request, "actor", VISITOR)
    return found


def who(answer: Answer) -> Answer:
    """Set `request.actor`; a session that is no longer good is ended and says so on the sign-in page."""

    def run(request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        actor, today = None, timezone.localdate(now)
        request.session.day = today  # type: ignore[attr-defined]
        if SESSION_KEY in request.session:
            late = session.expired(request.session, at=now)
            actor = None if late else principal.of_session(request.session, today=today)
            if actor is None:
                request.session.flush()
            else:
                session.touch(request.session, at=now)
        request.actor = actor or VISITOR  # type: ignore[attr-defined]
        if request.method != "GET":
            return answer(request)
        with reading():
            return answer(request)

    return run


class LoginRequired:
    """Every page wants a sign-in unless its view is marked `@login_not_required`; the desk wants a post.

    A partner's post opens the partner's door, and nothing of the unions' desk.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not getattr(view, "login_required", True):
            return None
        actor, desk = actor_of(request), request.path.startswith((DESK, PARTNER))
        if actor.is_person and actor.seat is not None and actor.seat.agency_id and of_unions(request):
            return HttpResponseRedirect(PARTNER)
        if actor.is_person and (actor.seat is not None or not desk):
            return None
        return turned_away(request, desk=desk)


def of_unions(request: HttpRequest) -> bool:
    """Whether a page belongs to the unions' desk, and is not about the reader's own session."""
    match = request.resolver_match
    return request.path.startswith(DESK) and (match is None or match.url_name not in OWN)


def turned_away(request: HttpRequest, *, desk: bool) -> HttpResponse:
    """To the sign-in page of this face, coming back afterwards; HTMX is told to load the whole page."""
    wanted = request.get_full_path() if request.method == "GET" else ""
    where = reverse("desk_login" if desk else "login")
    where = f"{where}?{urlencode({'next': wanted})}" if wanted else where
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": where})
    return HttpResponseRedirect(where)
