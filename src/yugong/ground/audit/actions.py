"""Writing the log: one event per deed, inside the caller's transaction."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection

from yugong.ground.audit import chain
from yugong.ground.audit.queries import name_of
from yugong.kernel.actor import Actor

LAST = """
    INSERT INTO audit_chainhead (chain, seq, digest) VALUES (pg_backend_pid() %% 16, 0, %s)
    ON CONFLICT (chain) DO UPDATE SET seq = audit_chainhead.seq
    RETURNING chain, seq, digest
"""
ADD = """
    INSERT INTO audit_event (chain, seq, at, actor, seat, did, "on", data, key_id, digest)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s)
"""
MOVE = "UPDATE audit_chainhead SET seq = %s, digest = %s WHERE chain = %s"


def record_all(deeds: list[dict[str, Any]]) -> None:
    """Append the events of one finished action, inner ones first."""
    for deed in deeds:
        record(**deed)


def record(*, by: Actor, did: str, on: object, at: datetime, data: dict[str, Any] | None = None) -> None:
    """Append one event; each connection has its own chain, so writers do not queue behind one another.

    `data` holds plain facts only, never a personal value. The head row stays locked until commit.
    """
    body = {
        "at": at,
        "actor": by.key,
        "seat": f"{by.seat.role}@{by.seat.unit_id}" if by.seat else "",
        "did": did,
        "on": name_of(on),
        "data": chain.plain(data or {}),
    }
    key_id, _ = settings.YUGONG_KEYRING.current("audit")
    with connection.cursor() as cursor:
        cursor.execute(LAST, [chain.GENESIS])
        number, seq, before = cursor.fetchone()
        digest = chain.link(bytes(before), chain.canonical(chain=number, seq=seq + 1, **body), key_id=key_id)
        row = [number, seq + 1, at, body["actor"], body["seat"], did, body["on"], chain.dumps(body["data"])]
        cursor.execute(ADD, [*row, key_id, digest])
        cursor.execute(MOVE, [seq + 1, digest, number])
