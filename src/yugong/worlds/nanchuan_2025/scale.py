"""The size of a year: counts and sums at a scale, and their distribution so that every total is exact."""

from dataclasses import dataclass
from random import Random

YUAN = 100


@dataclass(frozen=True)
class Scale:
    """Full size is 1; at 0.05 a count of 139 is 7, and nothing that happened at all becomes nothing."""

    factor: float = 1.0

    def count(self, full: int) -> int:
        """A count at this scale, at least one."""
        return max(1, round(full * self.factor))

    def fen(self, full: int, *, step: int = YUAN) -> int:
        """A sum in fen at this scale, in whole steps, at least one."""
        return max(1, round(full * self.factor / step)) * step


def share(total: int, parts: int, dice: Random, *, swing: float = 0.4) -> list[int]:
    """`parts` whole numbers around the average that add up to `total` exactly, none of them below 1."""
    weights = [1 + dice.uniform(-swing, swing) for _ in range(parts)]
    whole = sum(weights)
    found = [max(1, int(total * weight / whole)) for weight in weights]
    for place in range(abs(total - sum(found))):
        found[place % parts] += 1 if sum(found) < total else -1
    return found


def bounded(total: int, parts: int, dice: Random, *, least: int, most: int) -> list[int]:
    """The same within bounds; refused as a bug when they cannot be kept."""
    if not least * parts <= total <= most * parts:
        raise ValueError(f"{parts} numbers from {least} to {most} do not add up to {total}")
    found = [min(max(one, least), most) for one in share(total, parts, dice, swing=0.6)]
    while rest := total - sum(found):
        step = 1 if rest > 0 else -1
        free = [n for n, one in enumerate(found) if least <= one + step <= most]
        for place in dice.sample(free, k=min(abs(rest), len(free))):
            found[place] += step
    return found
