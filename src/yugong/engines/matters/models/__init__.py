"""The rows of the engine: matters with what belongs to them, and what was handed to partner agencies."""

from yugong.engines.matters.models.handing import Handover, HandoverLink
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
    "ClockRow",
    "Counter",
    "Draft",
    "Handover",
    "HandoverLink",
    "Happening",
    "Matter",
    "Message",
    "Submission",
]
