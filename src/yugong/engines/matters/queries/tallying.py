"""The numbers of a kind in a subtree and a time by the union below, counted along indexes alone.

What is usual (answered in time, content, solved) is never looked at: it is what remains of all when the
exceptions, which have indexes of their own, are taken away. `rates` says what each number means and lists it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from yugong.engines.matters.queries.rates import OF_HEARINGS, OF_MATTERS, Numbers, Reach
from yugong.kernel import tree
from yugong.kernel.flow import ASKER

ROWS = "matters_matter t WHERE t.kind = %(kind)s AND {under}"
OPENED = "t.opened_at >= %(since)s AND t.opened_at < %(until)s"
TOLD = "t.kind = %(kind)s AND {under} AND t.at >= %(since)s AND t.at < %(until)s"
AMISS = "(NOT t.counted OR t.answered_at IS NULL OR t.answer_due IS NULL OR t.answered_at > t.answer_due)"
ANSWERS = """count(*) FILTER (WHERE t.answer = 'aside'), count(*) FILTER (WHERE t.answer = 'no'),
    count(*) FILTER (WHERE t.answer = 'silent'),
    count(*) FILTER (WHERE t.answer = 'yes' AND t.solved <> 'yes')"""
PARTS = {  # five counts of each part, and of which rows
    "asked": ("count(*), 0, 0, 0, 0", f"{ROWS} AND {OPENED}"),
    "amiss": (
        """count(*) FILTER (WHERE NOT t.counted),
        count(*) FILTER (WHERE t.counted AND t.answered_at > t.answer_due),
        count(*) FILTER (WHERE t.counted AND t.answered_at IS NOT NULL AND t.answer_due IS NULL),
        count(*) FILTER (WHERE t.counted AND t.answered_at IS NULL), 0""",
        f"{ROWS} AND {OPENED} AND {AMISS}",
    ),
    "unsent": (
        "count(*) FILTER (WHERE t.counted), 0, 0, 0, 0",
        f"{ROWS} AND {OPENED} AND t.answered_at IS NULL AND NOT (t.answers ? 'dispatched_from')",
    ),
    "lying": (
        f"""count(*) FILTER (WHERE {OPENED}), count(*), count(*) FILTER (
            WHERE t.due_at <= %(now)s AND t.paused_at IS NULL AND t.held_by <> %(asker)s), 0, 0""",
        f"{ROWS} AND t.closed_at IS NULL",
    ),
    "watched": (
        "count(*), 0, 0, 0, 0",
        f"""matters_supervision w JOIN {ROWS.replace("WHERE", "ON t.id = w.matter_id AND")}
        WHERE t.closed_at IS NULL AND w.answered_at IS NULL""",
    ),
    "heard": ("count(*), 0, 0, 0, 0", f"matters_hearing t WHERE {TOLD}"),
    "said": (
        f"0, {ANSWERS}",
        f"matters_hearing t WHERE {TOLD} AND NOT (t.answer = 'yes' AND t.solved = 'yes')",
    ),
    "void": (  # hearings in matters that a panel took out of the count
        f"count(*), {ANSWERS}",
        f"""matters_matter m JOIN matters_hearing t ON t.matter_id = m.id
        WHERE m.kind = %(kind)s AND NOT m.counted AND {TOLD}""",
    ),
}
Line = tuple[int, int, int, int, int]
NOTHING: Line = (0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers by the union directly below (None: at the union itself), their sum, what lies open now."""

    groups: Mapping[int | None, Numbers]
    total: Numbers
    standing: Numbers


def tally(reach: Reach, *, now: datetime) -> Tally:
    """Every number at once, in one statement."""
    parts = _parts(reach, now)
    groups = {
        place: _numbers(lines)
        for place, lines in parts.items()
        if lines.get("asked", NOTHING)[0] or lines.get("heard", NOTHING)[0]
    }
    names = (*OF_MATTERS, *OF_HEARINGS)
    total = {name: sum(counts[name] for counts in groups.values()) for name in names}
    lying = [lines.get("lying", NOTHING) for lines in parts.values()]
    return Tally(
        groups,
        total,
        {
            "open_now": sum(line[1] for line in lying),
            "late_now": sum(line[2] for line in lying),
            "watched_now": sum(lines.get("watched", NOTHING)[0] for lines in parts.values()),
        },
    )


def _parts(reach: Reach, now: datetime) -> dict[int | None, dict[str, Line]]:
    """The counts of each part by union."""
    under, given = reach.said()
    level = f"t.l{reach.depth + 1}" if reach.depth < tree.DEPTH else "NULL::bigint"
    given |= {
        "kind": reach.kind, "since": reach.since, "until": reach.until, "now": now, "asker": ASKER,
    }  # fmt: skip
    statements = [
        f"SELECT '{name}', {level}, {counts} FROM {rows.format(under=under)} GROUP BY 2"  # noqa: S608
        for name, (counts, rows) in PARTS.items()
    ]
    found: dict[int | None, dict[str, Line]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), given)
        for name, place, *counts in cursor.fetchall():
            found[place][name] = counts
    return found


def _numbers(lines: Mapping[str, Line]) -> Numbers:
    """The numbers of `rates`, from all there is and its exceptions."""
    asked, unsent, heard = (lines.get(name, NOTHING)[0] for name in ("asked", "unsent", "heard"))
    panel, late, undue, mute, _ = lines.get("amiss", NOTHING)
    _, aside, no, silent, unsolved = lines.get("said", NOTHING)
    void, void_aside, void_no, void_silent, void_unsolved = lines.get("void", NOTHING)
    counted, told = asked - panel, heard - aside - (void - void_aside)
    content = told - (no - void_no) - (silent - void_silent)
    return {
        "asked": asked,
        "sent": counted - unsent,
        "in_time": counted - late - undue - mute,
        "late": late,
        "unanswered": mute - unsent,
        "open": lines.get("lying", NOTHING)[0],
        "panel": panel,
        "heard": told,
        "content": content,
        "unhappy": no - void_no,
        "silent": silent - void_silent,
        "solved": content - (unsolved - void_unsolved),
        "aside": aside,
    }
