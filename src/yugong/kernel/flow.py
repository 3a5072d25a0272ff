"""Kind: one function of the platform as one declaration, and its self-check.

It says who may ask, what is asked, who holds each stage and for how long, which moves lead on, and which of
them count as *handled* and *heard*. A kind proves itself when it is made, so that a wrong word stops the
start-up and not a worker.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from string import Formatter
from types import MappingProxyType
from typing import Any, NoReturn
from uuid import UUID

from yugong.kernel.calendar import Span
from yugong.kernel.decision import Decision
from yugong.kernel.errors import Broken
from yugong.kernel.field import Field
from yugong.kernel.handing import Purpose, faults
from yugong.kernel.registry import Registry
from yugong.kernel.rules import Verdict
from yugong.kernel.steps import (
    ASKER,
    CALLER,
    CLERK,
    CLOCK,
    CLOSED,
    DUTIES,
    HANDLER,
    MOVERS,
    OUTSIDE,
    REVIEWER,
    RULE,
    SUPERVISOR,
    TONES,
    WARN_AT,
    Effect,
    Gathers,
    Loop,
    Move,
    Reopens,
    Stage,
)

__all__ = [
    "ASKER",
    "CALLER",
    "CLERK",
    "CLOCK",
    "CLOSED",
    "DUTIES",
    "HANDLER",
    "MOVERS",
    "OUTSIDE",
    "REVIEWER",
    "RULE",
    "SUPERVISOR",
    "WARN_AT",
    "Effect",
    "Gathers",
    "Kind",
    "Loop",
    "Move",
    "Reopens",
    "Stage",
    "check",
    "kinds",
    "reach",
]


@dataclass(frozen=True)
class Kind:
    """One function of the platform as an officer could read it aloud."""

    key: str  # "organise.join": stands in rows for ever
    name: str
    opened_by: tuple[str, ...]
    fields: tuple[Field, ...]
    stages: tuple[Stage, ...]
    moves: tuple[Move, ...]
    loop: Loop
    number: str = ""  # prefix of the matter's number: 「入会」-261121-0042; empty: the name
    title: str = ""  # "{topic} · {workplace}": only fields that are not personal; empty: the name
    scene: str = ""  # empty: the key up to its first dot
    icon: str = "file-text"
    # may this person ask at all: eligible(asker=, answers=, at=)
    eligible: Callable[..., Decision] | None = None
    # at the opening: decide(matter=, answers=, at=); a verdict whose outcome names a RULE move makes it
    decide: Callable[..., Verdict | None] | None = None
    # which union takes it: desk(asker=, answers=, at=) -> unit id; else the picked one, else the asker's own
    desk: Callable[..., int | None] | None = None
    # may this union's desk hold it: may_take(unit=, asker=, answers=, at=); asked at the opening and whenever
    # a matter changes its desk, by hand, by an effect or because a union ended
    may_take: Callable[..., Decision] | None = None
    gives: Callable[..., Sequence[tuple[str, str, str, str]]] | None = (
        None  # gives(matter=): what the asker can take away: (title, text, address, icon)
    )
    case_within: Span | None = None  # the promise for the whole way
    hands_to: tuple[Purpose, ...] = ()  # for what, and to which partner agencies, parts of it may go
    case_tuned: str = ""
    assumes: Mapping[str, str] = field(default_factory=dict)  # answers a `tuned` names before they are given
    alike: Callable[..., str] | None = None  # alike(answers=) -> what alike matters share; nothing: like none
    reopens: Reopens | None = None
    gathers: Gathers | None = None
    # what is special, from the plain answers: marks(answers=) -> (look, words) of each
    marks: Callable[..., list[tuple[str, str]]] | None = None
    # what a move's questions are best answered with, and why: advice(matter=, step=) -> {name: (value, why)}
    advice: Callable[..., Mapping[str, tuple[Any, str]]] | None = None
    # whom it must be kept from: bars(people=) -> a question about one of them and a matter's plain answers
    bars: Callable[..., Callable[[UUID, Mapping[str, Any]], bool]] | None = None
    nameless: bool = False  # may be asked without a name, and followed by a code
    retired: tuple[str, ...] = ()  # names that still stand in old rows
    also: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "scene", self.scene or self.key.partition(".")[0])
        check(self)

    @property
    def first(self) -> Stage:
        return self.stages[0]

    @property
    def prefix(self) -> str:
        return self.number or self.name

    def stage(self, name: str) -> Stage:
        return _named(self, "stage", self.stages, name)

    def move(self, name: str) -> Move:
        return _named(self, "move", self.moves, name)

    def purpose(self, key: str) -> Purpose:
        return next(purpose for purpose in self.hands_to if purpose.key == key)

    def from_(self, stage: str) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if move.source == stage)

    def mover(self, move: Move) -> str:
        """Who makes the move: a duty, the asker, the clock or a rule."""
        return move.by or self.stage(move.source).held_by

    def stage_label(self, name: str) -> str:
        return "已办结" if name == CLOSED else self.stage(name).label

    def titled(self, answers: Mapping[str, Any], words: Mapping[str, str] = MappingProxyType({})) -> str:
        """The matter's title without personal values; `words` says what picked rows are called."""
        known = {f.name: f.show(answers.get(f.name), full=True) for f in self.fields if not f.personal}
        known |= words
        return self.title.format_map(known).strip(" ·") or self.name if self.title else self.name

    def diagram(self) -> str:
        """The flow as a mermaid state diagram."""
        lines = ["stateDiagram-v2", f"  [*] --> {self.first.name}"]
        lines += [f"  {s.name}: {s.label}（{MOVERS[s.held_by]}）" for s in self.stages]
        for move in self.moves:
            target = "[*]" if move.target == CLOSED else move.target
            lines.append(f"  {move.source} --> {target}: {move.label}（{MOVERS[self.mover(move)]}）")
        return "\n".join(lines)

    def words(self) -> Iterator[str]:
        """Every name that stands in rows: for kinds.lock."""
        yield from (f"{self.key} stage {s.name}" for s in self.stages)
        yield from (f"{self.key} move {m.name}" for m in self.moves)
        yield from (f"{self.key} purpose {p.key}" for p in self.hands_to)
        yield from (f"{self.key} retired {name}" for name in self.retired)


def _named(kind: Kind, word: str, things: tuple[Any, ...], name: str) -> Any:
    for thing in things:
        if thing.name == name:
            return thing
    raise Broken(f"{kind.key}: no {word} {name!r}; {word}s: {_list(things)}")


def _list(things: tuple[Any, ...]) -> str:
    return ", ".join(thing.name for thing in things)


def reach(
    kind: Kind, start: str, without: tuple[str, ...] = (), movers: tuple[str, ...] = tuple(MOVERS)
) -> set[str]:
    """Every stage that can follow `start`, itself included, when some moves or movers are left out."""
    seen, todo = {start}, [start]
    while todo:
        for move in kind.from_(todo.pop()):
            if move.name not in without and kind.mover(move) in movers and move.target not in seen:
                seen.add(move.target)
                todo.append(move.target)
    return seen


def check(kind: Kind) -> None:
    """Prove the kind sound; a complaint names the kind and the wrong word, and lists the right ones."""

    def complain(text: str) -> NoReturn:
        raise Broken(f"{kind.key}: {text}")

    if not kind.stages:
        complain("it has no stage")
    _check_unique(kind, complain)
    _check_words(kind, complain)
    if fault := faults(kind.hands_to):
        complain(fault)
    _check_ways(kind, complain)
    _check_loop(kind, complain)


def _check_unique(kind: Kind, complain: Callable[[str], NoReturn]) -> None:
    lists = [("stage", kind.stages), ("move", kind.moves), ("field", kind.fields)]
    lists += [(f"question of {move.name!r}", move.asks) for move in kind.moves]
    for word, things in lists:
        names = [thing.name for thing in things]  # type: ignore[attr-defined]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            complain(f"{word} {twice[0]!r} is declared twice")
    if CLOSED in {stage.name for stage in kind.stages}:
        complain(f"stage {CLOSED!r} is the end of every way and cannot be declared")


def _check_words(kind: Kind, complain: Callable[[str], NoReturn]) -> None:
    stages, holders = {stage.name for stage in kind.stages}, ", ".join((ASKER, *DUTIES))
    for opener in kind.opened_by:
        if opener not in (ASKER, *DUTIES):
            complain(f"opened_by names no mover {opener!r}; movers: {holders}")
    for stage in kind.stages:
        if stage.held_by not in (ASKER, *DUTIES):
            complain(f"stage {stage.name!r} is held by no duty {stage.held_by!r}; duties: {holders}")
    for move in kind.moves:
        if len(move.ends) != 2:
            complain(f"move {move.name!r} needs a path like 'a > b', not {move.path!r}")
        for end in move.ends:
            if end not in (*stages, CLOSED):
                complain(f"move {move.name!r} names no stage {end!r}; stages: {_list(kind.stages)}, {CLOSED}")
        if move.source == CLOSED:
            complain(f"move {move.name!r} leaves {CLOSED!r}, which is the end; stages: {_list(kind.stages)}")
        if move.by and move.by not in MOVERS:
            complain(f"move {move.name!r} is made by no mover {move.by!r}; movers: {', '.join(MOVERS)}")
        if move.tone not in TONES:
            complain(f"move {move.name!r} has no tone {move.tone!r}; tones: {', '.join(TONES[1:])}")
        if move.asks and move.by in (CLOCK, RULE, OUTSIDE):
            complain(f"move {move.name!r} asks {move.asks[0].name!r}, but {move.by!r} answers no question")
        asked = [f.name for f in move.asks if not f.personal]
        if wrong := [name for name in move.keeps if name not in asked]:
            complain(f"move {move.name!r} keeps {wrong[0]!r}, not asked plainly; asks: {', '.join(asked)}")
        if move.votes and kind.mover(move) not in DUTIES:
            complain(f"move {move.name!r} is voted on, but {kind.mover(move)!r} is one and no panel")
    if kind.reopens and (kind.alike is None or kind.reopens.at not in stages):
        complain(f"it reopens at {kind.reopens.at!r}: it needs alike= and a stage of {_list(kind.stages)}")
    plain = [f.name for f in kind.fields if not f.personal]
    for _, word, _, _ in Formatter().parse(kind.title):
        if word is not None and word not in plain:
            complain(f"title names no plain field {word!r}; plain fields: {', '.join(plain)}")


def _check_ways(kind: Kind, complain: Callable[[str], NoReturn]) -> None:
    first = kind.first.name
    enters = reach(kind, first)
    lasting = tuple(mover for mover in MOVERS if mover != RULE)  # a rule speaks once, at the opening
    for stage in kind.stages:
        if stage.name not in enters:
            complain(f"stage {stage.name!r} can never be entered from {first!r}")
        if CLOSED not in reach(kind, stage.name, movers=lasting):
            complain(f"stage {stage.name!r} can never be left for good: no way leads to {CLOSED!r}")
        if len(timed := [m for m in kind.from_(stage.name) if kind.mover(m) == CLOCK]) > 1:
            complain(f"stage {stage.name!r} ends twice by the clock: {_list(tuple(timed))}")
    for move in kind.moves:
        if kind.mover(move) == RULE and move.source != first:
            complain(f"move {move.name!r} is made by a rule at the opening: it must leave {first!r}")
        if kind.mover(move) == RULE and kind.decide is None:
            complain(f"move {move.name!r} is made by a rule, but the kind has no decide=")


def _check_loop(kind: Kind, complain: Callable[[str], NoReturn]) -> None:
    known = {move.name: move for move in kind.moves}
    for side in ("handled", "heard", "unhappy", "aside"):
        names: tuple[str, ...] = getattr(kind.loop, side)
        for name in names:
            if name not in known:
                complain(f"loop.{side} names no move {name!r}; moves: {_list(kind.moves)}")
        if side in ("handled", "heard") and CLOSED in reach(kind, kind.first.name, without=names):
            complain(f"it can close without being {side}; loop.{side}: {', '.join(names) or 'nothing'}")
    doers = {kind.mover(known[name]) for name in kind.loop.handled} & {*DUTIES, RULE}
    for name in kind.loop.heard:
        if (mover := kind.mover(known[name])) in doers:
            complain(f"loop.heard names {name!r}, made by {mover!r}, who handles: he cannot confirm himself")


kinds: Registry[Kind] = Registry("kind")
