"""How many wait for a seat: the numbers on the menu and the tabs, in one statement, counted to a thousand."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from yugong.engines.matters.queries.worklist import has_tab
from yugong.kernel import tree
from yugong.kernel.actor import Seat
from yugong.kernel.flow import CALLER

CAPPED = "(SELECT count(*) FROM (SELECT 1 {rows} LIMIT 1000) t)"
OPEN = "FROM matters_matter WHERE closed_at IS NULL"
DESK = f"{OPEN} AND unit_id = %(unit)s"
HELD = (
    "held_by = ANY(%(duties)s) AND paused_at IS NULL AND lead_id IS NULL"
    " AND asker_id IS DISTINCT FROM %(person)s"
)
FREE, OWN = "claimed_by_id IS NULL", "(claimed_by_id IS NULL OR claimed_by_id = %(person)s)"
BELOW = f"{OPEN} AND paused_at IS NULL AND due_at <= %(now)s"
UNDER = {  # what worklist.tab_rows() says of each tab; a test holds the two together
    "mine": f"{DESK} AND {HELD} AND {OWN}",
    "unclaimed": f"{DESK} AND {HELD} AND {FREE}",
    "waiting": f"{DESK} AND ({HELD} AND {OWN}) IS NOT TRUE",
    "calls": f"{OPEN} AND claimed_by_id = %(person)s AND held_by = %(caller)s",
    "watch": f"{BELOW} AND unit_id <> %(unit)s",
}


def waiting(seat: Seat, *, person_id: UUID | None, now: datetime) -> int:
    """How many wait under the first tab, for the menu of every page."""
    return _counted(("mine",), seat, person_id, now)["mine"] if has_tab(seat, "mine") else 0


def counts(seat: Seat, *, person_id: UUID | None, now: datetime) -> dict[str, int]:
    """How many wait under each tab; those done are not counted."""
    tabs = tuple(tab for tab in UNDER if has_tab(seat, tab))
    return _counted(tabs, seat, person_id, now) if tabs else {}


def _counted(tabs: tuple[str, ...], seat: Seat, person_id: UUID | None, now: datetime) -> dict[str, int]:
    below, place = _below(seat)
    duties = sorted(seat.duties - {CALLER})
    given: dict[str, Any] = {"person": person_id, "unit": seat.unit_id, "duties": duties, "caller": CALLER}
    said = {tab: f"{UNDER[tab]} AND {below}" if tab == "watch" else UNDER[tab] for tab in tabs}
    parts = (CAPPED.format(rows=rows) for rows in said.values())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", given | place | {"now": now})
        return dict(zip(tabs, cursor.fetchone(), strict=True))


def _below(seat: Seat) -> tuple[str, dict[str, str]]:
    """The condition *in the seat's unit or below it*, by level column where there is one."""
    depth = len(tree.ids(seat.unit_path))
    if depth <= tree.DEPTH:
        return f"l{depth} = %(unit)s", {}
    under = "unit_id IN (SELECT id FROM org_unit WHERE path >= %(root)s AND path < %(end)s)"
    return under, {"root": seat.unit_path, "end": tree.upper_bound(seat.unit_path)}
