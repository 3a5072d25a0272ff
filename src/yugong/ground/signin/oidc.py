"""Signing in through an OpenID Connect provider: code flow, PKCE, state and nonce; its answer verified."""

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import jwt
from django.conf import settings

from yugong.kernel.errors import Broken, Refused
from yugong.kernel.identifiers import check_phone

SCOPE = "openid phone"
LEEWAY, TIMEOUT, MOST, FRESH = 60, 5, 2**20, 600
HERE = {"127.0.0.1", "localhost", "::1"}
ABSENT = "{label}现在联系不上，请改用手机号登录，或稍后再试。"
DOUBTFUL = "{label}的登录没有完成，请重新登录，或改用手机号登录。"
NO_PHONE = "{label}没有提供核验过的手机号，不能据此登录，请改用手机号登录。"


@dataclass(frozen=True)
class Provider:
    """Who vouches: the issuer's address, our name and secret there, and what its button says."""

    issuer: str
    client: str
    secret: str
    label: str


@dataclass(frozen=True)
class Attempt:
    """What one sign-in under way must bring back; it stands in the visitor's session and is used once."""

    state: str
    nonce: str
    verifier: str


class Straight(HTTPRedirectHandler):
    """Nobody is followed anywhere else with our secret."""

    def redirect_request(self, *given: Any, **named: Any) -> None:
        return None


_known: dict[str, tuple[float, dict[str, Any]]] = {}
_opener = build_opener(Straight)


def provider() -> Provider | None:
    """The configured provider, if there is one."""
    given: Mapping[str, str] = settings.YUGONG_OIDC
    return Provider(**given) if given else None


def fetch(address: str, who: Provider, *, form: Mapping[str, str] | None = None, **headers: str) -> Any:
    """A JSON answer of the provider; plain http is for this machine only. Refused when it does not answer."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
        raise Broken(f"oidc: {parts.scheme}://{parts.netloc} is not https")
    body = urlencode(form).encode() if form is not None else None
    try:
        asked = Request(address, body, {"Accept": "application/json", **headers})  # noqa: S310
        with _opener.open(asked, timeout=TIMEOUT) as answer:
            return json.loads(answer.read(MOST))
    except (URLError, OSError, ValueError):
        raise Refused(ABSENT.format(label=who.label), code="oidc_absent") from None


def known(address: str, who: Provider, *, anew: bool = False) -> dict[str, Any]:
    """A document of the provider that seldom changes, asked for again after ten minutes."""
    until, held = _known.get(address, (0.0, {}))
    if anew or until < time.monotonic():
        held = fetch(address, who)
        _known[address] = (time.monotonic() + FRESH, held)
    return held


def described(who: Provider) -> dict[str, Any]:
    """The provider's own description; one that speaks of another issuer is not believed."""
    found = known(f"{who.issuer.rstrip('/')}/.well-known/openid-configuration", who)
    if found.get("issuer") != who.issuer:
        raise Refused(DOUBTFUL.format(label=who.label), code="oidc_issuer")
    return found


def begin(who: Provider, *, back: str) -> tuple[str, Attempt]:
    """Where to send the visitor, and what to keep until he returns to `back`."""
    attempt = Attempt(*(secrets.token_urlsafe(32) for _ in range(3)))
    digest = hashlib.sha256(attempt.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": who.client,
        "redirect_uri": back,
        "scope": SCOPE,
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    return f"{described(who)['authorization_endpoint']}?{urlencode(asked)}", attempt


def finish(who: Provider, attempt: Attempt, *, state: str, code: str, back: str) -> str:
    """The phone the provider has verified; Refused when anything about its answer is not as it must be."""
    if not code or not hmac.compare_digest(attempt.state.encode(), state.encode()):
        raise Refused(DOUBTFUL.format(label=who.label), code="oidc_state")
    told = described(who)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": attempt.verifier,
    }
    pair = f"{quote(who.client, safe='')}:{quote(who.secret, safe='')}"
    basic = f"Basic {base64.b64encode(pair.encode()).decode()}"
    answer = fetch(told["token_endpoint"], who, form=form, Authorization=basic)
    claims = verified(who, str(answer.get("id_token", "")), told["jwks_uri"], nonce=attempt.nonce)
    if "phone_number" not in claims and "userinfo_endpoint" in told:
        bearer = f"Bearer {answer.get('access_token', '')}"
        more = fetch(told["userinfo_endpoint"], who, Authorization=bearer)
        claims = {**more, **claims} if more.get("sub") == claims["sub"] else claims
    return phone_of(who, claims)


def verified(who: Provider, token: str, keys: str, *, nonce: str) -> dict[str, Any]:
    """The claims of an identity token: RS256 by the issuer's key, for us, of now, for this attempt."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            signing_key(who, keys, jwt.get_unverified_header(token).get("kid", "")),
            algorithms=["RS256"],
            audience=who.client,
            issuer=who.issuer,
            leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat", "nonce"]},
        )
    except jwt.PyJWTError:
        raise Refused(DOUBTFUL.format(label=who.label), code="oidc_token") from None
    alone = isinstance(claims["aud"], str) or claims["aud"] == [who.client]
    if not alone or not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise Refused(DOUBTFUL.format(label=who.label), code="oidc_token")
    return claims


def signing_key(who: Provider, address: str, kid: str) -> jwt.PyJWK:
    """The issuer's key of this name; an unknown name is looked for once more, keys change."""
    for anew in (False, True):
        found = jwt.PyJWKSet.from_dict(known(address, who, anew=anew))
        for key in found.keys:
            if key.key_id == kid and key.key_type == "RSA":
                return key
    raise jwt.InvalidKeyError(kid)


def phone_of(who: Provider, claims: Mapping[str, Any]) -> str:
    """The phone, if the provider says in so many words that it was verified; names and e-mails tie nobody."""
    checked = check_phone(str(claims.get("phone_number", "")))
    if claims.get("phone_number_verified") is not True or not checked.valid:
        raise Refused(NO_PHONE.format(label=who.label), code="oidc_phone")
    return checked.normalised
