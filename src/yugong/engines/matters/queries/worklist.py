"""The desk's worklist and the asker's list: keyset-paged, scoped in SQL, each in one statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from yugong.engines.matters.models import Matter
from yugong.engines.matters.queries import counting, nearest
from yugong.engines.matters.queries.counting import AT_DESK, Head
from yugong.engines.matters.queries.keeping import kept_from
from yugong.engines.matters.queries.rows import Row, dressed
from yugong.engines.matters.queries.tabs import TABS, has_tab
from yugong.ground.access import scope
from yugong.ground.people.queries import SERVES, serves
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

PAGE = f"""
{AT_DESK} SELECT {{head}}, ({SERVES}), r.*
FROM (SELECT 1) one LEFT JOIN ({{rows}}) r ON true ORDER BY {{order}}
"""  # noqa: S608  our own words
NOTHING = "FROM matters_matter WHERE false"
COLUMNS = (
    *("id", "number", "kind", "stage", "title", "asker_id", "unit_id", "unit__short", "due_at", "paused_at"),
    *("claimed_by_id", "news_for_desk", "urgency", "closed_at", "held_by", "nameless", "lead_id", "answers"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a tab, and the head of the whole worklist."""

    rows: list[Row]
    head: Head


def worklist(
    seat: Seat,
    *,
    person_id: UUID | None,
    tab: str = "mine",
    kind: str = "",
    after: str = "",
    limit: int = 50,
    now: datetime,
) -> Page:
    """A page of a tab, the nearest deadline first (the newest closed first under "done"), with the head.

    One statement; nothing to a post that may not look at matters.
    """
    if tab not in TABS:
        raise Refused(f"没有这个分类，可选：{'、'.join(TABS.values())}", field="tab")
    edge = _edge(after) if after else {}
    tabs = [one for one in counting.UNDER if has_tab(seat, one)]
    if not tabs:
        return Page([], Head({}, 0, []))
    said, given = counting.under(seat, person_id, now)
    lie = said[tab] if has_tab(seat, tab) else NOTHING
    text = PAGE.format(
        head=counting.head(tabs, said, tab, lie),
        rows=nearest.under_tab(tab, lie, kind=bool(kind), edge=bool(edge)),
        order=nearest.order_of(tab),
    )
    told = _told(text, given | edge | {"kind": kind, "limit": limit})
    head, served = told[0][:2]
    if person_id is not None:
        serves(person_id, served)
    rows = dressed([one[2:] for one in told if one[2]], kept_from(person_id), now=now)
    return Page(rows, counting.head_told(tabs, head))


def _told(text: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text, given)
        return cursor.fetchall()


def _edge(after: str) -> dict[str, Any]:
    """What a cursor says; a broken one is refused."""
    moment, _, row = after.partition("~")
    try:
        return {"edge": datetime.fromisoformat(moment.replace(" ", "+")), "last": UUID(row)}
    except ValueError:
        raise Refused("翻页的地址不对，请回到第一页", code="cursor") from None


def my_matters(person_id: UUID, *, after: str = "", limit: int = 20, now: datetime) -> list[Row]:
    """A person's own matters, the newest first; `after` is the id of the last row seen."""
    try:
        last = UUID(after) if after else None
    except ValueError:
        raise Refused("翻页的地址不对，请回到第一页", code="cursor") from None
    told = _told(nearest.of_asker(edge=bool(after)), {"person": person_id, "last": last, "limit": limit})
    return dressed(told, kept_from(None), now=now)


def found(actor: Actor, text: str, *, limit: int) -> list[Row]:
    """Matters of the seat's subtree whose number or title contains the text, the newest first."""
    rows = scope.within(actor, Permission.MATTER_VIEW, Matter.objects.exclude(asker_id=actor.person_id))
    rows = rows.filter(Q(number__contains=text) | Q(title__contains=text))
    keep = kept_from(actor.person_id)
    some = (Row(*row) for row in rows.order_by("-id").values_list(*COLUMNS)[:limit])
    return [row for row in some if not keep(row.kind, row.answers)]
