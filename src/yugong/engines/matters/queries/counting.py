"""How many wait for a seat: the numbers on the menu and the tabs, in one statement, counted to a thousand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID

from yugong.engines.matters.queries.tabs import has_tab
from yugong.kernel import tree
from yugong.kernel.actor import Seat
from yugong.kernel.calendar import ZONE, local_day
from yugong.kernel.flow import ASKER, CALLER, DUTIES, kinds
from yugong.ui.counts import Asked, Number

CAPPED = "(SELECT count(*) FROM (SELECT 1 {rows} LIMIT 1000) t)"
OPEN = "FROM matters_matter WHERE closed_at IS NULL"
AT_DESK = f"""
WITH desk AS NOT MATERIALIZED (SELECT * {OPEN} AND unit_id = (SELECT %(unit)s))
"""  # what every statement begins with; (SELECT …) keeps one plan for great desks and small
DESK = "FROM desk WHERE"
TURN = "held_by = ANY(%(duties)s)"
GOES, ASIDE = "paused_at IS NULL AND lead_id IS NULL", "(paused_at IS NOT NULL OR lead_id IS NOT NULL)"
OTHERS = "asker_id IS DISTINCT FROM %(person)s"
HELD = f"{TURN} AND {GOES} AND {OTHERS}"
FREE, OWN = "claimed_by_id IS NULL", "(claimed_by_id IS NULL OR claimed_by_id = %(person)s)"
TAKEN = "claimed_by_id IS NOT NULL AND claimed_by_id IS DISTINCT FROM %(person)s"
BELOW = f"{OPEN} AND paused_at IS NULL AND due_at <= %(now)s"
UNDER = {  # the matters under each tab; a test says the same in Django's words
    "mine": f"{DESK} {HELD} AND {OWN}",
    "unclaimed": f"{DESK} {HELD} AND {FREE}",
    "waiting": f"{DESK} ({HELD} AND {OWN}) IS NOT TRUE",
    "calls": f"{OPEN} AND claimed_by_id = %(person)s AND held_by = %(caller)s",
    "watch": f"{BELOW} AND unit_id <> %(unit)s",
}
BY_DUTY = "SELECT x.* FROM unnest((SELECT %({duties})s::text[])) duty, LATERAL ({rows}) x"
# each duty's matters lie together in an index of the desk: read in its order, counted to the cap


def each_duty(rows: str, duties: str = "duties") -> str:
    """Those rows for each duty, which this text has in the place of TURN."""
    return BY_DUTY.format(rows=rows.replace(TURN, "held_by = duty"), duties=duties)


def _each(rows: str, duties: str = "duties") -> str:
    return each_duty(f"SELECT 1 {DESK} {TURN} AND {rows} LIMIT 1000", duties)


UNCLAIMED = _each(f"{GOES} AND {FREE} AND {OTHERS}")
CLAIMED = _each(f"{GOES} AND claimed_by_id = %(person)s AND {OTHERS}")
ASKED = "FROM (SELECT * FROM matters_matter WHERE asker_id = %(person)s OFFSET 0) asked"
ELSEWHERE = " UNION ALL ".join(
    (  # no matter is under two of the four
        _each("TRUE", "others"),
        _each(ASIDE),
        _each(f"{GOES} AND {TAKEN} AND {OTHERS}"),
        f"SELECT 1 {ASKED} WHERE closed_at IS NULL AND unit_id = %(unit)s AND {TURN} AND {GOES}",
    )
)
COUNTED = {  # the same as UNDER says, each counted along an index; "mine" are those besides the unclaimed
    tab: f"(SELECT count(*) FROM ({rows} LIMIT 1000) t)"  # noqa: S608  our own words
    for tab, rows in (("mine", CLAIMED), ("unclaimed", UNCLAIMED), ("waiting", ELSEWHERE))
}
MINE = f"{AT_DESK} SELECT LEAST({COUNTED['unclaimed']} + {COUNTED['mine']}, 1000)"
HOLDERS = frozenset((ASKER, *DUTIES, ""))
OCCURRING = "ARRAY(SELECT DISTINCT kind {rows} ORDER BY kind)"
EACH = f"""
    ARRAY(WITH RECURSIVE k (kind) AS ((SELECT kind FROM desk ORDER BY kind LIMIT 1)
    UNION ALL SELECT next.kind FROM k, LATERAL (SELECT kind {DESK} kind > k.kind ORDER BY kind LIMIT 1) next)
    SELECT k.kind FROM k WHERE EXISTS (SELECT 1 {{rows}} AND kind = k.kind OFFSET 0) ORDER BY 1)
"""  # noqa: S608  from one kind to the next along the index of a desk, however many matters lie there
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


def head(tabs: Sequence[str], said: Mapping[str, str], tab: str, rows: str) -> str:
    """The numbers of these tabs, what was closed today and the kinds among the rows of one, as one text."""
    parts = [COUNTED.get(one) or CAPPED.format(rows=said[one]) for one in tabs]
    occurring = (EACH if tab in ONE_DESK else OCCURRING).format(rows=rows)
    return f"concat_ws('|', {', '.join(parts)}, {TODAY}, array_to_string({occurring}, ','))"


def head_told(tabs: Sequence[str], text: str) -> Head:
    """The head that such a text tells."""
    *known, done, keys = text.split("|")
    counts = dict(zip(tabs, map(int, known), strict=True))
    counts["mine"] = min(counts["mine"] + counts["unclaimed"], 1000)
    return Head(counts, int(done), [(key, kinds[key].name) for key in keys.split(",") if key in kinds])


def to_count(seat: Seat, *, person_id: UUID | None) -> Number:
    """How many wait under the first tab: what to ask the database for it, together with other numbers."""
    return _waiting(person_id, seat.unit_id, seat.duties) if has_tab(seat, "mine") else 0


@lru_cache(maxsize=512)
def _waiting(person_id: UUID | None, unit_id: int, duties: frozenset[str]) -> Asked:
    given = {"person": person_id, "unit": unit_id, "duties": sorted(duties - {CALLER})}
    return Asked(NAMED.sub("%s", MINE), tuple(given[name] for name in NAMED.findall(MINE)))


def under(seat: Seat, person_id: UUID | None, now: datetime) -> tuple[Mapping[str, str], dict[str, Any]]:
    """The rows under each tab in SQL, and what it names."""
    below, place = _below(seat)
    turn = seat.duties - {CALLER}
    given: dict[str, Any] = {
        "person": person_id, "unit": seat.unit_id, "duties": sorted(turn), "others": sorted(HOLDERS - turn),
        "caller": CALLER, "now": now, "today": datetime.combine(local_day(now), time.min, ZONE),
    }  # fmt: skip
    return UNDER | {"watch": f"{UNDER['watch']} AND {below}", "done": DONE}, given | place


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
