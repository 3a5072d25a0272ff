"""Reading the log: the story of a thing, who saw a person, and the proof that nothing was changed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from yugong.ground.audit import chain, sealing
from yugong.ground.audit.models import ChainHead, Event, Remark

STORY = """
    SELECT id, at, actor, seat, did, "on", data::json FROM audit_event
    WHERE {where} ORDER BY id DESC LIMIT {limit}
"""
DONE = 'SELECT 1 FROM audit_event WHERE "on" = %s AND did = %s AND actor = %s AND at >= %s LIMIT 1'
COLUMNS = ("chain", "seq", "at", "actor", "seat", "did", "on", "data")


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of a story."""

    id: int
    at: datetime
    actor: str
    seat: str
    did: str
    on: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the log is not what was written."""

    chain: int
    seq: int
    why: str


def name_of(thing: object) -> str:
    """The stable text by which the log names a row: `people.person:<pk>`; text passes as it is."""
    if isinstance(thing, Model):
        return f"{thing._meta.label_lower}:{thing.pk}"
    return str(thing or "")


def story_of(
    thing: object, *, did: str | tuple[str, ...] = "", before: int | None = None, limit: int = 50
) -> list[Deed]:
    """The newest deeds on one thing, of some verbs only if they are named, with what was said; page with
    `before` = the last id seen."""
    where, values = '"on" = %s', list[Any]([name_of(thing)])
    if did:
        where, values = f"{where} AND did = ANY(%s)", [*values, [did] if isinstance(did, str) else [*did]]
    if before is not None:
        where, values = f"{where} AND id < %s", [*values, before]
    with connection.cursor() as cursor:
        cursor.execute(STORY.format(where=where, limit=limit), values)
        return _heard([Deed(*row) for row in cursor.fetchall()])


def _heard(found: list[Deed]) -> list[Deed]:
    """The deeds with what was said for them, opened among their facts; two queries however many."""
    said = {UUID(deed.data["said"]) for deed in found if "said" in deed.data}
    if not said:
        return found
    texts = sealing.opened(dict(Remark.objects.filter(pk__in=said).values_list("id", "text_sealed")))
    return [_with(deed, texts) for deed in found]


def _with(deed: Deed, texts: dict[UUID, str]) -> Deed:
    plain = {name: value for name, value in deed.data.items() if name != "said"}
    text = texts.get(UUID(deed.data["said"])) if "said" in deed.data else None
    return replace(deed, data=plain | (json.loads(text) if text else {}))


def stories_of(things: list[str], *, did: str, since: datetime, limit: int = 50) -> list[Deed]:
    """The newest deeds of one verb on several things since a moment, with what was said."""
    rows = Event.objects.filter(on__in=things, did=did, at__gte=since)
    fields = ("id", "at", "actor", "seat", "did", "on", "data")
    return _heard([Deed(*row) for row in rows.order_by("-id").values_list(*fields)[:limit]])


def done_since(*, by: str, did: str, on: object, since: datetime) -> bool:
    """Whether an actor has already done this to a thing since a moment."""
    with connection.cursor() as cursor:
        cursor.execute(DONE, [name_of(on), did, by, since])
        return cursor.fetchone() is not None


def deeds(
    *, on: str = "", actor: str = "", did: str = "", before: int | None = None, limit: int = 50
) -> list[Deed]:
    """The newest deeds on a thing, of an actor or of a verb, for those who read the log: what was said stays
    sealed. Page with `before` = the last id seen."""
    given = {"on": on, "actor": actor, "did": did}
    rows = Event.objects.filter(**{name: value for name, value in given.items() if value})
    if before is not None:
        rows = rows.filter(id__lt=before)
    fields = ("id", "at", "actor", "seat", "did", "on", "data")
    return [Deed(*row) for row in rows.order_by("-id").values_list(*fields)[:limit]]


def verify() -> Iterator[Fault]:
    """Recount every chain from its first event; yields each fault found, nothing when the log is whole.

    Finds a changed column, a missing or inserted event, a cut tail and a forged head.
    """
    heads = {head.chain: head for head in ChainHead.objects.all()}
    last: dict[int, tuple[int, bytes]] = {}
    rows = Event.objects.order_by("chain", "seq").values_list(*COLUMNS, "key_id", "digest")
    for *columns, key_id, digest in rows.iterator(chunk_size=5000):
        body = dict(zip(COLUMNS, columns, strict=True))
        number, seq = body["chain"], body["seq"]
        before_seq, before = last.get(number, (0, chain.GENESIS))
        if seq != before_seq + 1:
            yield Fault(number, seq, f"{seq - before_seq - 1} events are missing before this one")
        if chain.link(before, chain.canonical(**body), key_id=key_id) != bytes(digest):
            yield Fault(number, seq, "the event or the one before it was changed")
        last[number] = (seq, bytes(digest))
    for number, head in heads.items():
        if last.get(number, (0, chain.GENESIS)) != (head.seq, bytes(head.digest)):
            yield Fault(number, head.seq, "the end of the chain was cut or changed")
    for number in last.keys() - heads.keys():
        yield Fault(number, last[number][0], "the chain has no head")
