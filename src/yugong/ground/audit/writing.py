"""The gate of all writing: rows change only inside an action, or inside a declared bulk loader."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from yugong.kernel.errors import Broken


@dataclass
class Pen:
    """What the running action writes with: its name and the plain facts it adds to its event."""

    verb: str
    facts: dict[str, object] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    deeds: list[dict[str, Any]] = field(default_factory=list)
    outer: "Pen | None" = None

    def deed(self, **who_and_when: Any) -> dict[str, Any]:
        """The event of the action that ends: its own facts and words with who, what, on what and when."""
        return {**who_and_when, "data": self.facts, "words": self.words}


_pen: ContextVar[Pen | None] = ContextVar("pen", default=None)


@contextmanager
def writing(verb: str) -> Iterator[Pen]:
    """Allow writes for the length of the block; `verb` says who is writing and why."""
    pen = Pen(verb, outer=_pen.get())
    token = _pen.set(pen)
    try:
        yield pen
    finally:
        _pen.reset(token)


_whole: ContextVar[bool] = ContextVar("whole", default=False)


@contextmanager
def whole() -> Iterator[None]:
    """Inner actions keep no point to go back to: one that fails takes all with it, as a loader wants it."""
    token = _whole.set(True)
    try:
        yield
    finally:
        _whole.reset(token)


def divisible() -> bool:
    """Whether an inner action may fail alone."""
    return not _whole.get()


def facts(**plain: object) -> None:
    """Add plain, never personal, facts to the event of the running action."""
    if pen := _pen.get():
        pen.facts.update(plain)


def words(**free: str) -> None:
    """Add what somebody wrote freely (a reason, a purpose, a basis): it may name people, so it is sealed."""
    if pen := _pen.get():
        pen.words.update({name: text.strip() for name, text in free.items() if text.strip()})


def check(model: str) -> None:
    """Refuse a write outside an action: a stray save would leave no trace."""
    if _pen.get() is None:
        raise Broken(f"{model}: rows change only inside an @action (stray save, update or delete)")
