"""The attack matrix: every reader at every address of every record; whoever may not, learns nothing.

A test gives readers (browsers signed in as somebody), records (the arguments of addresses and the words that
only those may read who are allowed to) and says who may. What is left over is a leak.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

CLOSED_DOORS = frozenset((302, 403, 404, 405))
Route = tuple[str, tuple[str, ...]]
Allowed = Callable[[str, str, str], bool]


@dataclass(frozen=True)
class Record:
    """One thing somebody wants to reach: argument → value, and the words that give it away.

    An argument may be given for one address only, as `name.argument`.
    """

    aims: Mapping[str, Any]
    secrets: tuple[str, ...]
    data: Mapping[str, Any] = field(default_factory=lambda: {"reason": "x"})

    def address(self, route: Route) -> str | None:
        """The route aimed at this record; None when an argument of it is not the record's."""
        name, arguments = route
        given = {word: self.aims.get(f"{name}.{word}", self.aims.get(word)) for word in arguments}
        try:
            return None if None in given.values() else reverse(name, kwargs=given)
        except NoReverseMatch:  # an id of another sort
            return None


def routes(*starts: str) -> list[Route]:
    """(name, arguments) of every address, or of those whose name begins so."""
    return sorted({found for found in _walk() if found[0].startswith(starts or "")})


def _walk() -> Iterator[Route]:
    waiting: list[Any] = list(get_resolver().url_patterns)
    while waiting:
        one = waiting.pop()
        if isinstance(one, URLResolver):
            waiting.extend(one.url_patterns)
        elif isinstance(one, URLPattern) and one.name:
            yield str(one.name), tuple(one.pattern.converters)


def leaks(
    readers: Mapping[str, Client],
    records: Mapping[str, Record],
    ways: Iterable[Route],
    allowed: Allowed,
) -> list[str]:
    """Each cell in which somebody who may not got more than a closed door, or read a secret word."""
    found = []
    for route in ways:
        for word, record in records.items():
            address = record.address(route)
            if address is None:
                continue
            for who, browser in readers.items():
                if not allowed(who, word, route[0]):
                    found += [
                        f"{who} × {word} × {route[0]}: {why}" for why in tried(browser, address, record)
                    ]
    return found


def tried(browser: Client, address: str, record: Record) -> Iterator[str]:
    """What opening and posting to an address gave away."""
    for method, answer in (("GET", browser.get(address)), ("POST", browser.post(address, record.data))):
        if answer.status_code not in CLOSED_DOORS:
            yield f"{method} {answer.status_code}"
        text = b"".join(answer) if answer.streaming else answer.content
        yield from (f"{method} shows {secret}" for secret in record.secrets if secret.encode() in text)


def closed(
    readers: Mapping[str, Client], records: Mapping[str, Record], route: Route, allowed: Allowed
) -> list[str]:
    """Each cell in which somebody who may was not let in: otherwise a closed door would mean nothing."""
    return [
        f"{who} × {word} × {route[0]}"
        for word, record in records.items()
        for who, browser in readers.items()
        if allowed(who, word, route[0]) and browser.get(record.address(route)).status_code != 200
    ]
