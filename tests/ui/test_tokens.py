"""Tokens against forged forms: Django knows them again, and no two pages bear the same."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.test import RequestFactory

from yugong.ui.tokens import masked, token_of

SECRET = "aZ09" * 8


def sent(token: str) -> int:
    """The status of a form that was sent with a token and the secret's cookie."""
    request = RequestFactory(enforce_csrf_checks=True).post("/", {"csrfmiddlewaretoken": token})
    request.COOKIES["csrftoken"] = SECRET
    guard = CsrfViewMiddleware(lambda _: HttpResponse())
    guard.process_request(request)
    refused = guard.process_view(request, shown, (), {})
    return refused.status_code if refused else 200


def shown(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_django_knows_the_token_of_its_secret_and_no_other() -> None:
    assert {sent(masked(SECRET)) for _ in range(300)} == {200}
    assert sent(masked("b" * 32)) == 403
    assert sent("") == 403


def test_no_two_pages_bear_the_same() -> None:
    assert len({masked(SECRET) for _ in range(300)}) == 300


def test_the_cookie_is_renewed_where_a_page_shows_a_token() -> None:
    request = RequestFactory().get("/")
    request.META["CSRF_COOKIE"] = SECRET
    assert len(token_of(request)) == 64
    assert request.META["CSRF_COOKIE_NEEDS_UPDATE"] is True


def test_who_has_no_secret_gets_one() -> None:
    request = RequestFactory().get("/")
    assert len(token_of(request)) == 64
    assert len(request.META["CSRF_COOKIE"]) == 32
