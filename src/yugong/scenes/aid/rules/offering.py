"""Policies: what a rule leads to, who has it already, and how one press opens it with what is known."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.registry import Registry
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.models import HouseholdFacts


class Opens(Protocol):
    """Opens the matter with what is known, through the kind's own action; returns its number."""

    def __call__(
        self, *, person: Person, facts: HouseholdFacts, verdict: Verdict, by: Actor, at: datetime
    ) -> str: ...


@dataclass(frozen=True)
class Policy:
    """One policy that finds people: its key is the rule's.

    `name` is what the worker reads, `has` says who of some persons has asked for it already or has it,
    `opens` is his one press.
    """

    key: str
    name: str
    has: Callable[[Collection[UUID], date], set[UUID]]
    opens: Opens


policies: Registry[Policy] = Registry("policy")
