"""What is late in a subtree, open or watched, by the union below.

Every answer is one query over the part of an index that lies open; nothing walks the tree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Sum

from yugong.engines.matters.models import Matter, Supervision
from yugong.engines.matters.queries.keeping import kept_from
from yugong.engines.matters.queries.rates import Reach
from yugong.kernel import tree
from yugong.kernel.flow import ASKER, CALLER

NEVER = datetime.min.replace(tzinfo=UTC)
OPEN = Q(closed_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Late:
    """Open matters of one sort at one union below (None: at the union itself), and those of them overdue."""

    child: int | None
    kind: str
    open: int
    count: int
    oldest: datetime
    urged: int


def _under(unit_id: int, path: str) -> Q:
    return Reach("", unit_id, path, NEVER, NEVER).under()


def _late(now: datetime) -> Q:
    """Late by a union's doing: not paused, and not the asker's turn."""
    mine = Q(paused_at__isnull=True, due_at__lte=now, lead__isnull=True)
    return mine & ~Q(held_by__in=(ASKER, CALLER))


def overdue(unit_id: int, path: str, *, now: datetime) -> QuerySet[Matter]:
    """The matters below that are late by a union's doing."""
    return Matter.objects.filter(_under(unit_id, path), OPEN, _late(now))


def lying(unit_id: int, path: str, *, now: datetime) -> list[Late]:
    """Open matters by the union directly below and by kind, and how many of each are late; one query."""
    depth, late = tree.depth(path), _late(now)
    level = f"l{depth + 1}" if depth < tree.DEPTH else "unit"
    rows = Matter.objects.filter(_under(unit_id, path), OPEN).order_by().values_list(level, "kind")
    found = rows.annotate(
        open=Count("pk"), n=Count("pk", filter=late), oldest=Min("due_at", filter=late),
        urged=Sum("urgency", filter=late),
    )  # fmt: skip
    return [Late(child, kind, open_, n, oldest or now, urged or 0)
            for child, kind, open_, n, oldest, urged in found]  # fmt: skip


@dataclass(frozen=True, slots=True)
class First:
    """The matter that is late the longest of one sort at one union below."""

    child: int | None
    kind: str
    number: str


def firsts(
    unit_id: int, path: str, groups: Sequence[Late], *, person_id: UUID | None, now: datetime
) -> list[First]:
    """The oldest matter of each of these groups that this reader may see; one query."""
    if not groups:
        return []
    depth = tree.depth(path)
    level = f"l{depth + 1}" if depth < tree.DEPTH else "unit_id"
    wanted = reduce(or_, (Q(**{level: one.child}, kind=one.kind, due_at=one.oldest) for one in groups))
    rows = overdue(unit_id, path, now=now).filter(wanted).order_by("id")
    keep = kept_from(person_id)
    found = {
        (child, kind): First(child, kind, number)
        for child, kind, number, answers in rows.values_list(level, "kind", "number", "answers")[:50]
        if not keep(kind, answers)
    }
    return list(found.values())


def open_now(unit_id: int, path: str, kind: str) -> QuerySet[Matter]:
    """The open matters of a kind below."""
    return Matter.objects.filter(_under(unit_id, path), OPEN, kind=kind)


def watched(unit_id: int, path: str) -> QuerySet[Matter]:
    """The open matters below of which the level above waits for an answer."""
    waits = Exists(Supervision.objects.filter(matter=OuterRef("pk"), answered_at=None))
    return Matter.objects.filter(_under(unit_id, path), waits, closed_at__isnull=True)
