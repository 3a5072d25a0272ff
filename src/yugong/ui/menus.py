"""Menu entries declared by scenes and engines; order and audience."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
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


class Menu:
    """The entries of one shell."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._order: list[Entry] = []
        self._asked: set[Any] = set()  # the permissions that entries ask for
        self._known: tuple[tuple[str, int], tuple[str, ...]] = ("", 0), ()

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
        return entry

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._order)

    def open_to(self, actor: Any) -> list[tuple[Entry, str]]:
        """The entries that this actor may open, with their addresses; one without a page is left out."""
        allowed = {None, *(one for one in self._asked if actor and may(actor, one))}
        hrefs = self._hrefs(settings.ROOT_URLCONF)
        return [
            (entry, href)
            for entry, href in zip(self._order, hrefs, strict=True)
            if href and entry.permission in allowed and (entry.fits is None or (actor and entry.fits(actor)))
        ]

    def _hrefs(self, urls: str) -> tuple[str, ...]:
        """The addresses of all entries in order, looked up once."""
        if self._known[0] != (urls, len(self._order)):
            self._known = (urls, len(self._order)), tuple(address(one.url_name) for one in self)
        return self._known[1]

    def shown(self, request: HttpRequest) -> list[tuple[str, list[Item]]]:
        """(heading, items) that this reader may open, by scene."""
        return self.with_bell(request, 0)[0]

    def with_bell(self, request: HttpRequest, bell: Number) -> tuple[list[tuple[str, list[Item]]], int]:
        """The same, and the number on the bell: whatever is to be counted is counted in one statement."""
        opened = self.open_to(getattr(request, "actor", None))
        counts = told([bell, *(entry.count(request) if entry.count else 0 for entry, _ in opened)])
        groups: dict[str, list[Item]] = {}
        for (entry, href), count in zip(opened, counts[1:], strict=True):
            item = Item(entry.key, entry.icon, entry.label, href, count, entry.hot and count > 0)
            groups.setdefault(entry.scene, []).append(item)
        return [(SCENES[scene], items) for scene, items in groups.items()], counts[0]


desk, partner = Menu(), Menu()


def of(request: HttpRequest) -> Menu:
    """The menu of the reader's door: a partner's post opens no page of the unions' desk."""
    actor = getattr(request, "actor", None)
    return partner if actor and actor.seat and actor.seat.agency_id else desk
