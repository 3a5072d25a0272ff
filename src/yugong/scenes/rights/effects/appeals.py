"""What the steps of an appeal bring about: dispatch, return, ruling, the level above, the panel's verdict."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.engines.matters.queries import Matter
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.flow import CLERK, HANDLER, REVIEWER
from yugong.scenes.rights.rules import routing, topics, voice

Answers = Mapping[str, Any]


def dispatch(*, matter: Matter, answers: Answers, by: Actor, at: datetime) -> None:
    """To the union the dispatcher names, else the one the route suggests; he who sent it rules on returns."""
    unit = _named(matter, answers)
    matter.answers = {**matter.answers, "dispatched_from": matter.unit_id}
    if answers.get("topic_as"):
        retopic(matter, answers["topic_as"])
    matters.hand_to(matter=matter, unit=unit, duty=HANDLER, at=at)


def _named(matter: Matter, answers: Answers) -> Unit:
    if answers.get("to"):
        unit = Unit.objects.filter(pk=answers["to"], valid_to=None).first()
        if unit is None:
            raise Refused("这个工会已经撤销，请另选", field="to")
        known = routing.may_take(unit=unit, asker=matter.asker, answers=answers, at=matter.since)
        if not known:
            raise Refused(known.reason, field="to", code="may_not_take")
        return unit
    found = routing.route(asker=matter.asker, answers=answers)
    return found.unit if found else matter.unit


def retopic(matter: Matter, topic: str) -> None:
    """The item as the clerk corrected it; what is alike follows."""
    matter.answers = {**matter.answers, "topic": topic}
    matter.alike = routing.alike(answers=matter.answers)
    matter.title = f"{topics.label(topic)} · {matter.answers.get('employer') or ''}".strip(" ·")[:120]


def to_dispatcher(*, matter: Matter, answers: Answers, by: Actor, at: datetime) -> None:
    """Back to the desk that had sent it, for a ruling."""
    unit = Unit.objects.filter(pk=matter.answers.get("dispatched_from"), valid_to=None).first()
    matters.hand_to(matter=matter, unit=unit or voice.above(matter.unit), duty=CLERK, at=at)
    matter.answers = {**matter.answers, "returned_by": by.seat.unit_id if by.seat else None}


def uphold(*, matter: Matter, answers: Answers, by: Actor, at: datetime) -> None:
    """The return stands: to the proposed union, or another the dispatcher names."""
    dispatch(matter=matter, answers={**answers, "topic_as": ""}, by=by, at=at)


def overrule(*, matter: Matter, answers: Answers, by: Actor, at: datetime) -> None:
    """The return does not stand: it goes back to who returned it."""
    unit = Unit.objects.filter(pk=matter.answers.get("returned_by"), valid_to=None).first()
    matters.hand_to(matter=matter, unit=unit or matter.unit, duty=HANDLER, at=at)


def again(*, matter: Matter, answers: Answers, by: Actor, at: datetime) -> None:
    """Not satisfied: the handler once more, the second time one level up; each on his own."""
    matter.lead = None
    unit = voice.unit_after_no(matter)
    if unit.pk != matter.unit_id:
        matters.hand_to(matter=matter, unit=unit, duty=HANDLER, at=at)


def raise_level(*, matter: Matter, answers: Answers, by: Actor, at: datetime) -> None:
    """It became a collective matter: one level up, at least the harder class, a name that says so."""
    if matter.answers.get("difficulty", "ordinary") == "ordinary":
        matter.answers = {**matter.answers, "difficulty": "hard"}
    matter.answers = {**matter.answers, "collective": True}
    matter.title = f"集体 · {matter.title}"[:120]
    duty = CLERK if matter.held_by == CLERK else HANDLER
    if matter.unit.kind == "street":
        matters.hand_to(matter=matter, unit=voice.above(matter.unit), duty=duty, at=at)


def to_panel(*, matter: Matter, answers: Answers, by: Actor, at: datetime) -> None:
    """The panel sits one level above the handler, where persons who had no part in it are."""
    matters.hand_to(matter=matter, unit=voice.above(matter.unit), duty=REVIEWER, at=at)


def back_to_work(*, matter: Matter, answers: Answers, by: Actor, at: datetime) -> None:
    """The panel holds the claim reasonable: the desk it sits at sees it through."""
    matters.hand_to(matter=matter, unit=matter.unit, duty=HANDLER, at=at)


def unreasonable(*, matter: Matter, answers: Answers, by: Actor, at: datetime) -> str:
    """The panel's verdict: published reasons, and out of the handler's count."""
    matter.counted = False
    return f"评议认为诉求不合理：{answers['reasons']}"


def replied(*, matter: Matter, answers: Answers, by: Actor, at: datetime) -> str:
    """The answer in one sentence stands as the outcome until the asker has spoken."""
    return str(answers["result"])
