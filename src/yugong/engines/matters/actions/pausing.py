"""Letting the clocks of a matter stand still, for a reason the asker reads, and go on again."""

from datetime import datetime

from yugong.engines.matters.actions import clocks
from yugong.engines.matters.actions.records import happen
from yugong.engines.matters.actions.standing import at_this_desk, said
from yugong.engines.matters.actions.telling import tell_asker
from yugong.engines.matters.models import Matter
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission


@action(Permission.MATTER_HANDLE, on="matter", named="matters.pause")
def pause(*, matter: Matter, reason: str, by: Actor, at: datetime) -> Matter:
    """Let the clocks stand still, for a reason the asker reads."""
    at_this_desk(matter, by)
    why = said(reason, "请写明为什么暂停计时，申请人会看到")
    if matter.paused_at:
        raise Refused("已经暂停了", code="paused")
    clocks.pause([*clocks.running(matter), *clocks.aside(matter, clocks.NOTE)], at=at)
    matter.paused_at = at
    happen(matter, "pause", by=by, at=at, note=why)
    matter.save()
    facts(number=matter.number)
    tell_asker(matter, "matter.paused", at=at)
    return matter


@action(Permission.MATTER_HANDLE, on="matter", named="matters.resume")
def resume(*, matter: Matter, by: Actor, at: datetime) -> Matter:
    """Let the clocks go on; what was left is left."""
    at_this_desk(matter, by)
    if matter.paused_at is None:
        raise Refused("没有暂停，不用恢复", code="running")
    go_on(matter, at=at)
    happen(matter, "resume", by=by, at=at)
    matter.save()
    facts(number=matter.number)
    return matter


def go_on(matter: Matter, *, at: datetime) -> None:
    """Resume every clock and copy the new ends to the matter; the caller saves it."""
    rows = clocks.running(matter)
    clocks.resume(rows, at=at)
    clocks.resume(clocks.aside(matter, clocks.NOTE), at=at)
    matter.paused_at = None
    for row in rows:
        if row.stage:
            matter.due_at = row.due_at
        else:
            matter.case_due_at = row.due_at
