"""Who takes the fees and assets of a union that ends, by the rule of CQTU 42; the accounts follow it."""

from collections.abc import Sequence
from dataclasses import dataclass

from yugong.ground.org.models import Ending, Funds


@dataclass(frozen=True, slots=True)
class Part:
    """What the rule gives one successor: all, a part of a whole, or what the upper union decides."""

    rule: Funds
    part: int | None = None
    whole: int | None = None


def divided(how: Ending, members: Sequence[int]) -> list[Part]:
    """The part of each successor, in their order; `members` went over to each.

    On a merger the merged union takes all; on a split they are divided by the numbers of members; on a
    dissolution, and where nobody went over by whom one could divide, the upper union decides.
    """
    if how == Ending.MERGE:
        return [Part(Funds.ALL) for _ in members]
    if how == Ending.SPLIT and (whole := sum(members)):
        return [Part(Funds.BY_MEMBERS, part, whole) for part in members]
    return [Part(Funds.UPPER) for _ in members]
