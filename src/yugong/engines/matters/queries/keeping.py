"""Whom a matter must be kept from, whatever post he holds: each kind says so of a person, once."""

from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from yugong.engines.matters.models import Matter
from yugong.kernel.actor import Actor
from yugong.kernel.flow import kinds

Question = Callable[[str, Mapping[str, Any]], bool]


def kept_from(person_id: UUID | None) -> Question:
    """A question about a matter's kind and plain answers: must it be kept from this person?"""
    asked: dict[str, Callable[[UUID, Mapping[str, Any]], bool]] = {}

    def question(kind: str, answers: Mapping[str, Any]) -> bool:
        if person_id is None or kind not in kinds or (bars := kinds[kind].bars) is None:
            return False
        if kind not in asked:
            asked[kind] = bars(people=(person_id,))
        return asked[kind](person_id, answers)

    return question


def kept_among(people: Collection[UUID], matter: Matter) -> set[UUID]:
    """Those of these people from whom the matter must be kept."""
    bars = kinds[matter.kind].bars
    if bars is None or not people:
        return set()
    keep = bars(people=people)
    return {one for one in people if keep(one, matter.answers)}


def barred(actor: Actor, matter: Matter) -> bool:
    """Whether this matter must be kept from the actor."""
    return kept_from(actor.person_id)(matter.kind, matter.answers)


def kept_numbers(person_id: UUID | None, numbers: Collection[str]) -> set[str]:
    """Those of these matters that must be kept from this person."""
    keep = kept_from(person_id)
    rows = Matter.objects.filter(number__in=numbers).values_list("number", "kind", "answers")
    return {number for number, kind, answers in rows if keep(kind, answers)}
