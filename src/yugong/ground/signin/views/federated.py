"""The way in through a provider: off to it with a link, and back with its word for the phone."""

from dataclasses import asdict

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from yugong.ground.access import session
from yugong.ground.access.views import back
from yugong.ground.signin import actions, oidc, sessions
from yugong.ground.signin.views.phone import HOME, asked_phone
from yugong.kernel.errors import Refused

STATE, GOOD_FOR = "federated", 600


def provider() -> oidc.Provider:
    """The configured provider; without one these pages do not exist."""
    if (found := oidc.provider()) is None:
        raise Http404
    return found


def here(request: HttpRequest) -> str:
    """Where the provider sends people back to."""
    return request.build_absolute_uri(reverse("login_federated_back"))


@login_not_required
@never_cache
@require_GET
def leave_for(request: HttpRequest) -> HttpResponse:
    """Send the visitor to the provider."""
    following = back(request, HOME)
    try:
        address, attempt = oidc.begin(provider(), back=here(request))
    except Refused as why:
        return asked_phone(request, following, why)
    until = timezone.now().timestamp() + GOOD_FOR
    request.session[STATE] = {"attempt": asdict(attempt), "next": following, "until": until}
    return redirect(address)


@login_not_required
@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """Take the provider's answer, once; a verified phone signs in, anything else leads to the phone page."""
    who, now = provider(), timezone.now()
    held = request.session.pop(STATE, None)
    if not held or held["until"] < now.timestamp():
        return redirect("login")
    try:
        phone = oidc.finish(
            who,
            oidc.Attempt(**held["attempt"]),
            state=request.GET.get("state", ""),
            code=request.GET.get("code", ""),
            back=here(request),
        )
        account = actions.enter_by_phone(phone, at=now)
        sessions.begin(request, account, how=session.FEDERATED, at=now)
    except Refused as why:
        return asked_phone(request, held["next"], why)
    return redirect(held["next"])
