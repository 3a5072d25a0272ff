"""The addresses of sign-in with two plain pages behind them, so that tests see who a request is."""

from django.http import HttpRequest, JsonResponse
from django.urls import include, path

from yugong.ground.access.middleware import actor_of


def me(request: HttpRequest) -> JsonResponse:
    """Who is asking, and from which posts."""
    actor = actor_of(request)
    seat = actor.seat.unit_name if actor.seat else None
    return JsonResponse({"key": actor.key, "seat": seat, "seats": [one.role for one in actor.seats]})


urlpatterns = [
    path("me/", me),
    path("desk/where/", me),
    path("", include("yugong.ground.access.urls")),
    path("", include("yugong.ground.signin.urls")),
    path("", include("yugong.ui.urls")),
]
