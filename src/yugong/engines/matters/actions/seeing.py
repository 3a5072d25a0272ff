"""Opening a matter on the desk: every opening is recorded, and the asker sees who has looked."""

from datetime import datetime

from yugong.engines.matters.models import Matter
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission


@action(Permission.MATTER_VIEW, on="matter", named="matters.seen")
def seen(*, matter: Matter, by: Actor, at: datetime) -> Matter:
    """Note that an officer opened the matter, with the asker's name and masked facts; news count as read."""
    facts(number=matter.number, person=str(matter.asker_id))
    if matter.news_for_desk and by.seat and by.seat.unit_id == matter.unit_id:
        matter.news_for_desk = False
        matter.save(update_fields=["news_for_desk"])
    return matter
