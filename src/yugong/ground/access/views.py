"""Switching the seat: the one thing an officer chooses about himself at the desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from yugong.ground.access import session
from yugong.ground.access.middleware import actor_of


def back(request: HttpRequest, fallback: str) -> str:
    """The address to return to, when it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if own else fallback


@require_POST
def take_seat(request: HttpRequest) -> HttpResponse:
    """Act from another of the posts held today; one that ended meanwhile changes nothing."""
    held = {str(seat.tenure_id): seat for seat in actor_of(request).seats}
    seat = held.get(request.POST.get("tenure", ""))
    if seat is not None:
        request.session[session.SEAT] = seat.tenure_id
    return redirect(back(request, "/desk/"))
