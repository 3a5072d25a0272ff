"""What was sent to a partner agency: its officers see it, or who holds the one link, while it is open."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from yugong.ground.access.anchors import Anchor, anchor_of, follow
from yugong.ground.access.predicates import NONE, Predicate
from yugong.kernel.actor import PARTNER, Actor


@dataclass(frozen=True)
class SentToAgency(Predicate):
    """The thing was sent to the partner agency of the seat, and has neither been taken back nor expired."""

    why: str = "这件事没有送交您的单位，或者已经撤回、到期。"

    def holds(self, actor: Actor, thing: Any) -> bool:
        agency = actor.seat.agency_id if actor.seat else None
        if agency is None or thing is None:
            return agency is not None
        model: Any = type(thing)
        anchor = anchor_of(model)
        return lies_open(thing, anchor) and follow(thing, anchor.agency) == agency

    def rows(self, actor: Actor, anchor: Anchor) -> Q:
        if actor.seat is None or actor.seat.agency_id is None or not anchor.open:
            return NONE
        return Q(**{anchor.agency: actor.seat.agency_id, anchor.open: True})


@dataclass(frozen=True)
class SentByLink(Predicate):
    """The thing is the one hand-over to which the actor holds the link."""

    why: str = "这个链接已经失效，请联系送交的工会。"

    def holds(self, actor: Actor, thing: Any) -> bool:
        if actor.kind != PARTNER or thing is None:
            return actor.kind == PARTNER
        model: Any = type(thing)
        anchor = anchor_of(model)
        return lies_open(thing, anchor) and follow(thing, anchor.sent) == actor.sent

    def rows(self, actor: Actor, anchor: Anchor) -> Q:
        if actor.kind != PARTNER or not anchor.open:
            return NONE
        return Q(**{anchor.sent: actor.sent, anchor.open: True})


def lies_open(thing: Any, anchor: Anchor) -> bool:
    """Whether a thing is of the sort that is sent to agencies, and may still be seen there."""
    return bool(anchor.open) and bool(follow(thing, anchor.open))


sent_to_agency, sent_by_link = SentToAgency(), SentByLink()
