"""Django's handler for the server: an address is looked up once, and a whole page goes out in one piece."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch, get_resolver

LONGEST = 120  # characters of an address that is worth remembering
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@lru_cache(maxsize=2048)
def _known(path: str) -> ResolverMatch:
    return get_resolver().resolve(path)


class Handler(WSGIHandler):
    """Django's own; hundreds of patterns are tried for an address only the first time."""

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        """The page of an address."""
        if len(request.path_info) > LONGEST or hasattr(request, "urlconf"):
            return super().resolve_request(request)
        request.resolver_match = match = _known(request.path_info)
        return match


def in_one_piece(handler: WSGIHandler) -> Application:
    """A page that is all there is handed over as it stands; only a stream is drawn piece by piece."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        response = handler(environ, start_response)
        if not isinstance(response, HttpResponse):
            return response
        whole = [response.content]
        response.close()
        return whole

    return application
