"""Gathering: places, who may enrol, draw or queue, how a freed place goes on; the arithmetic of places."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yugong.kernel.errors import Broken
from yugong.kernel.field import Field
from yugong.kernel.lot import MOST_TICKETS
from yugong.kernel.registry import Registry

QUEUE, LOT = "queue", "lot"
TAKINGS = {QUEUE: "先报先得", LOT: "报名后抽签"}
OPEN, MEMBERS, OWN = "all", "members", "own"
AUDIENCES = {OPEN: "所有职工", MEMBERS: "工会会员", OWN: "本工会及下级工会的会员"}


@dataclass(frozen=True, slots=True)
class Weight:
    """A need that is declared beforehand and gives more tickets: `holds` looks at plain facts of a person."""

    key: str
    text: str
    tickets: int
    holds: Callable[[Mapping[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class Held:
    """How a gathering was held, in numbers: what its gauge looks at."""

    places: int
    holds: int
    sittings: int
    attendances: int
    on: date
    path: str

    @property
    def percent(self) -> int:
        """Of all that could have come to all sessions, how many came; rounded down."""
        due = self.holds * self.sittings
        return self.attendances * 100 // due if due else 0


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure against what is asked of it."""

    label: str
    found: str
    asked: str
    reached: bool


@dataclass(frozen=True)
class Gathering:
    """A sort of gathering, declared once: what it is called and how its places may be given.

    `facts(person_id, on)` gives what the weights look at; `asks` is what one must say to enrol, kept sealed;
    `gauge(held)` holds what became of it against what is asked of the sort. `most` is for how many one may
    enrol (a parent's children), each called `each`.
    """

    key: str
    name: str
    icon: str
    takings: tuple[str, ...] = (QUEUE, LOT)
    weights: tuple[Weight, ...] = ()
    facts: Callable[[Any, Any], Mapping[str, Any]] | None = None
    asks: tuple[Field, ...] = ()
    gauge: Callable[[Held], Sequence[Mark]] | None = None
    sittings: int = 10  # the most sessions one may have
    most: int = 1
    each: str = ""

    def __post_init__(self) -> None:
        if not self.takings or set(self.takings) - set(TAKINGS):
            raise Broken(f"gathering {self.key!r}: takings are {', '.join(TAKINGS)}, not {self.takings}")
        if 1 + sum(weight.tickets for weight in self.weights) > MOST_TICKETS:
            raise Broken(f"gathering {self.key!r}: more than {MOST_TICKETS} tickets for one person")

    def tickets(self, facts: Mapping[str, Any]) -> int:
        """One ticket, and those of every declared need that holds."""
        return 1 + sum(weight.tickets for weight in self.weights if weight.holds(facts))


gatherings: Registry[Gathering] = Registry("gathering")


@dataclass(frozen=True, slots=True)
class Caller:
    """One in the order of a draw or of a queue, with the union he belongs to."""

    name: str
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """Who has a place and who waits, both in their order."""

    chosen: tuple[str, ...]
    waiting: tuple[str, ...]


def settle(
    callers: Iterable[Caller],
    *,
    places: int,
    per_unit: int | None = None,
    taken: Mapping[int, int] | None = None,
) -> Settled:
    """Give the places in the order of calling; who finds his union's share used up waits in his order.

    `per_unit` is the most that one union may have, `taken` what each has already; somebody without a union
    counts for none.
    """
    chosen: list[str] = []
    waiting: list[str] = []
    of_unit: Counter[int] = Counter(taken or {})
    for caller in callers:
        full = per_unit is not None and caller.unit is not None and of_unit[caller.unit] >= per_unit
        if len(chosen) >= places or full:
            waiting.append(caller.name)
            continue
        chosen.append(caller.name)
        if caller.unit is not None:
            of_unit[caller.unit] += 1
    return Settled(tuple(chosen), tuple(waiting))


def next_in(
    waiting: Sequence[Caller], *, taken: Mapping[int, int], per_unit: int | None = None
) -> Caller | None:
    """Who gets a place that became free: the first whose union's share is not used up."""
    for caller in waiting:
        if per_unit is None or caller.unit is None or taken.get(caller.unit, 0) < per_unit:
            return caller
    return None
