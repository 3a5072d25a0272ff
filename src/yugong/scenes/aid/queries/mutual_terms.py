"""The terms of mutual aid as they stand on a day, and which union is the office that keeps the money."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from yugong.ground.org.models import Unit, UnitKind
from yugong.ground.parameters import queries as parameters
from yugong.ground.parameters.defaults import DEFAULTS
from yugong.kernel import tree
from yugong.kernel.errors import Refused
from yugong.kernel.rules import Parameter

DISTRICTS = (UnitKind.DISTRICT, UnitKind.ZONE, UnitKind.INDUSTRY)


class Dated(Mapping[str, Any]):
    """Every parameter as it stands on a day at a place; each is looked up once, for lists are long."""

    def __init__(self, on: date, path: str = "") -> None:
        self.on, self.path = on, path
        self.known: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self.known:
            self.known[key] = parameters.value(key, on=self.on, path=self.path)
        return self.known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(DEFAULTS)

    def __len__(self) -> int:
        return len(DEFAULTS)


def told(names: tuple[str, ...], *, on: date, path: str) -> list[Parameter]:
    """These parameters as a verdict keeps them; those nobody has set are left out."""
    values = Dated(on, path)
    found = [(name, values[name]) for name in names]
    return [Parameter(name, value, DEFAULTS[name].source, on) for name, value in found if value != ""]


def chain(path: str) -> dict[str, Unit]:
    """The unions from this one up, by kind; of two of a kind the nearer."""
    found: dict[str, Unit] = {}
    above = Unit.objects.in_bulk(tree.ids(path))
    for key in reversed(tree.ids(path)):
        found.setdefault(above[key].kind, above[key])
    return found


def reviewer_of(path: str) -> Unit:
    """The union that reviews claims from here: the district's, or the city's own."""
    held = chain(path)
    wanted = (*DISTRICTS, UnitKind.CITY)
    found = next((held[kind] for kind in wanted if kind in held), None)
    if found is None:
        raise Refused("没有找到办理互助保障的区县工会，请联系市总工会。", code="no_office")
    return found


def office_of(path: str, *, on: date) -> Unit:
    """The office that keeps the premiums and decides: the city's, or by parameter each district's own."""
    held = chain(path)
    wanted = parameters.value("mutual.office", on=on, path=path)
    return held[UnitKind.CITY] if wanted == "city" and UnitKind.CITY in held else reviewer_of(path)
