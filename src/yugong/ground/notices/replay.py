"""A world that tells of the past: what was told then rang then, and nobody's phone rings for it today."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from yugong.ground.notices.models import Fate

RECEIPT = "演示，没有真发"
_past: ContextVar[bool] = ContextVar("past", default=False)


@contextmanager
def replayed() -> Iterator[None]:
    """Within it deliveries are written as done, with a receipt that says so, and none is queued."""
    token = _past.set(True)
    try:
        yield
    finally:
        _past.reset(token)


def outcome(at: datetime) -> dict[str, Any]:
    """How a delivery planned now begins: nothing to add, or done already."""
    return {"fate": Fate.SENT, "tries": 1, "receipt": RECEIPT, "done_at": at} if _past.get() else {}
