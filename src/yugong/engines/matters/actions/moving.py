"""Making a move: the one way from stage to stage, with its effect, its clocks and its trace."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.engines.matters.actions.drawing import assign, end
from yugong.engines.matters.actions.hearing import hear
from yugong.engines.matters.actions.records import happen, once
from yugong.engines.matters.actions.stepping import enter, follow, keep, say, stamp
from yugong.engines.matters.actions.talking import LONGEST
from yugong.engines.matters.actions.telling import tell_asker
from yugong.engines.matters.models import LEVELS, Matter
from yugong.engines.matters.queries.gathering import leads
from yugong.engines.matters.queries.reading import all_answers
from yugong.engines.matters.queries.turns import opinions, refusal
from yugong.engines.matters.sealing import parted
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.field import insist_all
from yugong.kernel.flow import ASKER, CLOCK, CLOSED, DUTIES, OUTSIDE, RULE, Kind, Move, kinds
from yugong.kernel.permissions import Permission


def move(
    *,
    matter: Matter,
    name: str,
    answers: Mapping[str, Any] | None = None,
    reply: str = "",
    key: str = "",
    by: Actor,
    at: datetime,
) -> Matter:
    """Make the move `name`; `answers` are those it asks for, `reply` is a word to the asker sent with it.

    Refused when somebody was faster, when it is not this actor's move, or when an answer is missing. The same
    `key` again finds the first result.
    """
    kind = kinds[matter.kind]
    if name not in {m.name for m in kind.moves}:
        raise Refused("没有这一步，请刷新后再看", code="unknown_move")
    gate = GATES.get(kind.mover(kind.move(name)), by_desk)
    given = dict(answers or {})
    return once(
        by=by,
        key=key,
        body=["move", str(matter.pk), name, given, reply],
        at=at,
        do=lambda: gate(matter=matter, name=name, answers=given, reply=reply, by=by, at=at),
    )


def make(
    *, matter: Matter, name: str, answers: Mapping[str, Any], reply: str, by: Actor, at: datetime
) -> Matter:
    """The move itself, under the matter's lock and inside one transaction."""
    kind = kinds[matter.kind]
    step = kind.move(name)
    if refused := refusal(matter, kind, step, by):
        raise refused
    if len(reply) > LONGEST:
        raise Refused(f"答复最多 {LONGEST} 个字，现在是 {len(reply)} 个字", field="reply", code="too_long")
    asked = insist_all(step.asks, answers, today=local_day(at))
    if step.votes and not decided(matter, step, asked, by=by, at=at):
        return matter
    return apply(matter, kind, step, asked, reply=reply, by=by, at=at)


def decided(matter: Matter, step: Move, asked: Mapping[str, Any], *, by: Actor, at: datetime) -> bool:
    """Keep this person's opinion; true when he is the last of those needed."""
    held = len(opinions(matter, step)) + 1
    plain, personal = parted(step.asks, asked)
    data = {**plain, "votes": held, "of": step.votes}
    happen(matter, "opinion", by=by, at=at, move=step.name, note=personal, data=data)
    matter.save()
    facts(matter=matter.number, opinion=step.name, votes=held)
    return held >= step.votes


def apply(
    matter: Matter,
    kind: Kind,
    step: Move,
    asked: Mapping[str, Any],
    *,
    reply: str = "",
    data: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
) -> Matter:
    """Write a checked move: what it keeps, its stamps, effect and trace; what was gathered goes along."""
    was = matter.asker_id
    keep(matter, step, asked)
    hear(matter, kind, step, asked, at=at)
    stamp(matter, kind, step, by=by, at=at)
    if step.then:
        outcome = step.then(matter=matter, answers={**all_answers(matter), **asked}, by=by, at=at)
        matter.outcome = (outcome or matter.outcome)[:200]
        follow(matter, was)
    write(matter, kind, step, asked, reply=reply, data=data or {}, by=by, at=at)
    carry(matter, kind, step, asked, reply=reply, by=by, at=at)
    return matter


def write(
    matter: Matter,
    kind: Kind,
    step: Move,
    asked: Mapping[str, Any],
    *,
    reply: str,
    data: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> None:
    """The trace: the next stage with its clocks and its draw, the happening, the message, the notice."""
    if kind.stage(step.source).drawn:
        end(matter, "moved", at=at)
    enter(matter, kind, step, at=at)
    plain, personal = parted(step.asks, asked)
    path = (step.source, step.target)
    happen(matter, "move", by=by, at=at, move=step.name, path=path, note=personal, data={**plain, **data})
    if step.target != CLOSED and kind.stage(step.target).drawn:
        assign(matter, at=at)
    if reply.strip():
        say(matter, reply, from_asker=False, by=by, at=at)
    matter.news_for_desk = by.person_id == matter.asker_id
    matter.save()
    facts(matter=matter.number, move=step.name, to=step.target)
    if by.person_id != matter.asker_id or by.seat is not None:
        tell_asker(matter, "matter.moved", at=at, move=step.label, stage=kind.stage_label(matter.stage))


def carry(
    lead: Matter, kind: Kind, step: Move, asked: Mapping[str, Any], *, reply: str, by: Actor, at: datetime
) -> None:
    """Take along what was gathered into a matter: the desk's steps for all, the asker's only for his own.

    The effect has run once; each asker is heard for himself: a matter that is being heard goes its own way.
    """
    mover = kind.mover(step)
    if kind.gathers is None or lead.lead_id is not None:
        return
    if kind.stage(step.source).drawn or mover not in (ASKER, *DUTIES) or not leads(lead):
        return
    rows = Matter.objects.select_for_update(of=("self",)).select_related("unit")
    rows = rows.filter(lead=lead, stage=step.source, closed_at__isnull=True).order_by("id")
    for matter in rows.filter(asker_id=lead.asker_id) if mover == ASKER else rows:
        keep(matter, step, asked)
        hear(matter, kind, step, asked, at=at)
        stamp(matter, kind, step, by=by, at=at)
        matter.unit, matter.outcome = lead.unit, lead.outcome
        for level in LEVELS:
            setattr(matter, level, getattr(lead, level))
        write(matter, kind, step, asked, reply=reply, data={"with": lead.number}, by=by, at=at)


by_asker = action(Permission.MATTER_ASK, on="matter", named="matters.move")(make)
by_desk = action(Permission.MATTER_HANDLE, on="matter", named="matters.move")(make)
by_clock = action(Permission.MATTER_SWEEP, on="matter", named="matters.move")(make)
GATES = {ASKER: by_asker, CLOCK: by_clock, RULE: by_clock, OUTSIDE: by_clock}
