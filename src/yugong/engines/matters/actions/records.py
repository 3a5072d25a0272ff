"""What every verb writes besides its own change: the happening, the number, the key of a submission."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from yugong.engines.matters.models import Happening, Matter, Submission
from yugong.engines.matters.sealing import seal
from yugong.ground.audit.writing import divisible
from yugong.ground.people import vault
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Broken, Refused
from yugong.kernel.flow import Kind
from yugong.kernel.ident import uuid7

SLOTS = 16  # so many submissions of one kind may be on their way at once without waiting for each other
OPEN_DAY = """
    INSERT INTO matters_counter (prefix, day, slot, last)
    SELECT %s, %s, slot, 0 FROM generate_series(0, %s) AS slot ON CONFLICT (prefix, day, slot) DO NOTHING
"""
NEXT_NUMBER = """
    UPDATE matters_counter SET last = last + 1 WHERE id = (
        SELECT id FROM matters_counter WHERE prefix = %s AND day = %s ORDER BY slot LIMIT 1 FOR UPDATE {how})
    RETURNING last, slot
"""
TAKE_KEY = """
    INSERT INTO matters_submission (actor, key, body_hash, at) VALUES (%s, %s, %s, %s)
    ON CONFLICT (actor, key) DO NOTHING RETURNING id
"""


def next_number(kind: Kind, at: datetime) -> str:
    """「入会-261121-0042」: the next of the first free slot of kind and day, which is held until commit.

    Numbers are unique and, while nobody else is sending, without gaps.
    """
    day = local_day(at)
    with connection.cursor() as cursor:
        for how in ("SKIP LOCKED", "SKIP LOCKED", ""):  # the day is new; somebody opens it; all are taken
            cursor.execute(NEXT_NUMBER.format(how=how), [kind.prefix, day])
            if found := cursor.fetchone():
                return f"{kind.prefix}-{day:%y%m%d}-{numbered(*found):04d}"
            cursor.execute(OPEN_DAY, [kind.prefix, day, SLOTS - 1])
    raise Broken(f"matters: no counter for {kind.prefix} on {day}")


def numbered(last: int, slot: int) -> int:
    """The number that is the `last`th of a slot: each slot has every sixteenth thousand."""
    thousands, rest = divmod(last - 1, 1000)
    return (thousands * SLOTS + slot) * 1000 + rest + 1


def signature(by: Actor) -> str:
    """How the doer is named to others without a personal name: the post, or what did it."""
    if by.seat:
        return f"{by.seat.unit_name} · {by.seat.title}"
    return "" if by.is_person else by.label


def happen(
    matter: Matter,
    did: str,
    *,
    by: Actor,
    at: datetime,
    move: str = "",
    path: tuple[str, str] = ("", ""),
    note: Any = None,
    data: Mapping[str, Any] | None = None,
) -> Happening:
    """Write the next happening; the caller saves the matter, whose lock keeps the order."""
    matter.last_seq += 1
    row = uuid7()
    plain = json.loads(json.dumps(data or {}, cls=DjangoJSONEncoder, ensure_ascii=False))
    return Happening.objects.create(
        id=row,
        matter=matter,
        seq=matter.last_seq,
        did=did,
        move=move,
        from_stage=path[0],
        to_stage=path[1],
        by=by.key,
        by_label=signature(by),
        at=at,
        note_sealed=seal(note, column="happening.note", row=row),
        data=plain,
    )


def once(*, by: Actor, key: str, body: object, at: datetime, do: Callable[[], Matter]) -> Matter:
    """Do it once per actor and key: the same body again finds the first answer, another body is refused.

    Key, rows, audit event and deferred jobs share one transaction: a crash leaves all or nothing, and a
    second tap waits on the unique index until the first has committed.
    """
    if not key:
        return do()
    text = json.dumps(body, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
    with transaction.atomic(savepoint=divisible()):
        with connection.cursor() as cursor:
            cursor.execute(TAKE_KEY, [by.key, key, vault.blind(text, "submission"), at])
            taken = cursor.fetchone()
            if taken:
                matter = do()
                cursor.execute(
                    "UPDATE matters_submission SET matter_id = %s WHERE id = %s", [matter.pk, taken[0]]
                )
                return matter
        first = Submission.objects.select_related("matter").get(actor=by.key, key=key)
        if bytes(first.body_hash) not in vault.blinds(text, "submission") or first.matter is None:
            raise Refused("这次提交的内容和刚才的不一样，请回到表单重新提交", code="conflict")
        return first.matter
