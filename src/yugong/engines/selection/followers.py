"""Scenes that enter things of their own into contests and hear how these end.

`settled.add(Follower("service.x", settled=…, named=…))` in a module that their apps.py declares.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from yugong.ground.org.models import Unit
from yugong.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class Winner:
    """One who won: how the scene that entered it names it, its place from 1, its title."""

    source: str
    place: int
    title: str


@dataclass(frozen=True, slots=True)
class Follower:
    """Who hears how the rounds of the contest with this key end, in the transaction that settles them.

    `settled(poll_id, winners, by=, at=)` with the winners in their order. `named(unit, title)` says which
    thing of the scene a line typed at the desk names: its source, its unit, a word about it; or it refuses.
    """

    key: str
    settled: Callable[..., object]
    named: Callable[[Unit, str], tuple[str, Unit, str]] | None = None


settled: Registry[Follower] = Registry("follower of contests")


def named(contest: str, unit: Unit, title: str) -> tuple[str, Unit, str] | None:
    """The thing of the scene that a typed line names; None where the contest takes any words."""
    look = settled[contest].named if contest in settled else None
    return look(unit, title) if look else None


def tell(contest: str, poll_id: UUID, winners: Sequence[Winner], **who_and_when: object) -> None:
    """Tell the scene whose contest it is, if it wants to know."""
    if contest in settled:
        settled[contest].settled(poll_id, winners, **who_and_when)
