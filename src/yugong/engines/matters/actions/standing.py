"""Where an officer must stand to act on a matter at its desk, and the reason he must give."""

from yugong.engines.matters.models import Matter
from yugong.engines.matters.queries.keeping import barred
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.flow import ASKER, CLOSED, kinds


def at_this_desk(matter: Matter, by: Actor) -> None:
    """Refuse unless the matter lies open at the desk of the seat and the seat has the duty that holds it."""
    if matter.stage == CLOSED:
        raise Refused("这件事已经办结", code="closed")
    if matter.held_by == ASKER:
        raise Refused("现在等申请人，请先等他补正或答复", code="with_asker")
    if matter.lead is not None:
        raise Refused(f"这件事已并入 {matter.lead.number} 一起办，请到那一件上办理", code="gathered")
    if kinds[matter.kind].stage(matter.stage).drawn:
        raise Refused("回访由抽到的人办，不能转办或暂停；确有原因请由他申请另抽", code="drawn")
    if barred(by, matter):
        raise Refused("您在这家用人单位的工会任职，应当回避", code="kept_from")
    if by.seat is None or by.seat.unit_id != matter.unit_id or matter.held_by not in by.seat.duties:
        raise Refused("这件事现在不归您的岗位办理", code="not_duty")


def said(reason: str, else_: str) -> str:
    """The reason given, or a refusal."""
    if not reason.strip():
        raise Refused(else_, field="reason", code="missing")
    return reason.strip()[:500]
