"""Whose turn it is: may this actor make this move now, and if not, why; buttons and actions ask the same."""

from uuid import UUID

from yugong.engines.matters.models import Happening, Matter
from yugong.engines.matters.queries.keeping import barred
from yugong.kernel import tree
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.errors import Refused
from yugong.kernel.flow import ASKER, CLOCK, OUTSIDE, RULE, Kind, Move, kinds


def refusal(matter: Matter, kind: Kind, step: Move, by: Actor) -> Refused | None:
    """Why the actor cannot make the move now, in words that say what to do instead; None when he can."""
    mover = kind.mover(step)
    if matter.stage != step.source:
        now = kind.stage_label(matter.stage)
        return Refused(f"这件事已经到了「{now}」，可能刚有人办过，请刷新后再看", code="stale")
    if mover in (CLOCK, RULE, OUTSIDE):
        return None if by.is_system else Refused("这一步由系统自动办理", code="system_only")
    if mover == ASKER:
        if by.person_id != matter.asker_id:
            return Refused("这一步要由申请人本人来做", code="not_asker")
        return _too_often(matter, step, by)
    return _desk_refusal(matter, kind, step, mover, by)


def _desk_refusal(matter: Matter, kind: Kind, step: Move, mover: str, by: Actor) -> Refused | None:
    seat, drawn = by.seat, kind.stage(step.source).drawn
    if seat is None or mover not in seat.duties:
        return Refused("您现在的岗位不负责这一步，请切换岗位或转交", code="not_duty")
    if not _in_place(matter, step, seat, drawn):
        return Refused("这件事由别的工会承办，可以督办，不能代办", code="other_desk")
    if barred(by, matter):
        return Refused("您在这家用人单位的工会任职，应当回避", code="kept_from")
    if matter.asker_id == by.person_id:
        return Refused("这是您本人的事项，须由其他人办理", code="own_matter")
    if drawn:
        mine = matter.claimed_by_id == by.person_id
        return None if mine else Refused("这一步由抽到的回访人来做", code="not_drawn_for_you")
    if matter.lead_id is not None:
        return Refused("这件事已并入另一件一起办，请到那一件上办理", code="gathered")
    if not step.votes and mover == matter.held_by and matter.claimed_by_id not in (None, by.person_id):
        return Refused("这件事已由同事签收，请先请他退回签收", code="claimed")
    return _own_work(matter, kind, step, by) or _too_often(matter, step, by)


def _in_place(matter: Matter, step: Move, seat: Seat, drawn: bool) -> bool:
    """Whether the seat is at the matter's desk; who votes or was drawn may also sit above it."""
    if step.votes or drawn:
        return tree.within(matter.unit_path, seat.unit_path)
    return seat.unit_id == matter.unit_id


def _own_work(matter: Matter, kind: Kind, step: Move, by: Actor) -> Refused | None:
    confirms = step.name in kind.loop.heard and step.name not in kind.loop.handled
    if confirms and matter.handled_by_id == by.person_id:
        return Refused("办理的人不能替申请人确认，请交由其他同事回访", code="own_work")
    if step.votes:
        mine = Happening.objects.filter(matter=matter, by=by.key, did="move")
        if matter.handled_by_id == by.person_id or mine.filter(move__in=kind.loop.handled).exists():
            return Refused("办理过这件事的人不参加评议", code="own_work")
    return None


def _too_often(matter: Matter, step: Move, by: Actor) -> Refused | None:
    if step.votes and by.key in opinions(matter, step):
        return Refused("您已经表过态，等其他评议人", code="voted")
    if step.most and made(matter, step) >= step.most:
        return Refused(f"「{step.label}」最多 {step.most} 次，已经用过", code="most")
    return None


def made(matter: Matter, step: Move) -> int:
    """How often this move has been made in the matter."""
    return Happening.objects.filter(matter=matter, did="move", move=step.name).count()


def opinions(matter: Matter, step: Move) -> set[str]:
    """Who has asked for a move that takes several, since the matter came to this stage."""
    rows = Happening.objects.filter(matter=matter, did="opinion", move=step.name, at__gte=matter.since)
    return set(rows.values_list("by", flat=True))


def moves_for(actor: Actor, matter: Matter) -> tuple[Move, ...]:
    """The moves this actor may make now, in the order declared: the buttons he sees."""
    kind = kinds[matter.kind]
    return tuple(m for m in kind.from_(matter.stage) if refusal(matter, kind, m, actor) is None)


def may_tend(actor: Actor, matter: Matter) -> bool:
    """Whether the matter lies open at the actor's desk and his duty holds it: claim, pause, transfer."""
    seat = actor.seat
    return (
        seat is not None
        and matter.closed_at is None
        and seat.unit_id == matter.unit_id
        and matter.lead_id is None
        and not kinds[matter.kind].stage(matter.stage).drawn
        and matter.held_by in seat.duties
        and matter.asker_id != actor.person_id
        and not barred(actor, matter)
    )


def hands(matter: Matter) -> set[UUID]:
    """Everybody at a desk who has made a step of it: where another person must decide, none of these."""
    rows = Happening.objects.filter(matter=matter, did="move", by__startswith="person:")
    made_by = {UUID(key.removeprefix("person:")) for key in rows.values_list("by", flat=True)}
    return made_by - {matter.asker_id}
