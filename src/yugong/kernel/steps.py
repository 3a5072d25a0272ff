"""Stage, Move, Loop, Reopens, Gathers: the words a kind is written in, and who makes a move."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from yugong.kernel.calendar import Span
from yugong.kernel.field import Field

CLOSED = "closed"

# movers who hold no post
ASKER, CLOCK, RULE, OUTSIDE = "asker", "clock", "rule", "outside"
# duties: what a seat is there for; a role brings its duties to the seat
CLERK, HANDLER, REVIEWER, SUPERVISOR, CALLER = "clerk", "handler", "reviewer", "supervisor", "caller"

DUTIES: Mapping[str, str] = MappingProxyType(
    {CLERK: "受理", HANDLER: "承办", REVIEWER: "审核", SUPERVISOR: "督办", CALLER: "回访"}
)
MOVERS: Mapping[str, str] = MappingProxyType(
    {ASKER: "申请人", CLOCK: "到期自动", RULE: "规则自动", OUTSIDE: "对方", **DUTIES}
)
TONES = ("", "primary", "danger")
WARN_AT = (50, 80, 100)  # per cent of a stage's time at which its holder is reminded

Effect = Callable[..., str | None]  # effect(matter=, answers=, by=, at=) -> text of the outcome, or nothing


@dataclass(frozen=True)
class Stage:
    """A station of the way: who holds it, for how long, and what the asker reads meanwhile."""

    name: str
    label: str
    held_by: str
    within: Span
    tuned: str = ""  # the dated parameter that sets its count; "sla.x.{difficulty}" names an answer
    says: str = ""  # the next step in one sentence, to the asker
    warn: tuple[int, ...] = WARN_AT
    drawn: bool = False  # held by one officer, drawn by lot from those who had no part in the matter
    note: Span | None = None  # how often its holder owes the asker a word on how it goes
    note_tuned: str = ""
    until: Callable[..., date | None] | None = None  # until(matter=): its last day, where the matter knows it


@dataclass(frozen=True)
class Move:
    """A step from one stage to another, with what it asks and what it brings about."""

    name: str
    path: str  # "taken > doing"
    label: str
    asks: tuple[Field, ...] = ()
    by: str = ""  # empty: whoever holds the stage it leaves
    then: Effect | None = None  # called inside the transaction
    tone: str = ""  # how the button looks
    reply: str = ""  # the prefilled message to the asker; {name} {title} {number} {unit} may stand in it
    keeps: tuple[str, ...] = ()  # which of its answers stay among the matter's own
    most: int = 0  # how often it may be made in one matter; 0: as often as need be
    votes: int = 0  # so many different persons, none of whom had handled it, must ask for it
    returns: bool = False  # back to the one who handled it, while he sits at that desk

    @cached_property
    def ends(self) -> tuple[str, ...]:
        return tuple(end.strip() for end in self.path.split(">"))

    @property
    def source(self) -> str:
        return self.ends[0]

    @property
    def target(self) -> str:
        return self.ends[1]

    @property
    def simple(self) -> bool:
        """Whether one press suffices, so that it may be made on many matters at once."""
        return all(asked.optional for asked in self.asks)


@dataclass(frozen=True)
class Loop:
    """Double closed loop: nothing closes before it was handled and the asker was heard."""

    handled: tuple[str, ...]
    heard: tuple[str, ...]
    unhappy: tuple[str, ...] = ()  # the asker was heard and said no: it goes on
    aside: tuple[str, ...] = ()  # heard, but no word on the work: withdrawn, or closed by a panel


@dataclass(frozen=True)
class Reopens:
    """What is alike and comes again from the same asker within a time opens the closed matter once more."""

    at: str  # the stage it goes to
    days: int = 90
    tuned: str = ""


@dataclass(frozen=True)
class Gathers:
    """Alike matters may be handled as one: one answer to all, and each asker confirms for himself."""

    collective: int = 10  # from so many on it is a collective matter and lies one level higher
    tuned: str = ""
    then: Effect | None = None  # what becoming collective brings about
