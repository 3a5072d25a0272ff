"""Writing the log: one event per deed, inside the caller's transaction."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections

from yugong.ground.audit import chain, sealing, touching
from yugong.ground.audit.queries import name_of
from yugong.kernel.actor import Actor
from yugong.kernel.ident import uuid7

LAST = f"""
    INSERT INTO audit_chainhead (chain, seq, digest) VALUES (pg_backend_pid() %% 16, 0, %s)
    ON CONFLICT (chain) DO UPDATE SET seq = audit_chainhead.seq
    RETURNING chain, seq, digest, {touching.SAYS}
"""  # noqa: S608  fixed text
ADD = """
    INSERT INTO audit_event (chain, seq, at, actor, seat, did, "on", data, key_id, digest)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s)
"""
END, LIES = "audit_chainhead", "chain = pg_backend_pid() %% 16"  # of a connection's own chain
NOTE = f"""
    WITH moved AS (UPDATE audit_chainhead SET seq = %s, digest = %s
                    WHERE chain = %s AND seq = %s AND digest = %s RETURNING chain)
    {ADD.replace("VALUES (", "SELECT ").replace("%s)", "%s FROM moved")}
"""  # noqa: S608  fixed text
SAID = "INSERT INTO audit_remark (id, text_sealed) VALUES (%s, %s)"
MOVE = "UPDATE audit_chainhead SET seq = %s, digest = %s WHERE chain = %s"


def record(
    *,
    by: Actor,
    did: str,
    on: object,
    at: datetime,
    data: dict[str, Any] | None = None,
    words: Mapping[str, str] | None = None,
) -> None:
    """Append one event. `data` holds plain facts, nothing personal; `words` what somebody wrote freely."""
    record_all([{"by": by, "did": did, "on": on, "at": at, "data": data, "words": words}])


class End(NamedTuple):
    """Where a chain ended when it was looked at, within another statement."""

    chain: int
    seq: int
    digest: bytes


def noted(*, by: Actor, did: str, on: object, at: datetime, data: dict[str, Any], end: End) -> bool:
    """Append one event of a deed that changes nothing else, in one statement that is its own transaction.

    False when the chain has gone on since, and nothing is written: then the deed is recorded as any other.
    """
    key_id, _ = settings.YUGONG_KEYRING.current("audit")
    before, body = bytes(end.digest), _body({"by": by, "did": did, "on": on, "at": at, "data": data}, {})
    digest = chain.link(before, chain.canonical(chain=end.chain, seq=end.seq + 1, **body), key_id=key_id)
    plain = {**body, "data": chain.dumps(body["data"])}
    row = [end.chain, end.seq + 1, *plain.values(), key_id, digest]
    with connections[DEFAULT_DB_ALIAS].sure(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(NOTE, [end.seq + 1, digest, end.chain, end.seq, before, *row])
        return bool(cursor.rowcount)


def record_all(deeds: Sequence[Mapping[str, Any]]) -> None:
    """Append the events of one finished action, inner ones first.

    Each connection has its own chain, so writers do not queue behind one another. The head row stays locked
    until commit; it is read and moved once however many events there are. What the action touched of counted
    records is recounted last.
    """
    key_id, _ = settings.YUGONG_KEYRING.current("audit")
    rows = []
    with connection.cursor() as cursor:
        cursor.execute(LAST, [chain.GENESIS])
        number, seq, digest, touched = cursor.fetchone()
        for body in [_body(deed, _said(cursor, deed)) for deed in deeds]:
            seq += 1
            digest = chain.link(bytes(digest), chain.canonical(chain=number, seq=seq, **body), key_id=key_id)
            plain = {**body, "data": chain.dumps(body["data"])}
            rows.append([number, seq, *plain.values(), key_id, digest])
        cursor.executemany(ADD, rows)
        cursor.execute(MOVE, [seq, digest, number])
    if touched:
        touching.settled()


def _said(cursor: Any, deed: Mapping[str, Any]) -> dict[str, Any]:
    """Seal what was written freely; the event says only where it stands."""
    if not deed.get("words"):
        return {}
    row = uuid7()
    cursor.execute(SAID, [row, sealing.sealed(json.dumps(deed["words"], ensure_ascii=False), row)])
    return {"said": str(row)}


def _body(deed: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """What is signed of a deed, in the order of the table's columns."""
    by: Actor = deed["by"]
    return {
        "at": deed["at"],
        "actor": by.key,
        "seat": f"{by.seat.role}@{by.seat.unit_id}" if by.seat else "",
        "did": deed["did"],
        "on": name_of(deed["on"]),
        "data": chain.plain({**(deed["data"] or {}), **said}),
    }
