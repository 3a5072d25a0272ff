"""Menu entries declared by scenes and engines; order and audience."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest

from yugong.kernel.decision import may
from yugong.kernel.errors import Broken
from yugong.ui.addresses import address
from yugong.ui.counts import Number, told

SCENES: dict[str, str] = {  # order and headings of the side menu
    "work": "",
    "service": "一站享",
    "growth": "一链培",
    "aid": "一件事",
    "rights": "一键通",
    "organise": "一网管",
    "house": "系统",
}

TABS: tuple[tuple[str, str, str, str], ...] = (  # the worker's five: (key, icon, label, path)
    ("home", "house", "首页", "/"),
    ("services", "layout-grid", "服务", "/services/"),
    ("help", "phone-call", "求助", "/help/"),
    ("matters", "clipboard-list", "办件", "/m/"),
    ("me", "user-round", "我的", "/me/"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One line of the menu; `count(request)` is the number beside it, or what to ask the database for it.

    `hot` paints the number red.

    `fits(actor)` narrows it further than the permission, for a page that asks for a duty.
    """

    key: str
    scene: str
    icon: str
    label: str
    url_name: str
    permission: Any = None
    count: Callable[[HttpRequest], Number] | None = None
    hot: bool = False
    order: int = 100
    fits: Callable[[Any], bool] | None = None


class Item(NamedTuple):
    """An entry as one reader sees it."""

    key: str
    icon: str
    label: str
    href: str
    number: int
    hot: bool


Groups = Sequence[tuple[str, Sequence[Item]]]  # (heading, items)
Opened = tuple[tuple[Entry, str], ...]  # entries with their addresses


@lru_cache(maxsize=512)
def grouped(opened: Opened, numbers: tuple[int, ...]) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """The entries by scene, each with its number; of the numbers only those of entries that count."""
    groups: dict[str, list[Item]] = {}
    known = iter(numbers)
    for entry, href in opened:
        number = next(known) if entry.count else 0
        item = Item(entry.key, entry.icon, entry.label, href, number, entry.hot and number > 0)
        groups.setdefault(entry.scene, []).append(item)
    return tuple((SCENES[scene], tuple(items)) for scene, items in groups.items())


class Menu:
    """The entries of one shell."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._order: list[Entry] = []
        self._asked: set[Any] = set()  # the permissions that entries ask for
        self._narrow: list[Entry] = []  # those that fit not every holder of their permission
        self._opened = lru_cache(maxsize=512)(self._open)

    def add(self, entry: Entry) -> Entry:
        if entry.scene not in SCENES:
            raise Broken(
                f"menu entry {entry.key!r} names no scene {entry.scene!r}; scenes: {', '.join(SCENES)}"
            )
        if entry.key in self._entries:
            raise Broken(f"menu entry {entry.key!r} is declared twice")
        self._entries[entry.key] = entry
        self._asked |= {entry.permission} - {None}
        order = list(SCENES)
        self._order = sorted(self._entries.values(), key=lambda e: (order.index(e.scene), e.order))
        self._narrow = [one for one in self._order if one.fits]
        self._opened.cache_clear()
        return entry

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._order)

    def open_to(self, actor: Any) -> Opened:
        """The entries that this actor may open, with their addresses; one without a page is left out."""
        if not actor:
            return self._opened(frozenset(), frozenset(self._narrow), settings.ROOT_URLCONF)
        allowed = frozenset([one for one in self._asked if may(actor, one).allowed])
        unfit = frozenset([one for one in self._narrow if one.fits and not one.fits(actor)])
        return self._opened(allowed, unfit, settings.ROOT_URLCONF)

    def _open(self, allowed: frozenset[Any], unfit: frozenset[Entry], urls: str) -> Opened:
        """The entries for these permissions but the unfit ones."""
        asked = allowed | {None}
        named = [(one, address(one.url_name)) for one in self if one not in unfit]
        return tuple((one, href) for one, href in named if href and one.permission in asked)

    def shown(self, request: HttpRequest) -> Groups:
        """(heading, items) that this reader may open, by scene."""
        return self.with_bell(request, 0)[0]

    def with_bell(self, request: HttpRequest, bell: Number) -> tuple[Groups, int]:
        """The same, and the number on the bell: whatever is to be counted is counted in one statement."""
        opened = self.open_to(getattr(request, "actor", None))
        number, *numbers = told([bell, *[one.count(request) for one, _ in opened if one.count]])
        return grouped(opened, tuple(numbers)), number


desk, partner = Menu(), Menu()


def of(request: HttpRequest) -> Menu:
    """The menu of the reader's door: a partner's post opens no page of the unions' desk."""
    actor = getattr(request, "actor", None)
    return partner if actor and actor.seat and actor.seat.agency_id else desk
