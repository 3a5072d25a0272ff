"""What is special about a matter, in a word or two: for the worklist and the page of the matter."""

from dataclasses import dataclass
from typing import Any

from yugong.engines.matters.models import Matter, Supervision
from yugong.engines.matters.sealing import unseal
from yugong.kernel.flow import kinds

Mark = tuple[str, str]  # how it looks, and the words
BESIDE = "(SELECT count(*) FROM matters_matter g WHERE g.lead_id = m.id)"
SUPERVISED = "EXISTS (SELECT 1 FROM matters_supervision s WHERE s.matter_id = m.id)"
DEMANDED = "EXISTS (SELECT 1 FROM matters_supervision s WHERE s.matter_id = m.id AND s.answered_at IS NULL)"
HANDED = "EXISTS (SELECT 1 FROM matters_handover h WHERE h.matter_id = m.id)"
ABOUT = f"{BESIDE}, {SUPERVISED}, {DEMANDED}, {HANDED}"


@dataclass(frozen=True, slots=True)
class About:
    """How many lie beside a matter, what the level above asked of it, whether an office outside has it."""

    beside: int = 0
    supervised: bool = False
    demanded: bool = False
    handed: bool = False


def marks_of(kind: str, *, answers: dict[str, Any], nameless: bool, joined: bool) -> list[Mark]:
    """The marks that stand in the matter's own row."""
    found: list[Mark] = [("warn", "匿名")] if nameless else []
    if joined:
        found.append(("info", "已并案"))
    if kind in kinds and (own := kinds[kind].marks):
        found += own(answers=answers)
    return found


def marks(matter: Matter, about: About) -> list[Mark]:
    """Every mark of one matter."""
    own = marks_of(
        matter.kind, answers=matter.answers, nameless=matter.nameless, joined=matter.lead_id is not None
    )
    return own + marks_around(about)


def marks_around(about: About) -> list[Mark]:
    """The marks that others put on a matter."""
    found: list[Mark] = [("info", f"并案 {about.beside + 1} 件")] if about.beside else []
    return [*found, ("bad", "督办")] if about.demanded else found


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
