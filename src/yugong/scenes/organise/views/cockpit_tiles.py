"""The six headlines of a cockpit, each with its line of months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yugong.engines.indicators.queries.months import Point, series_of
from yugong.engines.indicators.queries.readings import Reading
from yugong.kernel.measure import Declared, Ratio, measures
from yugong.scenes.organise import cockpit
from yugong.scenes.organise.cockpit import Tile
from yugong.scenes.organise.figures import change, percent, words
from yugong.scenes.organise.views.standing import Place, records

MONTHS = 7  # points of a small line


@dataclass(frozen=True, slots=True)
class Face:
    """One tile as it is shown."""

    label: str
    number: str
    word: str
    note: str
    href: str
    spark: Sequence[float] = ()
    bad: bool = False
    up: bool = False


def wanted() -> list[str]:
    """The measures that the tiles read, of the year so far."""
    return sorted({key for one in cockpit.tiles() for key in (one.measure, one.beside) if key in measures})


def tiles(place: Place, found: Mapping[str, Reading], since: date) -> list[Face]:
    """The tiles whose measures are declared: the year so far, or what stands today; one query."""
    declared = cockpit.tiles()
    lines = series_of([one.measure for one in declared], place.unit.pk, place.today, MONTHS)
    return [_face(one, found, lines[one.measure], place, since) for one in declared]


def _face(
    tile: Tile, found: Mapping[str, Reading], points: Sequence[Point], place: Place, since: date
) -> Face:
    one, reading = measures[tile.measure], found[tile.measure]
    number, word = words(reading.value, one.unit, one.suffix)
    if not reading.recorded:
        number, word = "—", ""
    return Face(
        tile.label, number, word, _note(tile, one, found, points),
        records(tile.measure, place.unit.pk, since, place.today),
        [point.value for point in points], up=one.stock and points[-1].value > points[-2].value,
    )  # fmt: skip


def _note(tile: Tile, one: Declared, found: Mapping[str, Reading], points: Sequence[Point]) -> str:
    reading = found[tile.measure]
    if not reading.recorded:
        return "还没有记录"
    if one.stock:
        return f"较上月 {change(points[-1].value, points[-2].value, one)}"
    if tile.beside not in found:
        return "本年"
    other, beside = found[tile.beside], measures[tile.beside]
    if isinstance(beside, Ratio):
        return f"本年，{tile.word} {percent(other.value, other.of)}%" if other.of else "本年"
    return f"{tile.word} {' '.join(words(other.value, beside.unit, beside.suffix))}"
