"""The matters before and after one in a seat's worklist, in one statement."""

import json
from datetime import datetime
from uuid import UUID

from django.db import connection

from yugong.engines.matters.models import Matter
from yugong.engines.matters.queries.counting import AT_DESK, each_duty, under
from yugong.engines.matters.queries.keeping import kept_from
from yugong.engines.matters.queries.tabs import has_tab
from yugong.kernel.actor import Seat

NEAR = 5  # so far they are looked for, past those kept from the reader
NEXT = """
    (SELECT due_at, id, number, kind, answers {rows} AND (due_at, id) < (%(due)s, %(id)s)
     ORDER BY due_at DESC, id DESC LIMIT %(near)s)
    UNION ALL
    (SELECT due_at, id, number, kind, answers {rows} AND (due_at, id) > (%(due)s, %(id)s)
     ORDER BY due_at, id LIMIT %(near)s)
"""


def next_to(seat: Seat, row: Matter, *, person_id: UUID | None, now: datetime) -> tuple[str, str]:
    """The numbers of the matters before and after one in the seat's worklist; empty at the ends."""
    if not has_tab(seat, "mine"):
        return "", ""
    said, given = under(seat, person_id, now)
    with connection.cursor() as cursor:
        cursor.execute(
            AT_DESK + each_duty(NEXT.format(rows=said["mine"])),
            given | {"due": row.due_at, "id": row.pk, "near": NEAR},
        )
        near = sorted(cursor.fetchall(), key=lambda one: one[:2])
    keep, here = kept_from(person_id), (row.due_at, row.pk)
    seen = [
        ((due, key) < here, number)
        for due, key, number, kind, answers in near
        if not keep(kind, json.loads(answers))
    ]
    before = [number for ahead, number in seen if ahead]
    behind = [number for ahead, number in seen if not ahead]
    return before[-1] if before else "", behind[0] if behind else ""
