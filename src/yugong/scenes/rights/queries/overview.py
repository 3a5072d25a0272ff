"""The rates of appeals as the overview says them: x of y, z silent; each number names the list behind it."""

from collections.abc import Mapping
from dataclasses import dataclass

from yugong.ground.org.models import Unit

KEY = "rights.hotline_12351"


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate: `hits` of `base`, and `silent` of them without a word; each with the list it opens."""

    key: str
    label: str
    hits: tuple[str, int]
    base: tuple[str, int]
    silent: tuple[str, int]
    base_word: str
    silent_word: str

    @property
    def percent(self) -> str:
        """The share to one decimal, rounded half up; never shown without its numbers."""
        if not self.base[1]:
            return "—"
        tenths = (2000 * self.hits[1] + self.base[1]) // (2 * self.base[1])
        return f"{tenths // 10}.{tenths % 10}%"


def of(found: dict[str, int]) -> tuple[Rate, ...]:
    """The three rates of these numbers (domain rules R9)."""

    def one(key: str, label: str, hits: str, base: str, silent: str, *words: str) -> Rate:
        pairs = ((name, found.get(name, 0)) for name in (hits, base, silent))
        return Rate(key, label, *pairs, *words)  # type: ignore[arg-type]

    return (
        one("response", "按时答复", "in_time", "sent", "unanswered", "件派办", "件还没答复"),
        one("solved", "职工确认解决", "solved", "heard", "silent", "次回访", "次未表态"),
        one("satisfied", "职工满意", "content", "heard", "silent", "次回访", "次未表态"),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One union of the breakdown."""

    unit: Unit
    rates: tuple[Rate, ...]
    asked: int


def lines(groups: Mapping[int | None, dict[str, int]]) -> list[Line]:
    """The unions directly below, those with the most appeals first."""
    found = {unit: counts for unit, counts in groups.items() if unit is not None}
    units = Unit.objects.in_bulk(list(found))
    rows = [Line(units[key], of(counts), counts.get("asked", 0)) for key, counts in found.items()]
    return sorted(rows, key=lambda row: (-row.asked, row.unit.path))
