"""What the moves of an order to mend a station bring about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.kernel.actor import Actor
from yugong.scenes.service.actions import answering

Given = Mapping[str, Any]


def mended(*, matter: Any, answers: Given, by: Actor, at: datetime) -> str:
    """The keeper has been there; everybody who reported is asked."""
    answering.mended(number=matter.number, asker=matter.asker_id, done=answers["done"], at=at)
    return f"{answers['done']}。开着没有，请你说一声"


def works(*, matter: Any, answers: Given, by: Actor, at: datetime) -> None:
    """It is open."""
    answering.heard(number=matter.number, person=matter.asker_id, works=True, at=at)


def still(*, matter: Any, answers: Given, by: Actor, at: datetime) -> None:
    """It is not."""
    answering.heard(number=matter.number, person=matter.asker_id, works=False, at=at)


def dropped(*, matter: Any, answers: Given, by: Actor, at: datetime) -> None:
    """It was a mistake."""
    answering.dropped(number=matter.number, person=matter.asker_id, at=at)
