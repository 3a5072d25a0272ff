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
from yugong.kernel.flow import ASKER, CALLER, DUTIES, kinds
from yugong.ui.counts import Asked, Number

CAPPED = "(SELECT count(*) FROM (SELECT 1 {rows} LIMIT 1000) t)"
OPEN = "FROM matters_matter WHERE closed_at IS NULL"
DESK = f"{OPEN} AND unit_id = %(unit)s"
TURN = "held_by = ANY(%(duties)s)"
GOES, ASIDE = "paused_at IS NULL AND lead_id IS NULL", "(paused_at IS NOT NULL OR lead_id IS NOT NULL)"
OTHERS = "asker_id IS DISTINCT FROM %(person)s"
HELD = f"{TURN} AND {GOES} AND {OTHERS}"
FREE, OWN = "claimed_by_id IS NULL", "(claimed_by_id IS NULL OR claimed_by_id = %(person)s)"
TAKEN = "claimed_by_id IS NOT NULL AND claimed_by_id IS DISTINCT FROM %(person)s"
BELOW = f"{OPEN} AND paused_at IS NULL AND due_at <= %(now)s"
UNDER = {  # the matters under each tab; a test says the same in Django's words
    "mine": f"{DESK} AND {HELD} AND {OWN}",
    "unclaimed": f"{DESK} AND {HELD} AND {FREE}",
    "waiting": f"{DESK} AND ({HELD} AND {OWN}) IS NOT TRUE",
    "calls": f"{OPEN} AND claimed_by_id = %(person)s AND held_by = %(caller)s",
    "watch": f"{BELOW} AND unit_id <> %(unit)s",
}
BY_DUTY = """
    SELECT 1 FROM unnest((SELECT %({duties})s::text[])) d (duty)
    CROSS JOIN LATERAL (SELECT 1 {rows} AND held_by = d.duty LIMIT 1000) x
"""  # each duty's matters lie together in an index of the desk, and the counting stops at the cap
HERE = DESK.replace("%(unit)s", "(SELECT %(unit)s)")  # the planner keeps one plan for great desks and small


def _each(rows: str, duties: str = "duties") -> str:
    return BY_DUTY.format(rows=f"{HERE} AND {rows}", duties=duties)


UNCLAIMED = _each(f"{GOES} AND {FREE} AND {OTHERS}")
CLAIMED = _each(f"{GOES} AND claimed_by_id = %(person)s AND {OTHERS}")
ELSEWHERE = f"""
    {_each("TRUE", "others")} UNION ALL {_each(ASIDE)} UNION ALL
    {_each(f"{GOES} AND {TAKEN} AND {OTHERS}")}
    UNION ALL SELECT 1 FROM (SELECT * FROM matters_matter WHERE asker_id = %(person)s OFFSET 0) asked
    WHERE closed_at IS NULL AND unit_id = %(unit)s AND {TURN} AND {GOES}
"""  # noqa: S608  our own words: no matter is under two of the four
COUNTED = {  # the same as UNDER says, each counted along an index; "mine" are those besides the unclaimed
    tab: CAPPED.format(rows=f"FROM ({rows} LIMIT 1000) one")
    for tab, rows in (("mine", CLAIMED), ("unclaimed", UNCLAIMED), ("waiting", ELSEWHERE))
}
MINE = f"LEAST({COUNTED['unclaimed']} + {COUNTED['mine']}, 1000)"
HOLDERS = frozenset((ASKER, *DUTIES, ""))
OCCURRING = "ARRAY(SELECT DISTINCT kind {rows} ORDER BY kind)"
AT_DESK = """
    WITH RECURSIVE k (kind) AS (
        (SELECT kind {desk} ORDER BY kind LIMIT 1)
        UNION ALL
        SELECT next.kind FROM k
        CROSS JOIN LATERAL (SELECT m.kind FROM matters_matter m WHERE m.closed_at IS NULL
            AND m.unit_id = %(unit)s AND m.kind > k.kind ORDER BY m.kind LIMIT 1) next)
"""  # from one kind to the next along the index of a desk, however many matters lie there
EACH = f"""
    ARRAY({AT_DESK.format(desk=DESK)} SELECT k.kind FROM k
          WHERE EXISTS (SELECT 1 {{rows}} AND kind = k.kind OFFSET 0) ORDER BY 1)
"""  # noqa: S608  our own words
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


def head(seat: Seat, *, person_id: UUID | None, tab: str, now: datetime) -> Head:
    """The head of the worklist in one statement; nothing to a post that may not look at matters."""
    tabs = tuple(one for one in UNDER if has_tab(seat, one))
    if not tabs:
        return Head({}, 0, [])
    said, given = under(seat, person_id, now)
    given["today"] = datetime.combine(local_day(now), time.min, ZONE)
    each = EACH if tab in ONE_DESK else OCCURRING
    occurring = each.format(rows=said[tab]) if has_tab(seat, tab) else "'{}'::text[]"
    parts = [COUNTED.get(one) or CAPPED.format(rows=said[one]) for one in tabs]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([*parts, TODAY, occurring])}", given)
        *known, done, keys = cursor.fetchone()
    counts = dict(zip(tabs, known, strict=True))
    counts["mine"] = min(counts["mine"] + counts["unclaimed"], 1000)
    return Head(counts, done, [(key, kinds[key].name) for key in keys if key in kinds])


def to_count(seat: Seat, *, person_id: UUID | None) -> Number:
    """How many wait under the first tab: what to ask the database for it, together with other numbers."""
    return _waiting(person_id, seat.unit_id, seat.duties) if has_tab(seat, "mine") else 0


@lru_cache(maxsize=512)
def _waiting(person_id: UUID | None, unit_id: int, duties: frozenset[str]) -> Asked:
    given = {"person": person_id, "unit": unit_id, "duties": sorted(duties - {CALLER})}
    return Asked(f"SELECT {NAMED.sub('%s', MINE)}", tuple(given[name] for name in NAMED.findall(MINE)))


def under(seat: Seat, person_id: UUID | None, now: datetime) -> tuple[dict[str, str], dict[str, Any]]:
    """The rows under each tab in SQL, and what it names."""
    below, place = _below(seat)
    turn = seat.duties - {CALLER}
    given: dict[str, Any] = {
        "person": person_id, "unit": seat.unit_id, "duties": sorted(turn), "others": sorted(HOLDERS - turn),
        "caller": CALLER,
    }  # fmt: skip
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
    return inside(seat.unit_path)


def inside(path: str) -> tuple[str, dict[str, str]]:
    """The same by the paths of units, in SQL, and what it names."""
    below = "unit_id IN (SELECT id FROM org_unit WHERE path >= %(root)s AND path < %(end)s)"
    return below, {"root": path, "end": tree.upper_bound(path)}
