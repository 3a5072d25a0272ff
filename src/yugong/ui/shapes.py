"""The small values that parts show: links, steps, messages, rows; views fill them, macros read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go: a tab, a chip, a crumb, a service, a cell."""

    label: str
    href: str = ""
    current: bool = False
    count: int | str | None = None
    icon: str = ""
    note: str = ""
    scene: str = "s1"
    attrs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a worker's timeline or of a desk's stages; state is done, now or todo."""

    state: str
    title: str
    meta: str = ""
    text: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """One message of a thread; `mine` is the reader's own, `officer` the union's."""

    author: str
    text: str
    at: datetime
    mine: bool = False
    officer: bool = False
    files: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of what happened to a thing; tone is empty, me or bad."""

    at: datetime | date | str
    who: str
    what: str
    note: str = ""
    tone: str = ""


class QueueRow(NamedTuple):
    """One row of a work queue."""

    key: str
    title: str
    href: str
    clock: Any
    note: str = ""
    place: str = ""
    unread: bool = False
    current: bool = False
    preview: str = ""  # the address of its preview fragment
    who: str = ""  # whose it is, behind the title


@dataclass(frozen=True, slots=True)
class QueueGroup:
    """Rows of one urgency under one heading."""

    title: str
    rows: Sequence[QueueRow]
    hot: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One unit in the tree; `more` is the address its children come from when they are not here yet."""

    label: str
    href: str
    icon: str = "building-2"
    note: str = ""
    current: bool = False
    open: bool = False
    warn: str = ""
    more: str = ""
    children: Sequence["Node"] = ()


@dataclass(frozen=True, slots=True)
class MemberCard:
    """The card on a worker's home page."""

    name: str
    level: str
    lines: Sequence[str]
    stats: Sequence[Link] = ()
    code: Link | None = None
