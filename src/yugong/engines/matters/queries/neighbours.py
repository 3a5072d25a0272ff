"""The matters before and after one in a seat's worklist, as part of what its page reads."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from yugong.engines.matters.queries.counting import UNDER, each_duty
from yugong.engines.matters.queries.keeping import kept_from

NEAR = 5  # so far they are looked for, past those kept from the reader
_SIDE = f"""
    SELECT {{ahead}} AS ahead, due_at, id, number, kind, answers {UNDER["mine"]}
       AND (due_at, id) {{side}} (m.due_at, m.id) ORDER BY due_at {{way}}, id {{way}} LIMIT {NEAR}
"""
NEXT = f"""
    SELECT json_agg(json_build_array(n.ahead, n.number, n.kind, n.answers) ORDER BY n.due_at, n.id) FROM (
        {each_duty(_SIDE.format(ahead="true", side="<", way="DESC"))} UNION ALL
        {each_duty(_SIDE.format(ahead="false", side=">", way=""))}) n
"""  # noqa: S608  beside a matter m, in a statement that begins with AT_DESK


def next_to(person_id: UUID | None, found: Iterable[tuple[bool, str, str, Any]] | None) -> tuple[str, str]:
    """The numbers before and after, of what NEXT found; empty at the ends."""
    keep = kept_from(person_id)
    seen = [(ahead, number) for ahead, number, kind, answers in found or () if not keep(kind, answers)]
    before = [number for ahead, number in seen if ahead]
    behind = [number for ahead, number in seen if not ahead]
    return before[-1] if before else "", behind[0] if behind else ""
