"""How far each district and county reaches, as its government publishes it: a box of degrees and minutes.

A box is wider than the district, and the counties' own figures are rounded: it catches a slip of the pen,
not a station across the street. Source: the pages "地理位置" of the 38 governments, read in 2025.
"""

from typing import NamedTuple


class Box(NamedTuple):
    """South, west, north and east in degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, lat: float, lon: float, margin: float = 0.0) -> bool:
        """Whether a place lies in it, or no further outside than the margin in degrees."""
        inside = self.south - margin <= lat <= self.north + margin
        return inside and self.west - margin <= lon <= self.east + margin


CITY = Box(28.10, 105.18, 32.22, 110.20)
MARGIN = 0.05  # degrees, about five kilometres
DISTRICTS: dict[str, Box] = {
    "500101": Box(30.40, 107.87, 31.25, 108.89), "500102": Box(29.35, 106.93, 30.02, 107.72),
    "500103": Box(29.51, 106.46, 29.60, 106.60), "500104": Box(29.33, 106.38, 29.50, 106.54),
    "500105": Box(29.53, 106.42, 29.67, 106.89), "500106": Box(29.45, 106.23, 29.77, 106.52),
    "500107": Box(29.25, 106.25, 29.58, 106.55), "500108": Box(29.45, 106.51, 29.63, 106.79),
    "500109": Box(29.65, 106.30, 30.05, 106.94), "500110": Box(28.45, 106.38, 29.19, 107.05),
    "500111": Box(29.38, 105.46, 29.87, 106.04), "500112": Box(29.57, 106.45, 30.13, 106.97),
    "500113": Box(29.12, 106.42, 29.76, 106.99), "500114": Box(29.06, 108.47, 29.87, 108.94),
    "500115": Box(29.71, 106.81, 30.21, 107.72), "500116": Box(28.47, 105.81, 29.47, 106.64),
    "500117": Box(29.85, 105.97, 30.38, 106.68), "500118": Box(28.93, 105.63, 29.57, 106.09),
    "500119": Box(28.76, 106.90, 29.51, 107.46), "500120": Box(29.28, 106.03, 29.89, 106.35),
    "500151": Box(29.51, 105.77, 30.10, 106.28), "500152": Box(29.79, 105.52, 30.45, 106.01),
    "500153": Box(29.25, 105.28, 29.69, 105.74), "500154": Box(30.82, 107.93, 31.70, 108.91),
    "500155": Box(30.41, 107.40, 30.89, 108.09), "500156": Box(29.03, 107.21, 29.68, 108.09),
    "500157": Box(29.53, 106.42, 30.13, 106.97), "500229": Box(31.61, 108.25, 32.21, 109.28),
    "500230": Box(29.55, 107.46, 30.28, 108.22), "500231": Box(29.63, 107.21, 30.52, 107.68),
    "500233": Box(30.05, 107.53, 30.60, 108.24), "500235": Box(30.58, 108.40, 31.45, 109.25),
    "500236": Box(30.48, 109.02, 31.38, 109.77), "500237": Box(30.76, 109.55, 31.48, 110.19),
    "500238": Box(31.23, 108.73, 31.74, 109.97), "500240": Box(29.65, 107.98, 30.55, 108.58),
    "500241": Box(28.16, 108.71, 28.89, 109.32), "500242": Box(28.32, 108.30, 29.41, 109.32),
    "500243": Box(28.95, 107.80, 29.86, 108.61),
}  # fmt: skip


def extent_of(division_code: str) -> Box | None:
    """The box of the district in which a division lies; None for the city and where none is known."""
    return DISTRICTS.get(division_code[:6])
