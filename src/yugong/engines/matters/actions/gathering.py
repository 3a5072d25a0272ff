"""Handling alike matters as one: duplicates, and the claim of many; one answer, each asker heard."""

from collections.abc import Sequence
from datetime import datetime

from yugong.engines.matters.actions import clocks
from yugong.engines.matters.actions.records import happen
from yugong.engines.matters.actions.standing import said
from yugong.engines.matters.actions.stepping import seat
from yugong.engines.matters.actions.telling import tell_asker
from yugong.engines.matters.models import Matter
from yugong.engines.matters.queries.gathering import collective_from
from yugong.engines.matters.queries.reading import all_answers
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.flow import ASKER, CLERK, CLOSED, SUPERVISOR, kinds
from yugong.kernel.permissions import Permission


@action(Permission.MATTER_HANDLE, on="lead", named="matters.gather")
def gather(*, lead: Matter, others: Sequence[Matter], reason: str, by: Actor, at: datetime) -> Matter:
    """Lay these matters beside the lead: they follow its stage and desk, their own case clocks run on.

    From so many on as the kind says it is a collective matter, and the kind's effect raises it.
    """
    why = said(reason, "请写明为什么并案，申请人会看到")
    kind = kinds[lead.kind]
    if by.seat is None or not by.seat.duties & {CLERK, SUPERVISOR}:
        raise Refused("由受理或督办岗位并案", code="not_duty")
    if kind.gathers is None or _unready(lead) or lead.lead_id is not None:
        raise Refused("这一件现在不能作为并案的主件", code="no_lead")
    before = Matter.objects.filter(lead=lead).count()
    for other in sorted(others, key=lambda one: one.pk):
        _join(Matter.objects.select_for_update(of=("self",)).get(pk=other.pk), lead, why, by=by, at=at)
    held = Matter.objects.filter(lead=lead).count()
    happen(lead, "gather", by=by, at=at, note=why, data={"count": held + 1})
    line = collective_from(kind, on=local_day(at))
    if before + 1 < line <= held + 1 and kind.gathers.then:
        kind.gathers.then(matter=lead, answers=all_answers(lead), by=by, at=at)
        _follow(lead)
    lead.save()
    facts(number=lead.number, gathered=held)
    return lead


def _unready(matter: Matter) -> bool:
    if matter.stage == CLOSED or matter.held_by == ASKER or matter.paused_at is not None:
        return True
    return kinds[matter.kind].stage(matter.stage).drawn


def _join(other: Matter, lead: Matter, why: str, *, by: Actor, at: datetime) -> None:
    may(by, Permission.MATTER_HANDLE, other).insist()
    if other.kind != lead.kind or other.pk == lead.pk or _unready(other):
        raise Refused(f"{other.number} 现在不能并案：要同一类、在办、没有暂停", code="not_alike")
    if other.lead_id is not None or other.gathered.exists():
        raise Refused(f"{other.number} 已经在另一个并案里", code="gathered")
    was, stage = other.stage, kinds[lead.kind].stage(lead.stage)
    clocks.stop([row for row in clocks.unstopped(other) if row.stage], at=at)
    other.lead, other.stage, other.held_by, other.since = lead, lead.stage, lead.held_by, at
    seat(other, lead.unit)
    clocks.begin(other, stage, at=at)
    clocks.run_like(other, lead, at=at)
    data = {"lead": lead.number}
    happen(other, "gathered", by=by, at=at, path=(was, lead.stage), note=why, data=data)
    other.save()
    tell_asker(other, "matter.gathered", at=at, lead=lead.number)


def _follow(lead: Matter) -> None:
    """The followers lie where the lead lies."""
    rows = Matter.objects.select_for_update(of=("self",)).filter(lead=lead, stage=lead.stage)
    for matter in rows:
        seat(matter, lead.unit)
        matter.save()


@action(Permission.MATTER_HANDLE, on="matter", named="matters.part")
def part(*, matter: Matter, reason: str, by: Actor, at: datetime) -> Matter:
    """Take a matter out of the one it was laid beside: it goes on alone from where it stands."""
    why = said(reason, "请写明为什么分开办")
    if matter.lead is None:
        raise Refused("这件事没有并案", code="alone")
    if by.seat is None or not by.seat.duties & {CLERK, SUPERVISOR}:
        raise Refused("由受理或督办岗位分开", code="not_duty")
    was, matter.lead = matter.lead.number, None
    happen(matter, "part", by=by, at=at, note=why, data={"lead": was})
    matter.save()
    facts(number=matter.number, lead=was)
    return matter
