"""Where things are on the earth: coordinates checked, distances, and how long one walks."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from yugong.kernel.errors import Refused

EARTH = 6_371_008.8  # metres, the mean radius
WEST, EAST, SOUTH, NORTH = 105.2, 110.3, 28.1, 32.3  # the city with a little room
ROUGH = 3  # decimals that are kept of where somebody stands: about a hundred metres


@dataclass(frozen=True, slots=True)
class Walking:
    """How people walk: metres in a minute, and how much longer the way is than the straight line."""

    speed: float = 75.0
    detour: float = 1.3

    def minutes(self, metres: float) -> int:
        """Minutes on foot, never less than one."""
        return max(1, round(metres * self.detour / self.speed))


def check(lat: float, lon: float) -> tuple[float, float]:
    """The coordinates of a place in this city; Refused says what is wrong with them."""
    inside = SOUTH <= lat <= NORTH and WEST <= lon <= EAST
    if not inside and SOUTH <= lon <= NORTH and WEST <= lat <= EAST:
        raise Refused("经度和纬度好像填反了：纬度约 28 到 32，经度约 105 到 110。", field="lat")
    if not inside:
        raise Refused("这个坐标不在重庆：纬度约 28 到 32，经度约 105 到 110。", field="lat")
    return round(lat, 6), round(lon, 6)


def unit_point(lat: float, lon: float) -> list[float]:
    """The point on the ball of radius one, as the index keeps it."""
    a, b = radians(lat), radians(lon)
    return [cos(a) * cos(b), cos(a) * sin(b), sin(a)]


def metres(chord: float) -> float:
    """The way along the ground for a straight line through the ball of radius one."""
    return 2 * EARTH * asin(min(1.0, chord / 2))


def apart(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Metres between two places."""
    here, there = unit_point(lat, lon), unit_point(other_lat, other_lon)
    return metres(sqrt(sum((a - b) ** 2 for a, b in zip(here, there, strict=True))))


def rough(lat: float, lon: float) -> tuple[float, float]:
    """Where somebody stands, only as exactly as is needed to find what is near."""
    return round(lat, ROUGH), round(lon, ROUGH)


def say(distance: float) -> tuple[str, str]:
    """A distance as number and unit: ("260", "米"), ("1.3", "公里")."""
    rounded = round(distance / 10) * 10
    return (str(rounded), "米") if rounded < 1000 else (f"{distance / 1000:.1f}", "公里")
