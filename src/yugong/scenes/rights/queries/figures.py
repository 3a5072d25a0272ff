"""The parameters of a day as the calculators read them: by key, each asked for when it is needed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from yugong.ground.parameters import queries
from yugong.ground.parameters.defaults import DEFAULTS
from yugong.kernel.topic import Basis


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
