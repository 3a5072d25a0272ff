"""What a desk does with a matter besides its moves: claim, release, transfer, refer, pause, resume."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.engines.matters.actions.opening import enter
from yugong.engines.matters.actions.records import happen
from yugong.engines.matters.actions.standing import at_this_desk, said
from yugong.engines.matters.actions.stepping import seat
from yugong.engines.matters.actions.telling import tell_asker, tell_holder
from yugong.engines.matters.models import Matter
from yugong.engines.matters.queries.officers import nearest_desk, officers
from yugong.engines.matters.queries.reading import may_take
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.flow import CLOSED, DUTIES, SUPERVISOR
from yugong.kernel.permissions import Permission


@action(Permission.MATTER_HANDLE, on="matter", named="matters.claim")
def claim(*, matter: Matter, by: Actor, at: datetime) -> Matter:
    """Take the present stage on oneself: colleagues see it, the asker sees a name."""
    at_this_desk(matter, by)
    if matter.claimed_by_id == by.person_id:
        return matter
    if matter.claimed_by_id:
        raise Refused("同事刚刚签收了这件事", code="claimed")
    matter.claimed_by_id, matter.claimed_at, matter.news_for_desk = by.person_id, at, False
    happen(matter, "claim", by=by, at=at)
    matter.save()
    facts(number=matter.number)
    return matter


@action(Permission.MATTER_HANDLE, on="matter", named="matters.release")
def release(*, matter: Matter, by: Actor, at: datetime) -> Matter:
    """Give the matter back to the desk; the one who claimed it, or a supervisor."""
    supervises = by.seat is not None and SUPERVISOR in by.seat.duties
    if matter.stage == CLOSED:
        raise Refused("这件事已经办结", code="closed")
    if matter.claimed_by_id is None:
        raise Refused("这件事还没有人签收", code="not_claimed")
    if matter.claimed_by_id != by.person_id and not supervises:
        raise Refused("只有签收人或督办岗位可以退回签收", code="not_claimant")
    matter.claimed_by_id = matter.claimed_at = None
    happen(matter, "release", by=by, at=at)
    matter.save()
    facts(number=matter.number)
    return matter


@action(Permission.MATTER_HANDLE, on="matter", named="matters.transfer")
def transfer(*, matter: Matter, to: Unit, reason: str, by: Actor, at: datetime) -> Matter:
    """Hand the matter to another union's desk; stage and clocks go with it unbroken."""
    at_this_desk(matter, by)
    why = said(reason, "请写明转办理由，接收的工会和申请人会看到")
    if to.pk == matter.unit_id:
        raise Refused("这件事本来就在这个工会，请选另一个", field="to")
    if not officers([to.pk], duty=matter.held_by, on=local_day(at)):
        raise Refused(f"{to.name}没有{DUTIES[matter.held_by]}岗位，请选它的上级工会", field="to")
    if not (taken := may_take(matter, at=at)(to)):
        raise Refused(taken.reason, field="to", code="may_not_take")
    was = matter.unit_id
    seat(matter, to)
    happen(matter, "transfer", by=by, at=at, note=why, data={"from": was, "to": to.pk, "to_name": to.name})
    matter.save()
    facts(number=matter.number, was=was, to=to.pk)
    tell_asker(matter, "matter.transferred", at=at, unit=to.name)
    tell_holder(matter, "matter.arrived", at=at, unit=to.name)
    return matter


def hand_to(*, matter: Matter, unit: Unit, duty: str, at: datetime) -> Unit | None:
    """For effects: the next stage is held at this union, or the nearest above it where somebody has the duty.

    A desk that may not take such a matter is passed over. The move that is being made saves it. None when
    nobody above can take it either: it stays where it lies.
    """
    found = nearest_desk(unit.path, duty=duty, on=local_day(at), fits=may_take(matter, at=at))
    if found is None or found.pk == matter.unit_id:
        return found
    seat(matter, found)
    tell_holder(matter, "matter.arrived", at=at, unit=found.name)
    return found


@action(Permission.MATTER_HANDLE, on="matter", named="matters.refer")
def refer(
    *, matter: Matter, kind: str, answers: Mapping[str, Any], reason: str, by: Actor, at: datetime
) -> Matter:
    """Open what the asker needs under another kind, for him, at this desk's nearest; returns the new matter.

    The present matter goes its own way to its end; both name each other. A kind that asks for the person's
    own consent cannot be opened so: he does it himself.
    """
    why = said(reason, "请写明为什么移交，申请人会看到")
    opened = enter(kind=kind, asker=matter.asker, answers=answers, unit=matter.unit, by=by, at=at)
    happen(matter, "refer", by=by, at=at, note=why, data={"to": opened.number, "kind": kind})
    happen(opened, "referred", by=by, at=at, note=why, data={"from": matter.number, "kind": matter.kind})
    for row in (matter, opened):
        row.save(update_fields=["last_seq"])
    facts(number=matter.number, to=opened.number)
    return opened
