"""Rates of a kind in a subtree and a time, counted from rows: how many of how many, and how many silent.

Each number is the length of a list that can be opened. Here stands which rows a number speaks of; `tallying`
counts them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from yugong.engines.matters.models import Hearing, Matter, Supervision
from yugong.engines.matters.models.hearing import Answer
from yugong.engines.matters.queries.counting import inside
from yugong.kernel import tree
from yugong.kernel.flow import ASKER, CLOSED

SENT = Q(answers__has_key="dispatched_from") | Q(answered_at__isnull=False)  # somebody was to answer
OF_MATTERS: Mapping[str, Q] = MappingProxyType(
    {
        "asked": Q(),
        "sent": Q(counted=True) & SENT,
        "in_time": Q(counted=True, answered_at__lte=F("answer_due")),
        "late": Q(counted=True, answered_at__gt=F("answer_due")),
        "unanswered": Q(counted=True, answered_at__isnull=True) & SENT,
        "open": ~Q(stage=CLOSED),
        "panel": Q(counted=False),
    }
)
COUNTED = Q(matter__counted=True) & ~Q(answer=Answer.ASIDE)
OF_HEARINGS: Mapping[str, Q] = MappingProxyType(
    {
        "heard": COUNTED,
        "content": COUNTED & Q(answer=Answer.YES),
        "unhappy": COUNTED & Q(answer=Answer.NO),
        "silent": COUNTED & Q(answer=Answer.SILENT),
        "solved": COUNTED & Q(answer=Answer.YES, solved="yes"),
        "aside": Q(answer=Answer.ASIDE),
    }
)
Numbers = dict[str, int]
OF_NOW = ("open_now", "late_now", "watched_now")


@dataclass(frozen=True, slots=True)
class Reach:
    """What is counted: a kind, a union with all below it, from one moment to another."""

    kind: str
    unit_id: int
    path: str
    since: datetime
    until: datetime

    @property
    def depth(self) -> int:
        return len(tree.ids(self.path))

    def under(self) -> Q:
        """In the union or below it, by level column where there is one."""
        if levels := self._levels():
            return Q(**levels)
        return Q(unit__path__gte=self.path, unit__path__lt=tree.upper_bound(self.path))

    def said(self) -> tuple[str, dict[str, Any]]:
        """The same of rows `t` in SQL, and what it names."""
        if levels := self._levels():
            return " AND ".join(f"t.{name} = %({name})s" for name in levels), dict(levels)
        below, named = inside(self.path)
        return f"t.{below}", dict(named)

    def _levels(self) -> dict[str, int]:
        """The level columns that say the same; none so deep that there is none."""
        if self.depth > tree.DEPTH:
            return {}
        levels = enumerate(tree.levels(self.path), 1)
        return {f"l{place}": unit for place, unit in levels if unit and place > 1} or {"l1": self.unit_id}


def asked(reach: Reach) -> QuerySet[Matter]:
    """The matters opened in that time."""
    rows = Matter.objects.filter(reach.under(), kind=reach.kind)
    return rows.filter(opened_at__gte=reach.since, opened_at__lt=reach.until)


def hearings(reach: Reach) -> QuerySet[Hearing]:
    """The times askers were asked in that time."""
    rows = Hearing.objects.filter(reach.under(), kind=reach.kind)
    return rows.filter(at__gte=reach.since, at__lt=reach.until)


def listed(reach: Reach, which: str) -> QuerySet[Any]:
    """The rows behind one number; a number nobody knows has none."""
    if which in OF_MATTERS:
        return asked(reach).filter(OF_MATTERS[which]).select_related("unit")
    if which in OF_HEARINGS:
        return hearings(reach).filter(OF_HEARINGS[which]).select_related("unit", "matter")
    return Matter.objects.none()


def lying(reach: Reach, which: str, *, now: datetime) -> QuerySet[Matter]:
    """The open matters behind one number of this moment."""
    rows = Matter.objects.filter(reach.under(), kind=reach.kind, closed_at__isnull=True).select_related(
        "unit"
    )
    if which == "late_now":
        return rows.filter(due_at__lte=now, paused_at__isnull=True).exclude(held_by=ASKER)
    if which == "watched_now":
        return rows.filter(Exists(Supervision.objects.filter(matter=OuterRef("pk"), answered_at=None)))
    return rows
