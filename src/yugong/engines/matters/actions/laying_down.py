"""When somebody leaves a post, what he had signed for lies free: nothing waits for one who is gone."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from yugong.engines.matters.actions.records import happen
from yugong.engines.matters.models import Matter
from yugong.engines.matters.queries.officers import officers
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.flow import CLOSED


def lay_down(*, unit_id: int, persons: Iterable[UUID], by: Actor, at: datetime) -> int:
    """Release what these persons had claimed at a union's desk and may no longer handle; within an action.

    Whoever still sits there with the duty keeps it.
    """
    freed = 0
    rows = Matter.objects.select_for_update().filter(unit_id=unit_id, claimed_by_id__in=list(persons))
    sitting: dict[str, set[UUID]] = {}
    for matter in rows.exclude(stage=CLOSED).order_by("id"):
        if matter.held_by not in sitting:
            found = officers([unit_id], duty=matter.held_by, on=local_day(at))
            sitting[matter.held_by] = {one.person_id for one in found}
        if matter.claimed_by_id in sitting[matter.held_by]:
            continue
        matter.claimed_by_id, matter.claimed_at, matter.news_for_desk = None, None, True
        happen(matter, "release", by=by, at=at, data={"why": "left_post"})
        matter.save()
        freed += 1
    return freed
