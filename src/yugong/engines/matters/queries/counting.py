"""How many wait for a seat: the numbers on the menu and the tabs, in one statement, counted to a thousand."""

import re
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from yugong.engines.matters.queries.tabs import has_tab
from yugong.kernel import tree
from yugong.kernel.actor import Seat
from yugong.kernel.calendar import ZONE, local_day
from yugong.kernel.flow import CALLER, kinds
from yugong.ui.counts import Asked, Number

CAPPED = "(SELECT count(*) FROM (SELECT 1 {rows} LIMIT 1000) t)"
OPEN = "FROM matters_matter WHERE closed_at IS NULL"
DESK = f"{OPEN} AND unit_id = %(unit)s"
TURN = "held_by = ANY(%(duties)s)"
HELD = f"{TURN} AND paused_at IS NULL AND lead_id IS NULL AND asker_id IS DISTINCT FROM %(person)s"
FREE, OWN = "claimed_by_id IS NULL", "(claimed_by_id IS NULL OR claimed_by_id = %(person)s)"
BELOW = f"{OPEN} AND paused_at IS NULL AND due_at <= %(now)s"
UNDER = {  # what worklist.tab_rows() says of each tab; a test holds the two together
    "mine": f"{DESK} AND {HELD} AND {OWN}",
    "unclaimed": f"{DESK} AND {HELD} AND {FREE}",
    "waiting": f"{DESK} AND ({HELD} AND {OWN}) IS NOT TRUE",
    "calls": f"{OPEN} AND claimed_by_id = %(person)s AND held_by = %(caller)s",
    "watch": f"{BELOW} AND unit_id <> %(unit)s",
}
MOST = 10_000  # open matters of one desk that are looked through at once
AT_DESK = f"""
    FROM (SELECT count(*) FILTER (WHERE {HELD} AND {OWN}) AS mine,
                 count(*) FILTER (WHERE {HELD} AND {FREE}) AS unclaimed,
                 count(*) FILTER (WHERE ({HELD} AND {OWN}) IS NOT TRUE) AS waiting, count(*) AS looked
          FROM (SELECT held_by, paused_at, lead_id, asker_id, claimed_by_id {DESK} LIMIT %(most)s) lies) desk
"""  # noqa: S608  our own words
OCCURRING = "ARRAY(SELECT DISTINCT kind {rows} ORDER BY kind)"
EACH = """
    ARRAY(SELECT one FROM unnest(%(kinds)s::text[]) one
          WHERE EXISTS (SELECT 1 {rows} AND kind = one OFFSET 0) ORDER BY one)
"""  # a kind is found by the index of a desk's open matters, however many lie there
ONE_DESK = frozenset(("mine", "unclaimed", "waiting"))
NAMED = re.compile(r"%\((\w+)\)s")
DONE = "FROM matters_matter WHERE unit_id = %(unit)s AND closed_at IS NOT NULL"
TODAY = CAPPED.format(rows=f"{DONE} AND closed_at >= %(today)s")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of the worklist says: counts of the tabs, closed today, the kinds under this tab."""

    counts: dict[str, int]
    done_today: int
    kinds: list[tuple[str, str]]


def head(seat: Seat, *, person_id: UUID | None, tab: str, now: datetime, most: int = MOST) -> Head:
    """The head of the worklist in one statement; nothing to a post that may not look at matters.

    A desk's open matters are looked through once for its three numbers; where there are too many for
    that, each is counted for itself up to a thousand.
    """
    tabs = tuple(one for one in UNDER if has_tab(seat, one))
    if not tabs:
        return Head({}, 0, [])
    said, given = under(seat, person_id, now)
    given |= {
        "today": datetime.combine(local_day(now), time.min, ZONE),
        "kinds": sorted(kinds.keys()),
        "most": most,
    }
    each = EACH if tab in ONE_DESK else OCCURRING
    occurring = each.format(rows=said[tab]) if has_tab(seat, tab) else "'{}'::text[]"
    for at_once in (True, False):
        single = ONE_DESK if at_once else frozenset()
        parts = [f"LEAST({one}, 1000)" if one in single else CAPPED.format(rows=said[one]) for one in tabs]
        looked = ("looked", AT_DESK) if at_once else ("0", "")
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join([*parts, TODAY, occurring, looked[0]])} {looked[1]}", given)
            *known, done, keys, seen = cursor.fetchone()
        if seen < most:
            break
    named = [(key, kinds[key].name) for key in keys if key in kinds]
    return Head(dict(zip(tabs, known, strict=True)), done, named)


def to_count(seat: Seat, *, person_id: UUID | None) -> Number:
    """How many wait under the first tab: what to ask the database for it, together with other numbers."""
    return _waiting(person_id, seat.unit_id, seat.duties) if has_tab(seat, "mine") else 0


@lru_cache(maxsize=512)
def _waiting(person_id: UUID | None, unit_id: int, duties: frozenset[str]) -> Asked:
    rows, given = UNDER["mine"], {"person": person_id, "unit": unit_id, "duties": sorted(duties - {CALLER})}
    names = NAMED.findall(rows)
    return Asked(CAPPED.format(rows=NAMED.sub("%s", rows))[1:-1], tuple(given[name] for name in names))


def under(seat: Seat, person_id: UUID | None, now: datetime) -> tuple[dict[str, str], dict[str, Any]]:
    """The rows under each tab in SQL, and what it names."""
    below, place = _below(seat)
    duties = sorted(seat.duties - {CALLER})
    given: dict[str, Any] = {"person": person_id, "unit": seat.unit_id, "duties": duties, "caller": CALLER}
    rows = UNDER | {"watch": f"{UNDER['watch']} AND {below}", "done": DONE}
    return rows, given | place | {"now": now}


def spread(rows: str, seat: Seat) -> tuple[list[str], dict[str, Any]]:
    """Those rows once for each duty, and what that names: the index of a desk keeps each in their order."""
    duties = {f"duty_{n}": duty for n, duty in enumerate(sorted(seat.duties - {CALLER}))}
    return [rows.replace(TURN, f"held_by = %({name})s") for name in duties], dict(duties)


def _below(seat: Seat) -> tuple[str, dict[str, str]]:
    """The condition *in the seat's unit or below it*, by level column where there is one."""
    depth = len(tree.ids(seat.unit_path))
    if depth <= tree.DEPTH:
        return f"l{depth} = %(unit)s", {}
    inside = "unit_id IN (SELECT id FROM org_unit WHERE path >= %(root)s AND path < %(end)s)"
    return inside, {"root": seat.unit_path, "end": tree.upper_bound(seat.unit_path)}
