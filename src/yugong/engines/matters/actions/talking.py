"""What is said about a matter: messages both ways, and the asker's urging, once a working day."""

from datetime import date, datetime, timedelta

from yugong.engines.matters.actions import clocks
from yugong.engines.matters.actions.pausing import go_on
from yugong.engines.matters.actions.records import happen, once
from yugong.engines.matters.actions.stepping import say
from yugong.engines.matters.actions.telling import tell_asker, tell_holder
from yugong.engines.matters.models import Matter
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.parameters.queries import calendar
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.flow import ASKER, CLOSED, kinds
from yugong.kernel.permissions import Permission

LONGEST = 1000


def message(*, matter: Matter, body: str, key: str = "", by: Actor, at: datetime) -> Matter:
    """Say something to the other side; the same `key` again says it once."""
    if not body.strip():
        raise Refused("请写下要说的话", field="body", code="missing")
    if len(body) > LONGEST:
        raise Refused(f"一次最多 {LONGEST} 个字，现在是 {len(body)} 个字", field="body", code="too_long")
    gate = asker_says if by.person_id == matter.asker_id and by.seat is None else desk_says
    return once(
        by=by,
        key=key,
        body=["message", str(matter.pk), body],
        at=at,
        do=lambda: gate(matter=matter, body=body, by=by, at=at),
    )


@action(Permission.MATTER_ASK, on="matter", named="matters.message")
def asker_says(*, matter: Matter, body: str, by: Actor, at: datetime) -> Matter:
    """The asker's word to the desk; if the desk waited with stopped clocks, they go on."""
    say(matter, body, from_asker=True, by=by, at=at)
    if matter.paused_at:
        go_on(matter, at=at)
        happen(matter, "resume", by=by, at=at)
    matter.news_for_desk = True
    matter.save()
    facts(number=matter.number)
    if matter.stage != CLOSED and matter.held_by != ASKER:
        tell_holder(matter, "matter.asker_wrote", at=at)
    return matter


@action(Permission.MATTER_HANDLE, on="matter", named="matters.message")
def desk_says(*, matter: Matter, body: str, by: Actor, at: datetime) -> Matter:
    """The desk's word to the asker."""
    if by.seat is None or by.seat.unit_id != matter.unit_id:
        raise Refused("由承办的工会答复申请人", code="other_desk")
    say(matter, body, from_asker=False, by=by, at=at)
    happen(matter, "said", by=by, at=at)
    if matter.stage != CLOSED and matter.held_by in by.seat.duties:
        clocks.owe_note(matter, kinds[matter.kind].stage(matter.stage), at=at)
    matter.save()
    facts(number=matter.number)
    tell_asker(matter, "matter.desk_wrote", at=at, unit=by.seat.unit_name)
    return matter


@action(Permission.MATTER_ASK, on="matter", named="matters.urge")
def urge(*, matter: Matter, by: Actor, at: datetime) -> Matter:
    """Ask the desk to hurry: once a working day, from the next one on after the last."""
    if matter.stage == CLOSED:
        raise Refused("这件事已经办结，不用催了；还有问题可以留言", code="closed")
    if matter.held_by == ASKER:
        raise Refused("现在等您这边，请先按页面提示补正或确认", code="with_asker")
    today = local_day(at)
    if matter.urged_on and not workday_began(matter.urged_on, today):
        raise Refused("今天已经催过，经办人已经收到；下一个工作日可以再催", code="urged")
    matter.urged_on, matter.urgency, matter.news_for_desk = today, matter.urgency + 1, True
    happen(matter, "urge", by=by, at=at)
    matter.save()
    facts(number=matter.number, times=matter.urgency)
    tell_holder(matter, "matter.urged", at=at, times=str(matter.urgency))
    return matter


def workday_began(last: date, today: date) -> bool:
    """Whether a working day has begun after `last`, up to today."""
    known = calendar()
    days = (last + timedelta(days=step) for step in range(1, (today - last).days + 1))
    return any(known.is_workday(day) for day in days)
