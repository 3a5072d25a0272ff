"""The voice loop of an appeal: where a "no" leads, and what a panel must be."""

from datetime import datetime
from typing import Any

from yugong.engines.matters.queries import Matter, noes
from yugong.ground.org.models import Unit
from yugong.kernel.decision import Decision
from yugong.scenes.rights.rules import routing


def above(unit: Unit) -> Unit:
    """The next union above; at the top, the same."""
    return unit.parent or unit


def unit_after_no(matter: Matter) -> Unit:
    """The handler first; from the second time on one level up."""
    return above(matter.unit) if noes(matter) >= 2 else matter.unit


def eligible(*, asker: Any, answers: Any, at: datetime) -> Decision:
    """Anybody may ask, member or not; a place must be findable so that somebody answers."""
    if routing.top() is not None:
        return Decision(True, "")
    return Decision(False, "现在没有能受理的工会，请直接打 12351")
