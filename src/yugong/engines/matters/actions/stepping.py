"""The parts of a step: what is kept of its answers, its stamps, the next stage with its clocks, a message."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from yugong.engines.matters.actions import clocks
from yugong.engines.matters.models import LEVELS, Matter, Message
from yugong.engines.matters.queries.officers import officers
from yugong.engines.matters.sealing import seal
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.flow import ASKER, CLOSED, DUTIES, RULE, Kind, Move
from yugong.kernel.ident import uuid7


def keep(matter: Matter, step: Move, asked: Mapping[str, Any]) -> None:
    """Keep the answers of a step that belong to the matter from now on."""
    kept = {name: asked[name] for name in step.keeps if asked.get(name) is not None}
    matter.answers = {**matter.answers, **kept}


def follow(matter: Matter, was: UUID) -> None:
    """When an effect has merged the asker into the one person he is, his matters go with him."""
    into = Person.objects.get(pk=was).merged_into_id
    if into is not None:
        Matter.objects.filter(asker_id=was).update(asker_id=into)
        matter.asker_id = into


def stamp(matter: Matter, kind: Kind, step: Move, *, by: Actor, at: datetime) -> None:
    """Note that the matter was handled, or the asker heard, by this move; keep when it was first answered."""
    if step.name in kind.loop.handled:
        matter.handled_at = at
        matter.handled_by_id = by.person_id if by.seat else None
        if matter.answered_at is None and kind.mover(step) in (RULE, *DUTIES):
            matter.answered_at, matter.answer_due = at, matter.due_at
    if step.name in kind.loop.heard:
        matter.heard_at = at


def enter(matter: Matter, kind: Kind, step: Move, *, at: datetime) -> None:
    """From one stage to the next: one clock stops, one starts; the case clock rests while the asker holds."""
    rows = clocks.unstopped(matter)
    held_before, matter.stage, matter.since, matter.paused_at = matter.held_by, step.target, at, None
    if step.target == CLOSED:
        clocks.stop(rows, at=at)
        matter.held_by, matter.closed_at = "", at
        return
    case = [row for row in rows if not row.stage and not row.about]
    clocks.stop([row for row in rows if row.stage], at=at)
    stage = kind.stage(step.target)
    matter.held_by = stage.held_by
    clocks.begin(matter, stage, at=at)
    if stage.held_by != held_before:
        matter.claimed_by_id = matter.claimed_at = None
    if step.returns and sits_there(matter, at=at):
        matter.claimed_by_id, matter.claimed_at = matter.handled_by_id, at
    if case and (span := clocks.case_span(matter, kind, at=at)):
        clocks.stretch(case[0], span, at=at)
    (clocks.pause if stage.held_by == ASKER else clocks.resume)(case, at=at)
    matter.case_due_at = case[0].due_at if case else None


def sits_there(matter: Matter, *, at: datetime) -> bool:
    """Whether who handled the matter still has the duty at its desk."""
    found = officers([matter.unit_id], duty=matter.held_by, on=local_day(at))
    return matter.handled_by_id in {officer.person_id for officer in found}


def seat(matter: Matter, to: Unit) -> None:
    """Lay the matter on another desk; the caller saves it."""
    matter.unit = to
    for name, level in zip(LEVELS, tree.levels(to.path), strict=True):
        setattr(matter, name, level)
    matter.claimed_by_id, matter.claimed_at, matter.news_for_desk = None, None, True


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
