"""Addresses of named pages, looked up once: a list of fifty rows asks for one pattern, not fifty times."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, reverse

MARKS: dict[type, Callable[[int], Any]] = {  # what stands for an argument where the pattern is looked up
    str: lambda place: f"x{place}-7e57-7e57x",
    int: lambda place: 7_057_057_057_000 + place,
    UUID: lambda place: UUID(int=0x7E57_0000_0000_0000_0000_0000_0000_7E57 + place),
}
PLAIN = re.compile(r"[-\w]+", re.ASCII)  # words that stand in an address as they are


@lru_cache(maxsize=512)
def _found(name: str, urls: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


@lru_cache(maxsize=1024)
def _around(name: str, kinds: tuple[type, ...], urls: str) -> tuple[str, ...] | None:
    """The pieces of an address between its arguments; None where they do not stand there in order."""
    marks = [MARKS[kind](place) for place, kind in enumerate(kinds)]
    try:
        pieces = re.split("|".join(map(str, marks)), reverse(name, args=marks))
    except NoReverseMatch:
        return None
    whole = "".join([piece + str(mark) for piece, mark in zip(pieces, [*marks, ""], strict=False)])
    return tuple(pieces) if whole == reverse(name, args=marks) else None


def _plain(value: Any) -> bool:
    kind = type(value)
    if kind is str:
        return PLAIN.fullmatch(value) is not None
    return kind is UUID or (kind is int and value >= 0)


@lru_cache(maxsize=4096)
def _keyed(name: str, keys: tuple[str, ...], urls: str) -> str:
    return reverse(name, args=keys)


def address(name: str) -> str:
    """The address of a page that this installation may not have; then nothing."""
    return _found(name, settings.ROOT_URLCONF) or ""


def of_row(name: str, row: UUID) -> str:
    """The address of the page of one row, where its id is all that the address needs."""
    pieces = _around(name, (UUID,), settings.ROOT_URLCONF)
    return f"{pieces[0]}{row}{pieces[1]}" if pieces else reverse(name, args=(row,))


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    urls = settings.ROOT_URLCONF
    if kwargs:
        return reverse(name, args=args or None, kwargs=kwargs)
    if not args:
        return _found(name, urls) or reverse(name)
    if all(map(_plain, args)):
        pieces = _around(name, tuple([type(one) for one in args]), urls)
        if pieces:
            return pieces[0] + "".join([f"{one}{piece}" for one, piece in zip(args, pieces[1:], strict=True)])
    elif all(type(one) is str for one in args):
        return _keyed(name, args, urls)
    return reverse(name, args=args)
