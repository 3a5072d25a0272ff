"""Making a move: the one way from stage to stage, with its effect, its clocks and its trace."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from yugong.engines.matters.actions import clocks
from yugong.engines.matters.actions.records import happen, once
from yugong.engines.matters.actions.telling import tell_asker
from yugong.engines.matters.models import Matter, Message
from yugong.engines.matters.queries.reading import all_answers
from yugong.engines.matters.queries.timing import promised
from yugong.engines.matters.queries.turns import refusal
from yugong.engines.matters.sealing import parted, seal
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import clean_all
from yugong.kernel.flow import ASKER, CLOCK, CLOSED, OUTSIDE, RULE, Kind, Move, kinds
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission

LONGEST = 1000


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
    asked, errors = clean_all(step.asks, answers, today=local_day(at))
    if errors:
        raise next(iter(errors.values()))
    return apply(matter, kind, step, asked, reply=reply, by=by, at=at)


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
    """Write a checked move: stamps, effect, stage, clocks, happening, message, notice."""
    was = matter.asker_id
    stamp(matter, kind, step, by=by, at=at)
    if step.then and (
        outcome := step.then(matter=matter, answers={**all_answers(matter), **asked}, by=by, at=at)
    ):
        matter.outcome = outcome[:200]
    follow(matter, was)
    enter(matter, kind, step, at=at)
    plain, personal = parted(step.asks, asked)
    happen(
        matter,
        "move",
        by=by,
        at=at,
        move=step.name,
        path=(step.source, step.target),
        note=personal,
        data={**plain, **(data or {})},
    )
    if reply.strip():
        say(matter, reply, from_asker=False, by=by, at=at)
    matter.news_for_desk = by.person_id == matter.asker_id
    matter.save()
    facts(matter=matter.number, move=step.name, to=step.target)
    if by.person_id != matter.asker_id or by.seat is not None:
        tell_asker(matter, "matter.moved", at=at, move=step.label, stage=kind.stage_label(matter.stage))
    return matter


def follow(matter: Matter, was: UUID) -> None:
    """When an effect has merged the asker into the one person he is, his matters go with him."""
    into = Person.objects.filter(pk=was).values_list("merged_into_id", flat=True).first()
    if into is not None:
        Matter.objects.filter(asker_id=was).update(asker_id=into)
        matter.asker_id = into


def stamp(matter: Matter, kind: Kind, step: Move, *, by: Actor, at: datetime) -> None:
    """Note that the matter was handled, or the asker heard, by this move."""
    if step.name in kind.loop.handled:
        matter.handled_at = at
        matter.handled_by_id = by.person_id if by.seat else None
    if step.name in kind.loop.heard:
        matter.heard_at = at


def enter(matter: Matter, kind: Kind, step: Move, *, at: datetime) -> None:
    """From one stage to the next: one clock stops, one starts; the case clock rests while the asker holds."""
    rows = clocks.running(matter)
    held_before, matter.stage, matter.since, matter.paused_at = matter.held_by, step.target, at, None
    if step.target == CLOSED:
        clocks.stop(rows, at=at)
        matter.held_by, matter.closed_at = "", at
        return
    clocks.stop([row for row in rows if row.stage], at=at)
    stage = kind.stage(step.target)
    matter.held_by = stage.held_by
    span = promised(stage, path=matter.unit_path, on=local_day(at))
    matter.due_at = clocks.start(matter, stage=stage.name, span=span, at=at).due_at
    if stage.held_by != held_before:
        matter.claimed_by_id = matter.claimed_at = None
    case = [row for row in rows if not row.stage]
    (clocks.pause if stage.held_by == ASKER else clocks.resume)(case, at=at)
    matter.case_due_at = case[0].due_at if case else None


def say(matter: Matter, body: str, *, from_asker: bool, by: Actor, at: datetime) -> Message:
    """Write a message, sealed."""
    row = uuid7()
    return Message.objects.create(
        id=row,
        matter=matter,
        from_asker=from_asker,
        by=by.key,
        by_label=f"{by.seat.unit_name} · {by.seat.title}" if by.seat else "",
        at=at,
        body_sealed=seal(body.strip(), column="message.body", row=row),
    )


by_asker = action(Permission.MATTER_ASK, on="matter", named="matters.move")(make)
by_desk = action(Permission.MATTER_HANDLE, on="matter", named="matters.move")(make)
by_clock = action(Permission.MATTER_SWEEP, on="matter", named="matters.move")(make)
GATES = {ASKER: by_asker, CLOCK: by_clock, RULE: by_clock, OUTSIDE: by_clock}
