"""A region as tiles: a square per union, its number printed, its depth a fifth of the range; each a link."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

DEPTHS = 5


@dataclass(frozen=True, slots=True)
class Tile:
    """One union: `depth` 0 to 4, None where nothing is on record; `marked` has a red edge."""

    name: str
    shown: str = "—"
    depth: int | None = None
    href: str = ""
    at: tuple[int, int] = (0, 0)
    marked: bool = False


def gridded(tiles: Iterable[Tile], columns: int) -> list[Tile]:
    """The tiles row by row, where they have no place on a map."""
    return [replace(tile, at=(n % columns, n // columns)) for n, tile in enumerate(tiles)]


def fifths(values: Iterable[float]) -> tuple[float, ...]:
    """Four cuts that divide what is there into five equal shares of the tiles; none where nothing differs."""
    known = sorted(values)
    if len(set(known)) < 2:
        return ()
    cuts = (known[min(math.ceil(len(known) * share / DEPTHS), len(known) - 1)] for share in range(1, DEPTHS))
    return tuple(sorted(set(cuts) - {known[0]}))


def depth_of(value: float, cuts: Sequence[float]) -> int:
    """How deep a value is drawn; with fewer cuts the shades spread over the range."""
    passed = sum(value >= cut for cut in cuts)
    return round(passed * (DEPTHS - 1) / len(cuts)) if cuts else DEPTHS // 2


def tilemap(tiles: Sequence[Tile], *, label: str, wide: int = 46, tall: int = 46, gap: int = 4) -> Markup:
    """The tiles as SVG; whoever draws them shows the same numbers as a table beside it."""
    columns = 1 + max((tile.at[0] for tile in tiles), default=0)
    rows = 1 + max((tile.at[1] for tile in tiles), default=0)
    drawn = Markup("").join(_drawn(tile, wide, tall, gap) for tile in tiles)
    svg = Markup('<svg class="tiles" viewBox="-2 -2 {} {}" role="group" aria-label="{}">{}</svg>')
    return svg.format(columns * (wide + gap) - gap + 4, rows * (tall + gap) - gap + 4, label, drawn)


def _drawn(tile: Tile, wide: int, tall: int, gap: int) -> Markup:
    kind = "kn" if tile.depth is None else f"k{tile.depth}"
    box = Markup(
        '<g class="t {}{}" transform="translate({} {})"><title>{} {}</title>'
        '<rect width="{}" height="{}" rx="8"/><text x="{}" y="{}" class="tn">{}</text>'
        '<text x="{}" y="{}" class="tv">{}</text></g>'
    ).format(
        kind, " sel" if tile.marked else "", tile.at[0] * (wide + gap), tile.at[1] * (tall + gap),
        tile.name, tile.shown, wide, tall, wide / 2, tall / 2 - 2, tile.name,
        wide / 2, tall / 2 + 13, tile.shown,
    )  # fmt: skip
    if not tile.href:
        return box
    return Markup('<a href="{}" aria-label="{} {}">{}</a>').format(tile.href, tile.name, tile.shown, box)
