"""Reach: whose books are read — one union's own, or those of all unions below it too."""

from collections.abc import Mapping
from dataclasses import dataclass

from yugong.ground.org.models import Unit
from yugong.kernel import tree


@dataclass(frozen=True, slots=True)
class Reach:
    """The books of a unit, with `below` those of its whole subtree."""

    unit_id: int
    path: str
    below: bool = False

    def of(self, unit: str = "unit") -> Mapping[str, object]:
        """The filter that keeps rows within it; `unit` is the lookup from a row to its union."""
        if not self.below:
            return {unit: self.unit_id}
        return {f"{unit}__path__gte": self.path, f"{unit}__path__lt": tree.upper_bound(self.path)}


def own(unit: Unit) -> Reach:
    """The books of one union alone."""
    return Reach(unit.pk, unit.path)


def whole(unit: Unit) -> Reach:
    """Its books and those of all unions below it."""
    return Reach(unit.pk, unit.path, below=True)
