"""The contests of stations: what may be entered, and what a result writes to a station."""

from functools import partial
from typing import Any
from uuid import UUID

from yugong.engines.selection.followers import Follower, settled
from yugong.kernel.tally import Contest
from yugong.scenes.service.actions import honouring
from yugong.scenes.service.contests import BEST_STATION, FINEST_STATION


def _heard(name: str, poll_id: UUID, winners: Any, **who_and_when: Any) -> None:
    honouring.settled(name, winners, **who_and_when)


def follow(contest: Contest) -> None:
    """Let the result of a contest be written to its stations."""
    settled.add(Follower(contest.key, settled=partial(_heard, contest.name), named=honouring.named))


for one in (FINEST_STATION, BEST_STATION):
    follow(one)
