"""Supervising from above: a demand with its own clock that everybody at the desk sees, and its answer."""

from datetime import datetime

from yugong.engines.matters.actions import clocks
from yugong.engines.matters.actions.records import happen
from yugong.engines.matters.actions.standing import said
from yugong.engines.matters.actions.telling import tell_desk, tell_person
from yugong.engines.matters.models import Matter, Supervision
from yugong.engines.matters.sealing import seal
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.parameters.queries import value
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day, workdays
from yugong.kernel.errors import Refused
from yugong.kernel.flow import CLOSED, SUPERVISOR
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission


@action(Permission.MATTER_SUPERVISE, on="matter", named="matters.supervise")
def supervise(*, matter: Matter, demand: str, by: Actor, at: datetime) -> Supervision:
    """Demand an answer on how a matter goes, from a union above its desk; its clock starts."""
    what = said(demand, "请写明督办要求，承办人和申请人会看到")
    if matter.stage == CLOSED:
        raise Refused("这件事已经办结", code="closed")
    if by.seat is None or by.person_id is None or SUPERVISOR not in by.seat.duties:
        raise Refused("由督办岗位督办", code="not_duty")
    if by.seat.unit_id == matter.unit_id and len(tree.ids(matter.unit_path)) > 1:
        raise Refused("督办由上一级工会提出", code="own_desk")
    if Supervision.objects.filter(matter=matter, answered_at=None).exists():
        raise Refused("已经在督办，等承办工会答复", code="supervised")
    days = int(value("sla.supervise", on=local_day(at), path=matter.unit_path))
    row = uuid7()
    clocks.stop(clocks.aside(matter, clocks.SUPERVISE), at=at)
    clock = clocks.start(matter, stage="", span=workdays(days), about=clocks.SUPERVISE, at=at)
    made = Supervision.objects.create(
        id=row,
        matter=matter,
        unit_id=by.seat.unit_id,
        by_id=by.person_id,
        at=at,
        demand_sealed=seal(what, column="supervision.demand", row=row),
        clock=clock,
    )
    matter.news_for_desk = True
    happen(matter, "supervise", by=by, at=at, note=what, data={"unit": by.seat.unit_id})
    matter.save()
    facts(number=matter.number)
    tell_desk(matter, "matter.supervised", at=at, unit=by.seat.unit_name)
    return made


@action(Permission.MATTER_HANDLE, on="matter", named="matters.answer_supervision")
def answer_supervision(*, matter: Matter, answer: str, by: Actor, at: datetime) -> Supervision:
    """The desk answers the demand; the clock stops, the supervisor is told."""
    what = said(answer, "请写明办理情况，督办的上级会看到")
    if by.seat is None or by.seat.unit_id != matter.unit_id:
        raise Refused("由承办的工会答复督办", code="other_desk")
    open_ = Supervision.objects.select_for_update().filter(matter=matter, answered_at=None).first()
    if open_ is None:
        raise Refused("现在没有等答复的督办", code="not_supervised")
    open_.answered_at, open_.answered_by_id = at, by.person_id
    open_.answer_sealed = seal(what, column="supervision.answer", row=open_.pk)
    open_.save()
    clocks.stop(clocks.aside(matter, clocks.SUPERVISE), at=at)
    happen(matter, "answered", by=by, at=at, note=what)
    matter.save()
    facts(number=matter.number)
    tell_person(open_.by_id, matter, "matter.supervision_answered", at=at)
    return open_
