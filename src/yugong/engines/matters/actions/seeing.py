"""Opening a matter on the desk: every opening is recorded, and the asker sees who has looked."""

from datetime import datetime
from typing import Any

from yugong.engines.matters.models import Matter
from yugong.ground.audit.action import action
from yugong.ground.audit.actions import End, noted
from yugong.ground.audit.writing import facts
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission


def seen(*, matter: Matter, by: Actor, at: datetime, end: End | None) -> None:
    """Note that an officer opened the matter, with the asker's name and masked facts; news count as read.

    An opening that changes nothing is one statement, where the chain still ends as the page has read it.
    """
    decision = may(by, Permission.MATTER_VIEW, matter)
    if not decision:
        raise Refused(decision.reason, code="forbidden")
    told, quiet = _told(matter), not _new(matter, by)
    if not (end and quiet and noted(by=by, did="matters.seen", on=matter, at=at, data=told, end=end)):
        _seen(matter=matter, by=by, at=at)


@action(Permission.MATTER_VIEW, on="matter", named="matters.seen")
def _seen(*, matter: Matter, by: Actor, at: datetime) -> None:
    facts(**_told(matter))
    if _new(matter, by):
        matter.news_for_desk = False
        matter.save(update_fields=["news_for_desk"])


def _new(matter: Matter, by: Actor) -> bool:
    return matter.news_for_desk and by.seat is not None and by.seat.unit_id == matter.unit_id


def _told(matter: Matter) -> dict[str, Any]:
    return {"number": matter.number, "person": str(matter.asker_id)}
