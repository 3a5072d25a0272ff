"""Texts that read the matters of a list, those first that come first, with what stands beside each.

A tab is read along an index, however many matters lie there.
"""

from yugong.engines.matters.queries.counting import each_duty
from yugong.engines.matters.queries.marks import BESIDE, DEMANDED

FIRST = "SELECT * {rows} ORDER BY {order} LIMIT %(limit)s"
DUE, CLOSED, NEWEST = "due_at, id", "closed_at DESC, id DESC", "id DESC"
BEHIND = {
    DUE: "(due_at, id) > (%(edge)s, %(last)s)",
    CLOSED: "(closed_at, id) < (%(edge)s, %(last)s)",
    NEWEST: "id < %(last)s",
}
OF_DUTIES = ("mine", "unclaimed")  # read along the index of each duty
CLOCK = "c.matter_id = m.id AND c.stopped_at IS NULL AND c.about = '' AND c.stage <> ''"
ROWS = f"""
SELECT m.id, m.number, m.kind, m.stage, m.title, m.asker_id, m.unit_id, (SELECT short FROM org_unit WHERE
id = m.unit_id), m.due_at, m.paused_at, m.claimed_by_id, m.news_for_desk, m.urgency, m.closed_at, m.held_by,
m.nameless, m.lead_id, m.answers, p.id::text AS who, p.name_sealed, c.started_at, c.count, c.unit, c.pauses,
{BESIDE}, {DEMANDED} FROM ({{first}}) m JOIN people_person p ON p.id = m.asker_id
LEFT JOIN matters_clock c ON {CLOCK}
"""  # noqa: S608  our own words


def order_of(tab: str) -> str:
    """What comes first under a tab."""
    return CLOSED if tab == "done" else DUE


def under_tab(tab: str, rows: str, *, kind: bool, edge: bool) -> str:
    """The page of a tab, of one kind or behind an edge where it is so; not yet in order."""
    order = order_of(tab)
    rows = f"{rows} AND kind = %(kind)s" if kind else rows
    first = FIRST.format(rows=f"{rows} AND {BEHIND[order]}" if edge else rows, order=order)
    if tab in OF_DUTIES:
        first = f"{each_duty(first)} ORDER BY {order} LIMIT %(limit)s"
    return ROWS.format(first=first)


def of_asker(*, edge: bool) -> str:
    """A person's own matters, the newest first."""
    rows = "FROM matters_matter WHERE asker_id = %(person)s"
    first = FIRST.format(rows=f"{rows} AND {BEHIND[NEWEST]}" if edge else rows, order=NEWEST)
    return f"{ROWS.format(first=first)} ORDER BY {NEWEST}"
