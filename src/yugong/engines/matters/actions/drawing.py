"""Drawing by lot who asks the asker: an officer outside the handling line, checkable from the happening."""

from datetime import datetime

from yugong.engines.matters.actions.records import happen
from yugong.engines.matters.actions.telling import tell_holder
from yugong.engines.matters.models import Assignment, Happening, Matter
from yugong.engines.matters.queries.drawing import pool
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.kernel.actor import RULE, Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.flow import CLOSED, kinds
from yugong.kernel.lot import drawn
from yugong.kernel.permissions import Permission


def end(matter: Matter, how: str, *, at: datetime) -> None:
    """The officer drawn before is no longer asked."""
    Assignment.objects.filter(matter=matter, ended_at__isnull=True).update(ended_at=at, ended=how)


def assign(matter: Matter, *, at: datetime) -> Assignment | None:
    """Draw an officer for the present stage; the caller saves the matter. None when there is nobody to draw.

    The seed is the key of the matter's latest happening: made by the platform and on record before the draw.
    """
    end(matter, "redrawn", at=at)
    before = Assignment.objects.filter(matter=matter, stage=matter.stage).values_list("person_id", flat=True)
    found = pool(matter, on=local_day(at))
    fresh = [officer for officer in found if officer.person_id not in set(before)] or found
    matter.claimed_by_id = matter.claimed_at = None
    if not fresh:
        happen(matter, "no_draw", by=RULE, at=at)
        return None
    seed = str(Happening.objects.filter(matter=matter).latest("seq").pk)
    names = {f"{officer.unit_id}/{officer.person_id}": officer for officer in fresh}
    picked = drawn(seed, names)
    told = happen(
        matter, "draw", by=RULE, at=at, data={"seed": seed, "pool": sorted(names), "picked": picked}
    )
    row = Assignment.objects.create(
        matter=matter,
        seq=told.seq,
        stage=matter.stage,
        person_id=names[picked].person_id,
        unit_id=names[picked].unit_id,
        drawn_at=at,
        due_at=matter.due_at,
    )
    matter.claimed_by_id, matter.claimed_at = row.person_id, at
    tell_holder(matter, "matter.drawn", at=at)
    return row


@action(Permission.MATTER_HANDLE, on="matter", named="matters.redraw")
def redraw(*, matter: Matter, reason: str, by: Actor, at: datetime) -> Matter:
    """The one drawn cannot do it (he knows a party, he is away): another one is drawn."""
    if matter.stage == CLOSED or not kinds[matter.kind].stage(matter.stage).drawn:
        raise Refused("这件事现在不在抽选回访", code="not_drawn")
    if matter.claimed_by_id != by.person_id:
        raise Refused("由抽到的回访人申请另抽", code="not_drawn_for_you")
    if not reason.strip():
        raise Refused("请写明为什么要另抽，会留痕", field="reason", code="missing")
    happen(matter, "redraw", by=by, at=at, note=reason.strip()[:500])
    assign(matter, at=at)
    matter.save()
    facts(number=matter.number)
    return matter
