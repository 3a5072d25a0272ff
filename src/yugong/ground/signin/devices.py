"""Devices on which a phone has signed in: a cookie only this house makes, so that its owner comes in.

The cookie holds a moment, a random word and their keyed hash together with the phone. It opens nothing and
names nobody: it only takes its bearer out of the line of strangers who ask codes for the same phone.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from yugong.ground.people import vault

COOKIE = "yg_device"
KEPT, MOST = timedelta(days=180), 3  # phones that one device may be known for


def _word(hashed: bytes) -> str:
    return urlsafe_b64encode(hashed).decode().rstrip("=")


def token(phone: str, *, at: datetime) -> str:
    """What a device keeps that has just signed in as this phone."""
    stamp = f"{int(at.timestamp())}.{secrets.token_urlsafe(9)}"
    return f"{stamp}.{_word(vault.blind(f'{phone}|{stamp}', 'device'))}"


def known(cookie: str, phone: str, *, at: datetime) -> str:
    """The device's own word when it has signed in as this phone in the last half year; otherwise nothing."""
    for one in cookie.split("~")[:MOST]:
        moment, _, rest = one.partition(".")
        nonce, _, mac = rest.rpartition(".")
        if not (moment.isascii() and moment.isdecimal() and len(moment) < 12 and nonce and mac.isascii()):
            continue
        if not timedelta() <= at - datetime.fromtimestamp(int(moment), UTC) + timedelta(minutes=1) <= KEPT:
            continue
        made = vault.blinds(f"{phone}|{moment}.{nonce}", "device")
        if any(hmac.compare_digest(_word(blind), mac) for blind in made):
            return nonce
    return ""


def of(request: HttpRequest) -> str:
    """What the device has kept, shortened to what can be true."""
    return str(request.COOKIES.get(COOKIE, ""))[:400]


def remember(response: HttpResponse, request: HttpRequest, phone: str, *, at: datetime) -> None:
    """Let the device keep that it signed in as this phone; the newest first."""
    others = [one for one in of(request).split("~") if one and not known(one, phone, at=at)]
    response.set_cookie(
        COOKIE, "~".join([token(phone, at=at), *others][:MOST]), max_age=int(KEPT.total_seconds()),
        path="/login/", samesite="Lax", secure=bool(settings.SESSION_COOKIE_SECURE), httponly=True,
    )  # fmt: skip
