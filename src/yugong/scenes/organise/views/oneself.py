"""Who is at the page: the signed-in account, its person and the actor, in types."""

from typing import cast

from django.http import Http404, HttpRequest

from yugong.ground.people.models import Account, Person


def account(request: HttpRequest) -> Account:
    """The signed-in account; pages behind sign-in have one."""
    return cast(Account, request.user)


def person(request: HttpRequest) -> Person | None:
    """The person behind the account, once registered."""
    return account(request).person


def registered(request: HttpRequest) -> Person:
    """The person behind the account; 404 before registration."""
    if (found := person(request)) is None:
        raise Http404
    return found
