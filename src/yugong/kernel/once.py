"""What a page asks several times is found once: kept while one page is read, never while anything is sent."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_found: ContextVar[dict[Hashable, Any] | None] = ContextVar("found", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """While a page is read: what was found holds until the page is made."""
    token = _found.set({})
    try:
        yield
    finally:
        _found.reset(token)


def once(key: Hashable, find: Callable[[], T]) -> T:
    """What `find` says, asked once for a page; elsewhere it is asked every time."""
    found = _found.get()
    if found is None:
        return find()
    if key not in found:
        found[key] = find()
    kept: T = found[key]
    return kept
