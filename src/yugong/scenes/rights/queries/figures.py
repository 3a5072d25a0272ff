"""What the calculators read: the parameters of a day by key, the calendar; and how often a place may ask."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from yugong.ground.parameters import queries
from yugong.ground.parameters.defaults import DEFAULTS
from yugong.ground.signin.limits import Limit
from yugong.kernel.topic import Basis

PLACE = Limit("calc.place", 1200, timedelta(hours=1), "您所在的网络计算的次数过多")


class Dated(Mapping[str, Any]):
    """Every parameter of the city as it stands on a day."""

    def __init__(self, on: date) -> None:
        self.on = on

    def __getitem__(self, key: str) -> Any:
        return queries.value(key, on=self.on)

    def __iter__(self) -> Iterator[str]:
        return iter(DEFAULTS)

    def __len__(self) -> int:
        return len(DEFAULTS)


def basis(today: date) -> Basis:
    """The day, the calendar with every notice that was imported, and the parameters of that day."""
    return Basis(today, queries.calendar(), Dated(today))
