"""One topic over the unions below: tiles on a map or in a grid, bars elsewhere, a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from yugong.engines.indicators.queries import places, readings
from yugong.engines.indicators.queries.places import Child
from yugong.engines.indicators.queries.readings import Reading
from yugong.kernel.measure import Declared, Measure
from yugong.scenes.organise.cockpit import Topic
from yugong.scenes.organise.figures import percent, rate, words
from yugong.scenes.organise.views.standing import Place, asked, records
from yugong.ui import tilemap
from yugong.ui.charts import TILES as MAP
from yugong.ui.tilemap import Tile as Square

GRID = 7  # streets in a row
BARS = 24
FEW = 5  # a rate of fewer says little, so it marks nobody
AREAS = ("district", "zone")


@dataclass(frozen=True, slots=True)
class Row:
    """One union below in the topic's table: its number, its share of the largest, the ways on."""

    unit_id: int
    name: str
    said: str
    share: int
    marked: bool
    recorded: bool
    down: str
    opens: str


@dataclass(frozen=True, slots=True)
class Map:
    """One topic at a union: its number, the picture of the unions below, and the same as a table."""

    topic: Topic
    number: str
    word: str
    opens: str
    counts: str
    picture: Markup
    rows: Sequence[Row]
    bars: Sequence[Row]
    silent: Sequence[Row]
    legend: Sequence[tuple[int, str]]
    low: int


def mapped(topic: Topic, place: Place, own: Reading, *, line: int) -> Map:
    """The topic over the unions below, and the union's own number: two queries."""
    since, until = readings.year(place.today)
    one, unit = topic.one, place.unit
    below = places.by_child(topic.measure, unit.pk, since, until)
    drawn = [child for child in below if _placed(unit.kind, child)]
    cuts = topic.cuts or tilemap.fifths(child.reading.value for child in drawn if child.reading.recorded)
    rows = [_row(topic, child, place, below, line) for child in below]
    number, word = (
        (percent(own.value, own.of), "%") if topic.is_rate else words(own.value, one.unit, one.suffix)
    )
    plain = [row for row, child in zip(rows, below, strict=True) if child not in drawn]
    squares = [
        _square(topic, child, row, cuts) for child, row in zip(below, rows, strict=True) if child in drawn
    ]
    return Map(
        topic, number if own.recorded else "—", word if own.recorded else "",
        records(topic.measure, unit.pk, since, until), one.counts, picture(unit.kind, squares, topic.label),
        rows,
        [row for row in plain if row.recorded][:BARS], [row for row in plain if not row.recorded][:BARS],
        _legend(topic, cuts, one), sum(row.marked for row in rows),
    )  # fmt: skip


def _placed(kind: str, child: Child) -> bool:
    """Whether a union below has a tile: districts on the map, streets and towns in a district's grid."""
    if kind == "city":
        return area(child.name) != ""
    return kind in AREAS and not child.name.endswith(("联合工会", "委员会"))


def area(name: str) -> str:
    """The name of a district's tile on the map, or nothing."""
    return next((known for known in MAP if known in name), "")


def _row(topic: Topic, child: Child, place: Place, below: Sequence[Child], line: int) -> Row:
    reading, one = child.reading, topic.one
    share = _share(topic, reading, max((other.reading.value for other in below), default=0))
    since, until = readings.year(place.today)
    low = rate(reading.value, reading.of)
    return Row(
        child.unit_id, child.name, _said(topic, reading, one), share,
        low is not None and low < line and (reading.of or 0) >= FEW, reading.recorded,
        asked("desk_cockpit", child.unit_id, topic=topic.key),
        records(topic.measure, child.unit_id, since, until),
    )  # fmt: skip


def _said(topic: Topic, reading: Reading, one: Declared) -> str:
    if not reading.recorded or (topic.is_rate and not reading.of):
        return "没有记录"
    if topic.is_rate:
        return f"{percent(reading.value, reading.of)}%（{reading.value} / {reading.of}）"
    return " ".join(words(reading.value, one.unit, one.suffix))


def _share(topic: Topic, reading: Reading, largest: int) -> int:
    if topic.is_rate:
        return round(rate(reading.value, reading.of) or 0)
    return round(100 * reading.value / largest) if largest else 0


def _square(topic: Topic, child: Child, row: Row, cuts: Sequence[float]) -> Square:
    reading = child.reading
    value = rate(reading.value, reading.of) if topic.is_rate else reading.value
    if value is None or not reading.recorded:
        return Square(_short(child.name), "—", None, row.down, MAP.get(area(child.name), (0, 0)))
    shown = f"{value:.0f}" if topic.is_rate else words(reading.value, _unit(topic), "")[0]
    depth = tilemap.depth_of(value, cuts)
    return Square(
        _short(child.name), shown, depth, row.down, MAP.get(area(child.name), (0, 0)), marked=row.marked
    )


def _unit(topic: Topic) -> str:
    return topic.one.unit if isinstance(topic.one, Measure) else "count"


def _short(name: str) -> str:
    """A name that fits a tile."""
    return area(name) or name.removesuffix("工会联合会").removesuffix("总工会")


def picture(kind: str, squares: Sequence[Square], label: str) -> Markup:
    """The map of the city, or the grid of a district."""
    if not squares:
        return Markup("")
    if kind == "city":
        return tilemap.tilemap(squares, label=f"各区县{label}")
    return tilemap.tilemap(tilemap.gridded(squares, GRID), label=f"各镇街{label}", wide=78)


def _legend(topic: Topic, cuts: Sequence[float], one: Declared) -> list[tuple[int, str]]:
    """What the shades mean: (depth, words)."""
    if not cuts:
        return []
    if topic.is_rate:
        return [(0, f"不到 {cuts[0]:g}"), *((n, f"{cut:g} 起") for n, cut in enumerate(cuts, 1))]
    shades = sorted({tilemap.depth_of(cut, cuts): cut for cut in cuts}.items())
    return [
        (0, "较少"),
        *((depth, " ".join(words(int(cut), one.unit, "")).strip() + " 起") for depth, cut in shades),
    ]
