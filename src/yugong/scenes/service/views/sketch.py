"""A drawing of what is near: pins at their places, how far one walks, the ring; made here, with no map."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, radians

from yugong.kernel.places import Walking
from yugong.scenes.service.queries.stations import Near

WIDTH, HEIGHT, REACH = 390, 300, 118  # the frame, and how far from its middle the sixth pin stands
MEANT = 6
LEAST, METRES_A_DEGREE = 400.0, 111_195.0
EDGE = 22
WAYS = (5, 10, 20, 40, 80)  # minutes


@dataclass(frozen=True, slots=True)
class Pin:
    """A station in the drawing, with its number in the list."""

    x: int
    y: int
    number: int
    open: bool
    label: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """The drawing: circles of walking time, rings as lines with their names, and pins, the nearest last."""

    ways: tuple[tuple[int, int], ...]  # radius, minutes
    loops: tuple[tuple[str, str, int, int], ...]  # name, points, where the name stands
    pins: tuple[Pin, ...]
    width: int = WIDTH
    height: int = HEIGHT


Place = tuple[float, float]


def drawn(
    here: Place, found: Sequence[Near], loops: dict[str, list[Place]], walking: Walking
) -> Sketch | None:
    """The drawing around a place; nothing where nothing is found."""
    far = [one.metres for one in found[:MEANT] if one.metres is not None]
    if not far:
        return None
    scale = REACH / max(LEAST, *far)

    def at(lat: float, lon: float) -> tuple[int, int]:
        east = (lon - here[1]) * METRES_A_DEGREE * cos(radians(here[0]))
        return round(WIDTH / 2 + east * scale), round(HEIGHT / 2 - (lat - here[0]) * METRES_A_DEGREE * scale)

    pins = []
    for number, one in enumerate(found, 1):
        x, y = at(one.station.lat, one.station.lon)
        if EDGE <= x <= WIDTH - EDGE and 2 * EDGE <= y <= HEIGHT - EDGE:
            label = f"第 {number} 个，{one.station.name}，走 {one.minutes} 分钟，{one.opening.words}"
            pins.append(Pin(x, y, number, one.opening.open, label))
    ways = ((round(minutes * walking.speed / walking.detour * scale), minutes) for minutes in WAYS)
    return Sketch(
        tuple(way for way in ways if 40 <= way[0] <= 160),
        tuple(_loop(name, [at(*one) for one in places]) for name, places in sorted(loops.items())),
        tuple(reversed(pins)),
    )


def _loop(name: str, points: list[tuple[int, int]]) -> tuple[str, str, int, int]:
    """A ring as a closed line through its stations, and the point in the frame where its name may stand."""
    middle = [sum(point[n] for point in points) / len(points) for n in (0, 1)]
    ordered = sorted(points, key=lambda point: atan2(point[1] - middle[1], point[0] - middle[0]))
    inside = [point for point in ordered if 30 < point[0] < WIDTH - 30 and 20 < point[1] < HEIGHT - 30]
    x, y = inside[len(inside) // 2] if inside else (WIDTH // 2, 20)
    return name, " ".join(f"{a},{b}" for a, b in [*ordered, ordered[0]]), x, min(y + 16, HEIGHT - 8)
