"""What a table of stations is held against: unions by name, stations by name, stations nearby."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit
from yugong.kernel import places
from yugong.scenes.service.models import Station

SAME_PLACE = 20  # metres: two of one sort nearer than this are one that was written twice
CELL = 0.0004  # degrees: wider than SAME_PLACE, so that only neighbouring cells are looked at


def unions_named(unit: Unit, names: Iterable[str]) -> dict[str, Unit | None]:
    """Standing unions at or below one by full or short name; None where several bear it."""
    wanted = {name for name in names if name}
    found: dict[str, Unit | None] = {}
    rows = org.subtree(unit.path).filter(valid_to=None).filter(Q(name__in=wanted) | Q(short__in=wanted))
    for row in rows.order_by("path"):
        for name in {row.name, row.short} & wanted:
            found[name] = None if name in found and name != row.name else row
    return found


def known(keys: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Station]:
    """Stations that stand, by union and name."""
    wanted = set(keys)
    rows = Station.objects.filter(
        closed_on=None, unit__in={unit for unit, _ in wanted}, name__in={name for _, name in wanted}
    )
    return {(row.unit_id, row.name): row for row in rows if (row.unit_id, row.name) in wanted}


@dataclass(frozen=True, slots=True)
class Mark:
    """A station as it stands on the ground; `row` is its line in a table."""

    name: str
    sort: str
    lat: float
    lon: float
    pk: UUID | None = None
    row: int = 0


class Ground:
    """Stations by where they stand: which of the same sort lies within a few steps."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._cells: dict[tuple[int, int], list[Mark]] = {}
        for mark in marks:
            self.add(mark)

    def add(self, mark: Mark) -> None:
        self._cells.setdefault(self._cell(mark), []).append(mark)

    def twin(self, mark: Mark) -> tuple[Mark, int] | None:
        """Another of the same sort nearer than SAME_PLACE, and how many metres away."""
        down, across = self._cell(mark)
        for y in (down - 1, down, down + 1):
            for x in (across - 1, across, across + 1):
                for other in self._cells.get((y, x), ()):
                    if other.sort != mark.sort or (other.pk is not None and other.pk == mark.pk):
                        continue
                    far = places.apart(mark.lat, mark.lon, other.lat, other.lon)
                    if far < SAME_PLACE:
                        return other, round(far)
        return None

    @staticmethod
    def _cell(mark: Mark) -> tuple[int, int]:
        return int(mark.lat // CELL), int(mark.lon // CELL)


def ground_near(points: Iterable[tuple[float, float]]) -> Ground:
    """The stations that stand in the box of some places."""
    found = list(points)
    if not found:
        return Ground()
    rows = Station.objects.filter(
        closed_on=None,
        lat__range=(min(lat for lat, _ in found) - CELL, max(lat for lat, _ in found) + CELL),
        lon__range=(min(lon for _, lon in found) - CELL, max(lon for _, lon in found) + CELL),
    )
    return Ground(
        Mark(name, sort, lat, lon, pk)
        for name, sort, lat, lon, pk in rows.values_list("name", "sort", "lat", "lon", "pk")
    )
