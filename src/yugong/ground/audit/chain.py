"""How events are linked: canonical bytes of an event and the HMAC-SM3 that binds it to the one before."""

import json
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives import hashes, hmac
from django.conf import settings

CHAINS = 16
GENESIS = b"\0" * 32


def canonical(
    *, chain: int, seq: int, at: datetime, actor: str, seat: str, did: str, on: str, data: dict[str, Any]
) -> bytes:
    """The bytes that are signed; every column of the event except the digest itself."""
    body = [chain, seq, at.astimezone(UTC).isoformat(timespec="microseconds"), actor, seat, did, on, data]
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def link(before: bytes, body: bytes, *, key_id: int) -> bytes:
    """The digest of an event: HMAC-SM3 over the digest before it and its own bytes."""
    mac = hmac.HMAC(settings.YUGONG_KEYRING.get("audit", key_id), hashes.SM3())
    mac.update(before)
    mac.update(body)
    return mac.finalize()


def dumps(data: dict[str, Any]) -> str:
    """JSON text of an event's facts."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def plain(data: dict[str, Any]) -> dict[str, Any]:
    """Facts as JSON values: dates, ids and enums become text, so that they read back as they were signed."""
    return json.loads(json.dumps(data, ensure_ascii=False, default=str))
