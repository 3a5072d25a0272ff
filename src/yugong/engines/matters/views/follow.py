"""Following a nameless matter by its number and code: whoever shows them is its asker for an hour."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.engines.matters import actions
from yugong.ground.access.middleware import actor_of, turned_away
from yugong.ground.signin.limits import Limit, insist
from yugong.ground.signin.place import place_of
from yugong.kernel import actor
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

FOLLOWED = "followed"
LASTS = timedelta(hours=1)
PLACE = Limit("follow.place", 60, timedelta(hours=1), "您所在的网络查询的次数过多")

Page = Callable[Concatenate[HttpRequest, str, ...], HttpResponse]


@login_not_required
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Number and code, then the matter."""
    error: Refused | None = None
    number, code, now = request.POST.get("number", "").strip(), request.POST.get("code", ""), timezone.now()
    if request.method == "POST":
        try:
            insist(PLACE, place_of(request), at=now)
            found = actions.follow(number=number, code=code, at=now)
        except Refused as refused:
            error = refused
        else:
            held = [str(found.asker_id), now.timestamp()]
            request.session[FOLLOWED] = {**request.session.get(FOLLOWED, {}), found.number: held}
            return redirect("matter", found.number)
    parts = (
        forms.part("number", "编号", value=number, hint="像 12351-260713-0001"),
        forms.part("code", "查询码", hint="提交时给您的十位字母和数字", error=error.reason if error else ""),
    )
    status = 200 if error is None else 429 if error.code in ("too_many", "limited") else 422
    context: dict[str, Any] = {"form": forms.Form(parts), "tab": "help"}
    response = page_or_fragment(request, "matters/follow.html", "", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def follower(request: HttpRequest, number: str) -> Actor | None:
    """The nameless asker, when this browser has shown his code within the hour."""
    who, since = request.session.get(FOLLOWED, {}).get(number, ("", 0.0))
    fresh = who and timezone.now().timestamp() - since < LASTS.total_seconds()
    return actor.person(UUID(who)) if fresh else None


def asker_of(request: HttpRequest, number: str) -> Actor:
    """Who asks about this matter: who showed its code, else the person signed in, whatever posts he holds."""
    return follower(request, number) or actor_of(request).seated(None)


def own_or_followed(view: Page) -> Page:
    """Open to who is signed in and to who has shown the code; others are asked to sign in."""

    @login_not_required
    @wraps(view)
    def run(request: HttpRequest, number: str, *args: Any, **more: Any) -> HttpResponse:
        if not actor_of(request).is_person and follower(request, number) is None:
            return turned_away(request, desk=False)
        return view(request, number, *args, **more)

    return run
