"""What the moves of a consultation bring about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.kernel.actor import Actor
from yugong.scenes.rights.actions import law as actions


def answered(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """The answer is kept for the asker."""
    row = actions.answered(matter=matter, answers=answers, by=by, at=at)
    return f"{row.lawyer}已答复，请看「律师的答复」"
