"""Who else acts when a household is put on file or taken off it: money, seasons, the chain for children."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from yugong.kernel.registry import Registry


@dataclass(frozen=True)
class Follows:
    """Something that follows a decision: `then(household=, matter=, by=, at=)`, in the same transaction."""

    key: str
    then: Callable[..., None]


approved: Registry[Follows] = Registry("follower of approved households")


def follow(**what: Any) -> None:
    """Let everything that follows an approval happen."""
    for one in approved:
        one.then(**what)
