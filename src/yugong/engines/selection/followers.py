"""Scenes that hear how a contest ended: `settled.add(Follower("service.x", settled=…))` in their apps.py."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

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

    `settled(poll_id, winners, by=, at=)` with the winners in their order.
    """

    key: str
    settled: Callable[..., object]


settled: Registry[Follower] = Registry("follower of contests")


def tell(contest: str, poll_id: UUID, winners: Sequence[Winner], **who_and_when: object) -> None:
    """Tell the scene whose contest it is, if it wants to know."""
    if contest in settled:
        settled[contest].settled(poll_id, winners, **who_and_when)
