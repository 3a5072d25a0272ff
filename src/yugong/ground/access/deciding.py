"""Deciding by the policy: one thing with its reason, or the condition that finds every such row."""

from collections.abc import Mapping
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Q

from yugong.ground.access.anchors import anchor_of
from yugong.ground.access.policy import POLICY, Way
from yugong.ground.access.predicates import EVERY, NONE, platform
from yugong.kernel.actor import Actor
from yugong.kernel.decision import Decision
from yugong.kernel.permissions import Permission as P

WAYS: Mapping[P, tuple[Way, ...]] = {
    permission: tuple(tuple(question.about(permission) for question in way) for way in ways)
    for permission, (_, ways) in POLICY.items()
}
YES = Decision(True, "")


def decide(actor: Actor, permission: P, thing: Any = None) -> Decision:
    """Whether the actor may do it to the thing; a refusal gives the reason of the way that came nearest."""
    nearest, met = -1, None
    for way in WAYS.get(permission, ()):
        for step, question in enumerate(way):
            if question.holds(actor, thing):
                continue
            if step > nearest or (step == nearest and question is not platform and actor.seat is not None):
                nearest, met = step, question
            break
        else:
            return YES
    return Decision(False, met.reason(actor) if met else "这项操作没有开放。")


def rows(actor: Actor, permission: P, model: type) -> Q:
    """The condition that finds exactly the rows of a model to which `decide` says yes."""
    anchor, found = anchor_of(model), NONE
    for way in WAYS.get(permission, ()):
        conditions = [question.rows(actor, anchor) for question in way]
        if NONE in conditions:
            continue
        narrow = [condition for condition in conditions if condition != EVERY]
        if not narrow:
            return EVERY
        found = reduce(and_, narrow) if found == NONE else found | reduce(and_, narrow)
    return found
