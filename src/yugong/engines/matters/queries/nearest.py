"""The matters under a tab that are due first: read along an index, however many lie there."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from yugong.engines.matters.queries.counting import spread, under
from yugong.kernel.actor import Seat

FIRST = "(SELECT * {rows} ORDER BY {order} LIMIT %(limit)s)"
DUE, CLOSED = "due_at, id", "closed_at DESC, id DESC"
BEHIND = {DUE: "(due_at, id) > (%(edge)s, %(last)s)", CLOSED: "(closed_at, id) < (%(edge)s, %(last)s)"}
OF_DUTIES = ("mine", "unclaimed")  # read along the index of each duty
ROWS = """
    SELECT m.id, m.number, m.kind, m.stage, m.title, m.asker_id, m.unit_id, u.short, m.due_at, m.paused_at,
           m.claimed_by_id, m.news_for_desk, m.urgency, m.closed_at, m.held_by,
           m.answers, m.nameless, m.lead_id
    FROM ({first}) m JOIN org_unit u ON u.id = m.unit_id
    ORDER BY {order} LIMIT %(limit)s
"""
ANSWERS = 15
Edge = tuple[datetime, UUID]


def nearest(
    seat: Seat, person_id: UUID | None, tab: str, *, kind: str, edge: Edge | None, limit: int, now: datetime
) -> list[list[Any]]:
    """The values of the rows under a tab behind an edge, as `worklist.COLUMNS` names them."""
    said, given = under(seat, person_id, now)
    order = CLOSED if tab == "done" else DUE
    rows, given = said[tab], given | {"limit": limit}
    if kind:
        rows, given["kind"] = f"{rows} AND kind = %(kind)s", kind
    if edge:
        rows, given["edge"], given["last"] = f"{rows} AND {BEHIND[order]}", *edge
    branches, more = spread(rows, seat) if tab in OF_DUTIES else ([rows], {})
    if not branches:
        return []
    return _read(branches, order, given | more)


def asked_by(person_id: UUID, *, before: UUID | None, limit: int) -> list[list[Any]]:
    """The same of a person's own matters, the newest first."""
    rows = "FROM matters_matter WHERE asker_id = %(person)s"
    rows = f"{rows} AND id < %(before)s" if before else rows
    return _read([rows], "id DESC", {"person": person_id, "before": before, "limit": limit})


def _read(branches: list[str], order: str, given: dict[str, Any]) -> list[list[Any]]:
    first = " UNION ALL ".join(FIRST.format(rows=one, order=order) for one in branches)
    with connection.cursor() as cursor:
        cursor.execute(ROWS.format(first=first, order=order), given)
        found = [list(row) for row in cursor.fetchall()]
    for row in found:
        row[ANSWERS] = json.loads(row[ANSWERS])
    return found
