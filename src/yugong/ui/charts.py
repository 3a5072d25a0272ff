"""Server-side SVG charts without scripts or style attributes; each comes with its numbers as a hidden table.

Colours are classes (`st-t500` strokes, `fl-t500` fills), so light and dark follow the page's tokens.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

Series = Sequence[tuple[str, Sequence[float]]]
TONES = ("t500", "g500", "b500", "r500")

# One tile per district or county: no boundary is drawn, and small districts stay legible. name: (column, row)
TILES: dict[str, tuple[int, int]] = {
    "城口": (9, 0), "开州": (8, 1), "云阳": (9, 2), "巫溪": (10, 1), "奉节": (10, 2), "巫山": (11, 1),
    "潼南": (0, 3), "合川": (2, 3), "铜梁": (1, 4), "北碚": (3, 4), "渝北": (4, 4), "长寿": (5, 4),
    "垫江": (6, 3), "梁平": (7, 2), "忠县": (7, 3), "万州": (8, 2), "大足": (0, 5), "璧山": (1, 5),
    "高新": (2, 5), "沙坪坝": (3, 5), "两江": (4, 5), "江北": (5, 5), "涪陵": (6, 4), "丰都": (7, 4),
    "石柱": (8, 3), "荣昌": (0, 6), "永川": (1, 6), "九龙坡": (2, 6), "大渡口": (3, 6), "渝中": (4, 6),
    "南岸": (5, 6), "武隆": (7, 5), "彭水": (8, 5), "黔江": (9, 4), "江津": (2, 7), "巴南": (4, 7),
    "南川": (6, 6), "綦江": (4, 8), "万盛": (5, 8), "酉阳": (9, 6), "秀山": (10, 7),
}  # fmt: skip


def table(caption: str, head: Iterable[str], rows: Iterable[Sequence[object]]) -> Markup:
    """The same numbers as a table, for screen readers and for copying."""
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(one) for one in head)
    lines = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            row[0], Markup("").join(Markup("<td>{}</td>").format(one) for one in row[1:])
        )
        for row in rows
    )
    shell = Markup(
        '<table class="vh"><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    )
    return shell.format(caption, heads, lines)


def ticks(highest: float) -> tuple[float, float]:
    """(top, step) with three to five round steps."""
    if highest <= 0:
        return 1, 1
    found: list[tuple[float, float]] = []
    for exponent in range(-2, 12):
        for base in (1, 2, 2.5, 5):
            step = base * 10.0**exponent
            count = math.ceil(highest / step - 1e-9)
            if 3 <= count <= 5:
                found.append((count * step, step))
    return min(found)


def number(value: float) -> str:
    return f"{value:,.10g}"


def path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def spark(
    values: Sequence[float], *, label: str = "走势", tone: str = "t500", w: int = 170, h: int = 26
) -> Markup:
    """A small line without axes; its label says the first and the last value."""
    low, high = min(values), max(values)
    span, steps = (high - low) or 1, max(len(values) - 1, 1)
    points = [(3 + n * (w - 6) / steps, h - 3 - (v - low) / span * (h - 6)) for n, v in enumerate(values)]
    line = path(points)
    return Markup(
        '<svg class="spark st-{} fl-{}" width="{}" height="{}" viewBox="0 0 {} {}" '
        'preserveAspectRatio="none" role="img" aria-label="{}，从 {} 到 {}">'
        '<path d="{} L{:.1f} {} L3 {}Z" class="wash"/>'
        '<path d="{}" class="line"/><circle cx="{:.1f}" cy="{:.1f}" r="2.6"/></svg>'
    ).format(
        tone, tone, w, h, w, h, label, number(values[0]), number(values[-1]),
        line, points[-1][0], h, h, line, *points[-1],
    )  # fmt: skip


def grid(
    left: int, right: float, top: int, height: float, lowest: float, highest: float, count: int
) -> list[Markup]:
    """Horizontal lines with their values."""
    lines = []
    for n in range(count + 1):
        y = top + height * n / count
        value = highest - (highest - lowest) * n / count
        lines.append(
            Markup(
                '<line x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}" class="gl"/>'
                '<text x="{}" y="{:.1f}" class="ax" text-anchor="end">{}</text>'
            ).format(left, right, y, y, left - 6, y + 4, number(value))
        )
    return lines


def below(labels: Sequence[str], middles: Sequence[float], y: float, every: int = 1) -> list[Markup]:
    """The names under the chart, every so many and always the last."""
    text = Markup('<text x="{:.1f}" y="{}" class="ax" text-anchor="middle">{}</text>')
    shown = (n for n in range(len(labels)) if n % every == 0 or n == len(labels) - 1)
    return [text.format(middles[n], y, labels[n]) for n in shown]


def aim(left: float, right: float, y: float, target: float) -> Markup:
    """A dashed line at the target, with its number."""
    return Markup(
        '<line x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}" class="aim"/>'
        '<text x="{}" y="{:.1f}" class="ax">目标 {}</text>'
    ).format(left, right, y, y, right + 4, y + 4, number(target))


def framed(w: int, h: int, label: str, drawn: Iterable[Markup], numbers: Markup) -> Markup:
    svg = Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>')
    return svg.format(w, h, label, Markup("").join(drawn)) + numbers


def bars(
    labels: Sequence[str],
    series: Series,
    *,
    label: str,
    unit: str = "",
    w: int = 560,
    h: int = 190,
    tones: Sequence[str] = TONES,
    last_open: bool = False,
) -> Markup:
    """Grouped bars; `last_open` pales the period that has not ended."""
    left, bottom, top = 40, 24, 12
    width, height = w - left - 4, h - bottom - top
    highest, step = ticks(max((max(values) for _, values in series), default=0))
    drawn = grid(left, w - 4, top, height, 0, highest, round(highest / step))
    group = width / max(len(labels), 1)
    bar = min(18, group * 0.7 / max(len(series), 1))
    for n, name in enumerate(labels):
        middle = left + group * (n + 0.5)
        for m, (line, values) in enumerate(series):
            tall = max(values[n], 0) / highest * height  # what was taken back stands in the table
            x = middle - bar * len(series) / 2 + m * bar
            fading = " open" if last_open and n == len(labels) - 1 else ""
            drawn.append(
                Markup(
                    '<rect class="fl-{}{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2.5">'
                    "<title>{} {} {}{}</title></rect>"
                ).format(
                    tones[m % len(tones)], fading, x + 0.75, top + height - tall, bar - 1.5, tall,
                    name, line, number(values[n]), unit,
                )
            )  # fmt: skip
    drawn += below(labels, [left + group * (n + 0.5) for n in range(len(labels))], h - 7)
    rows = ((name, *(number(values[n]) for _, values in series)) for n, name in enumerate(labels))
    return framed(w, h, label, drawn, table(label, ("期", *(name for name, _ in series)), rows))


def lines(
    labels: Sequence[str],
    series: Series,
    *,
    label: str,
    w: int = 560,
    h: int = 200,
    lowest: float = 0,
    highest: float | None = None,
    target: float | None = None,
    every: int = 1,
    tones: Sequence[str] = ("t500", "b500", "g500", "r500"),
) -> Markup:
    """Lines with their last value beside them, and a dashed target."""
    left, bottom, top, right = 40, 24, 12, 84
    width, height = w - left - right, h - bottom - top
    high = highest or ticks(max(max(values) for _, values in series))[0]
    drawn = grid(left, w - right, top, height, lowest, high, 4)

    def at(n: int, value: float) -> tuple[float, float]:
        return left + width * n / max(len(labels) - 1, 1), top + height - (value - lowest) / (
            high - lowest
        ) * height

    if target is not None:
        drawn.append(aim(left, w - right, at(0, target)[1], target))
    for m, (name, values) in enumerate(series):
        points = [at(n, value) for n, value in enumerate(values)]
        tone, (x, y) = tones[m % len(tones)], points[-1]
        drawn.append(
            Markup(
                '<g class="st-{} fl-{}"><path d="{}" class="line"/><circle cx="{:.1f}" cy="{:.1f}" r="3.5"/>'
                '<text x="{:.1f}" y="{:.1f}" class="axb">{} {}</text></g>'
            ).format(tone, tone, path(points), x, y, x + 8, y + 4, name, number(values[-1]))
        )
    drawn += below(labels, [at(n, lowest)[0] for n in range(len(labels))], h - 7, every)
    rows = ((name, *(number(values[n]) for _, values in series)) for n, name in enumerate(labels))
    return framed(w, h, label, drawn, table(label, ("期", *(name or label for name, _ in series)), rows))


def ring(parts: Sequence[tuple[str, float]], *, label: str, size: int = 132, width: int = 15) -> Markup:
    """Shares of a whole as a ring; parts = (name, value)."""
    radius = (size - width) / 2
    around, total, done = 2 * math.pi * radius, sum(value for _, value in parts) or 1, 0.0
    drawn = []
    for n, (name, value) in enumerate(parts):
        arc = value / total * around
        circle = Markup(
            '<circle class="st-{}" cx="{}" cy="{}" r="{}" stroke-dasharray="{:.2f} {:.2f}" '
            'stroke-dashoffset="{:.2f}"><title>{} {}</title></circle>'
        )
        drawn.append(
            circle.format(
                ("g500", "t500", "r500", "b500")[n % 4], size / 2, size / 2, radius,
                max(arc - 2.5, 0.1), around - max(arc - 2.5, 0.1), -done, name, number(value),
            )
        )  # fmt: skip
        done += arc
    turn = Markup('<g transform="rotate(-90 {} {})" fill="none" stroke-width="{}">{}</g>')
    inner = turn.format(size / 2, size / 2, width, Markup("").join(drawn))
    svg = Markup('<svg width="{}" height="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>')
    return svg.format(size, size, size, size, label, inner) + table(label, ("项", "值"), parts)


def tilemap(
    values: Mapping[str, float],
    *,
    label: str,
    unit: str = "",
    cuts: Sequence[float] = (92, 95, 97, 99),
    chosen: str = "",
    cell: int = 46,
    gap: int = 4,
) -> Markup:
    """The city as a tile per district; five depths of colour, cut at `cuts`, with the number printed."""
    tiles = []
    for name, (column, row) in TILES.items():
        value = values.get(name)
        depth = sum(value >= cut for cut in cuts) if value is not None else 0
        tile = Markup(
            '<g class="t k{}{}" transform="translate({} {})"><title>{} {}{}</title>'
            '<rect width="{}" height="{}" rx="8"/><text x="{}" y="{}" class="tn">{}</text>'
            '<text x="{}" y="{}" class="tv">{}</text></g>'
        )
        shown = "—" if value is None else number(value)
        tiles.append(
            tile.format(
                depth, " sel" if name == chosen else "", column * (cell + gap), row * (cell + gap),
                name, shown, unit,
                cell, cell, cell / 2, cell / 2 - 2, name, cell / 2, cell / 2 + 13, shown,
            )
        )  # fmt: skip
    w, h = 12 * (cell + gap) - gap, 9 * (cell + gap) - gap
    svg = Markup('<svg class="tiles" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>')
    rows = ((name, values.get(name, "—")) for name in TILES)
    return svg.format(w, h, label, Markup("").join(tiles)) + table(label, ("区县", unit or "值"), rows)
