"""The rows of the engine: matters with what belongs to them, who was heard or drawn, what was handed out."""

from yugong.engines.matters.models.handing import Handover, HandoverLink
from yugong.engines.matters.models.hearing import Assignment, FollowCode, Hearing, Supervision
from yugong.engines.matters.models.matter import (
    LEVELS,
    ClockRow,
    Counter,
    Draft,
    Happening,
    Matter,
    Message,
    Submission,
)

__all__ = [
    "LEVELS",
    "Assignment",
    "ClockRow",
    "Counter",
    "Draft",
    "FollowCode",
    "Handover",
    "HandoverLink",
    "Happening",
    "Hearing",
    "Matter",
    "Message",
    "Submission",
    "Supervision",
]
