"""The token against forged forms, masked anew for every page: what Django does, in a few steps."""

from secrets import token_bytes

from django.http import HttpRequest
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH, get_token

LETTERS = CSRF_ALLOWED_CHARS.encode()
COUNT = len(LETTERS)
FAIR = 256 - 256 % COUNT  # bytes beyond would make the first letters more frequent
UNFAIR = bytes(range(FAIR, 256))
TO_LETTER = bytes(LETTERS[n % COUNT] for n in range(256))
TO_PLACE = bytes(LETTERS.find(n) % COUNT for n in range(256))


def token_of(request: HttpRequest) -> str:
    """The token of a page; a reader who has no secret yet gets one."""
    secret = request.META.get("CSRF_COOKIE")
    if secret is None or len(secret) != CSRF_SECRET_LENGTH:
        return str(get_token(request))
    request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True  # the cookie's year begins again
    return masked(secret)


def masked(secret: str) -> str:
    """A secret under a random mask, and the mask before it: no two pages bear the same."""
    drawn = b""
    while len(drawn) < CSRF_SECRET_LENGTH:
        drawn = token_bytes(2 * CSRF_SECRET_LENGTH).translate(None, UNFAIR)
    mask = drawn[:CSRF_SECRET_LENGTH].translate(TO_LETTER)
    places = zip(secret.encode().translate(TO_PLACE), mask.translate(TO_PLACE), strict=True)
    return (mask + bytes([a + b for a, b in places]).translate(TO_LETTER)).decode()
