"""The asker was heard: a row for each time, of whose work, from which the rates are counted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.engines.matters.models import LEVELS, Hearing, Matter
from yugong.engines.matters.models.hearing import Answer
from yugong.kernel.flow import CLOCK, Kind, Move


def hear(matter: Matter, kind: Kind, step: Move, answers: Mapping[str, Any], *, at: datetime) -> None:
    """Keep what the asker said by this move; the matter's next happening tells the same."""
    loop = kind.loop
    if step.name not in (*loop.heard, *loop.unhappy):
        return
    Hearing.objects.create(
        matter=matter,
        seq=matter.last_seq + 1,
        kind=matter.kind,
        unit_id=matter.unit_id,
        **{level: getattr(matter, level) for level in LEVELS},
        answer=said(kind, step),
        solved=str(answers.get("solved") or ""),
        how=kind.mover(step),
        handler_id=matter.handled_by_id,
        at=at,
    )


def said(kind: Kind, step: Move) -> str:
    """What a move of the voice loop says of the work."""
    if step.name in kind.loop.aside or step.name in kind.loop.handled:
        return Answer.ASIDE
    if step.name in kind.loop.unhappy:
        return Answer.NO
    return Answer.SILENT if kind.mover(step) == CLOCK else Answer.YES
