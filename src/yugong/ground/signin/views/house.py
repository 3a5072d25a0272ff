"""The sessions one has open, and the ways out: here, or everywhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yugong.ground.access.middleware import DESK, actor_of
from yugong.ground.people.models import Account
from yugong.ground.signin import sessions
from yugong.ui.pages import page_or_fragment


def account_of(request: HttpRequest) -> Account:
    """The account that is signed in here."""
    return Account.objects.get(pk=actor_of(request).account_id or 0)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End this session and go to the sign-in page of the face one came from."""
    actor, desk = actor_of(request), actor_of(request).seat is not None
    sessions.leave(request, account_of(request), by=actor, at=timezone.now())
    return redirect("desk_login" if desk else "login")


@never_cache
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """List the open sessions; a POST ends the others, or all."""
    actor, desk = actor_of(request), request.path.startswith(DESK)
    if request.method == "POST":
        others = request.POST.get("end") != "all"
        now = timezone.now()
        sessions.end(request, account_of(request), others_only=others, by=actor, at=now)
        here = "desk_sessions" if desk else "sessions"
        return redirect(here if others else "desk_login" if desk else "login")
    rows = sessions.open_ones(actor.account_id or 0, here=request.session.session_key)
    template = "signin/sessions_desk.html" if desk else "signin/sessions.html"
    return page_or_fragment(request, template, "main", {"rows": rows})
