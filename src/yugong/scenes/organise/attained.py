"""How far the ten deeds have come at a union in a year: what records say, of what was aimed at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yugong.engines.indicators.queries import readings
from yugong.engines.indicators.queries.readings import Reading
from yugong.kernel.measure import Declared, Measure
from yugong.scenes.organise.deeds import TEN, Deed
from yugong.scenes.organise.figures import words
from yugong.scenes.organise.models import DeedTarget
from yugong.scenes.organise.queries import targets


@dataclass(frozen=True, slots=True)
class Count:
    """One measure of a deed at a union in a year: attained, and the target if one holds."""

    one: Declared
    weight: int
    value: int
    records: int
    target: DeedTarget | None

    @property
    def share(self) -> float | None:
        """Attained of the target in percent; nothing where no target was set."""
        return 100 * self.value / self.target.amount if self.target else None

    @property
    def said(self) -> str:
        return " ".join(words(self.value, self.one.unit, self.one.suffix))

    @property
    def aimed(self) -> str:
        return (
            " ".join(words(self.target.amount, self.one.unit, self.one.suffix)) if self.target else "未设目标"
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """One deed at a union in a year."""

    deed: Deed
    counts: tuple[Count, ...]

    @property
    def share(self) -> int | None:
        """What was attained of the targets, by weight, each counted up to its target."""
        held = [(one.share, one.weight) for one in self.counts if one.share is not None]
        if not held:
            return None
        return int(
            sum(min(share, 100) * weight for share, weight in held) / sum(weight for _, weight in held)
        )

    @property
    def first(self) -> Count | None:
        """The measure that stands for the deed in one line: one with a target, if there is one."""
        return next((one for one in self.counts if one.target), self.counts[0] if self.counts else None)

    @property
    def line(self) -> str:
        """The deed in a few words."""
        first = self.first
        return f"{first.one.name} {first.said}" if first else "平台还没有记录"


def wanted() -> list[str]:
    """The measures of all ten."""
    counted = [one.key for deed in TEN for _, one in deed.counted if isinstance(one, Measure)]
    return list(dict.fromkeys(counted))


def standing(
    unit_id: int, year: int, *, today: date, found: Mapping[str, Reading] | None = None
) -> list[Standing]:
    """All ten, whatever the size of the union; `found` are the readings of the year, if they are known."""
    counted = {deed.key: deed.counted for deed in TEN}
    found = found if found is not None else readings.values(wanted(), unit_id, *span(year, today))
    holding = targets.of(unit_id, year).holding
    return [
        Standing(
            deed,
            tuple(
                Count(one, part.weight, found[one.key].value, found[one.key].records, holding.get(one.key))
                for part, one in counted[deed.key]
                if one.key in found
            ),
        )
        for deed in TEN
    ]


def span(year: int, today: date) -> tuple[date, date]:
    """The days of a year so far."""
    return date(year, 1, 1), max(date(year, 1, 1), min(today, date(year, 12, 31)))


def passed(year: int, today: date) -> int:
    """How much of the year has passed, in percent."""
    if today.year != year:
        return 100 if today.year > year else 0
    return round(100 * today.timetuple().tm_yday / date(year, 12, 31).timetuple().tm_yday)
