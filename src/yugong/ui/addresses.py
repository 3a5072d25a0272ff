"""Addresses of named pages, looked up once: a list of fifty rows asks for one pattern, not fifty times."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, reverse

ANY = UUID(int=0x7E57_0000_0000_0000_0000_0000_0000_7E57)


@lru_cache(maxsize=512)
def _found(name: str, urls: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


@lru_cache(maxsize=64)
def _around(name: str, urls: str) -> tuple[str, str]:
    before, _, behind = reverse(name, args=(ANY,)).partition(str(ANY))
    return before, behind


def address(name: str) -> str:
    """The address of a page that this installation may not have; then nothing."""
    return _found(name, settings.ROOT_URLCONF) or ""


def of_row(name: str, row: UUID) -> str:
    """The address of the page of one row, where its id is all that the address needs."""
    before, behind = _around(name, settings.ROOT_URLCONF)
    return f"{before}{row}{behind}"


@lru_cache(maxsize=4096)
def _keyed(name: str, key: str, urls: str) -> str:
    return reverse(name, args=(key,))


def of_key(name: str, key: str) -> str:
    """The address of the page of one thing by its number or word."""
    return _keyed(name, key, settings.ROOT_URLCONF)


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    if not args and not kwargs and (known := _found(name, settings.ROOT_URLCONF)) is not None:
        return known
    return reverse(name, args=args or None, kwargs=kwargs or None)
