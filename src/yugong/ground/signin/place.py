"""Where a request comes from: the client's address, believed from a proxy only where one is configured."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

NOWHERE = "0.0.0.0"  # noqa: S104  a name for "unknown", nothing listens here


def place_of(request: HttpRequest) -> str:
    """The client's address; behind YUGONG_PROXIES trusted proxies the one that the outermost of them saw."""
    proxies = int(getattr(settings, "YUGONG_PROXIES", 0))
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    found = seen[-proxies] if proxies and len(seen) >= proxies else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ip_address(found))
    except ValueError:
        return NOWHERE
