"""What the moves of an application to the hundred best bring about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.kernel.actor import Actor
from yugong.scenes.service.actions import best as actions


def posted(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """The place is posted with its score."""
    row = actions.post(matter=matter, answers=answers, by=by, at=at)
    return f"得 {row.score} 分，公示到 {row.posted_to:%Y-%m-%d}"


def named(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """The posting is over without a fault."""
    actions.name(matter=matter, at=at)
    return "公示期满，已经命名"


def struck(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """Something was wrong."""
    actions.strike(matter=matter)
    return "公示期间发现问题，这次不命名"
