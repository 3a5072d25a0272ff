"""The same trouble of the same asker again: the closed matter is opened once more and goes on from there."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.engines.matters.actions import clocks
from yugong.engines.matters.actions.records import happen
from yugong.engines.matters.actions.stepping import seat
from yugong.engines.matters.actions.telling import tell_asker, tell_holder
from yugong.engines.matters.models import Matter
from yugong.engines.matters.queries.officers import nearest_desk
from yugong.engines.matters.queries.reading import all_answers, may_take
from yugong.engines.matters.sealing import parted
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.flow import kinds


def reopen(*, matter: Matter, clean: Mapping[str, Any], by: Actor, at: datetime) -> Matter:
    """Open a closed matter again at the stage its kind names; what was said now stands in the happening."""
    matter = Matter.objects.select_for_update(of=("self",)).get(pk=matter.pk)
    kind = kinds[matter.kind]
    assert kind.reopens is not None
    was, stage = matter.stage, kind.stage(kind.reopens.at)
    matter.stage, matter.held_by, matter.since = stage.name, stage.held_by, at
    matter.closed_at = matter.handled_at = matter.heard_at = matter.lead = None
    matter.claimed_by_id, matter.claimed_at, matter.news_for_desk, matter.counted = None, None, True, True
    wanted = kind.desk(asker=matter.asker, answers=all_answers(matter), at=at) if kind.desk else None
    unit = Unit.objects.filter(pk=wanted or matter.unit_id).first() or matter.unit
    desk = nearest_desk(unit.path, duty=stage.held_by, on=local_day(at), fits=may_take(matter, at=at))
    if desk is not None:
        seat(matter, desk)
    clocks.open_case(matter, kind, at=at)
    plain, personal = parted(kind.fields, clean)
    happen(matter, "reopen", by=by, at=at, path=(was, stage.name), note=personal, data=plain)
    matter.save()
    facts(kind=matter.kind, number=matter.number, reopened=True)
    tell_asker(matter, "matter.reopened", at=at, unit=matter.unit.name)
    tell_holder(matter, "matter.arrived", at=at, unit=matter.unit.name)
    return matter
