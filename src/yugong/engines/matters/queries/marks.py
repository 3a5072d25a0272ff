"""What is special about a matter, in a word or two: for the worklist and the page of the matter."""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from yugong.engines.matters.models import Matter, Supervision
from yugong.engines.matters.sealing import unseal
from yugong.kernel.flow import kinds

Mark = tuple[str, str]  # how it looks, and the words


def marks_of(kind: str, *, answers: dict[str, Any], nameless: bool, joined: bool) -> list[Mark]:
    """The marks that stand in the matter's own row."""
    found: list[Mark] = [("warn", "匿名")] if nameless else []
    if joined:
        found.append(("info", "已并案"))
    if kind in kinds and (own := kinds[kind].marks):
        found += own(answers=answers)
    return found


def marks(matter: Matter) -> list[Mark]:
    """Every mark of one matter."""
    found = marks_of(
        matter.kind, answers=matter.answers, nameless=matter.nameless, joined=matter.lead_id is not None
    )
    count = Matter.objects.filter(lead=matter).count()
    if count:
        found.append(("info", f"并案 {count + 1} 件"))
    return [*found, ("bad", "督办")] if watched({matter.pk}) else found


def watched(ids: Iterable[UUID]) -> set[UUID]:
    """Which of these matters wait for an answer to the level above; one query."""
    rows = Supervision.objects.filter(matter_id__in=list(ids), answered_at=None)
    return set(rows.values_list("matter_id", flat=True))


def gathered_counts(ids: Iterable[UUID]) -> Counter[UUID]:
    """How many lie beside each of these matters; one query."""
    return Counter(Matter.objects.filter(lead_id__in=list(ids)).values_list("lead_id", flat=True))


def supervisions(matter: Matter) -> list[tuple[Supervision, str, str]]:
    """The demands of the level above with their words and answers, the newest first."""
    rows = Supervision.objects.filter(matter=matter).select_related("unit", "clock").order_by("-at")
    return [
        (
            row,
            unseal(row.demand_sealed, column="supervision.demand", row=row.pk) or "",
            unseal(row.answer_sealed, column="supervision.answer", row=row.pk) or "",
        )
        for row in rows
    ]
