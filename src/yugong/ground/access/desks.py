"""Who stands before a page of the desk: the officer with his seat; for anybody else it does not exist."""

from django.http import Http404, HttpRequest

from yugong.ground.access.middleware import actor_of
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.decision import may
from yugong.kernel.permissions import Permission


def officer(request: HttpRequest, *permissions: Permission) -> tuple[Actor, Seat]:
    """The officer and his seat, if it carries one of the permissions; otherwise this page does not exist.

    What everybody may do with what is his own (`may` without a thing says yes to that) opens no page here.
    """
    actor = actor_of(request)
    held = actor.seat.permissions if actor.seat else frozenset()
    if actor.seat is None or not any(one in held and may(actor, one) for one in permissions):
        raise Http404
    return actor, actor.seat
