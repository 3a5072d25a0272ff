"""Sealing roster lines ahead of their loading, in other processes; pure but for the keys they are given."""

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context, parent_process
from typing import Any, TypeVar

from django.conf import settings

from yugong.ground.people import vault
from yugong.ground.people.copying import cells
from yugong.ground.people.identity import Identity, columns
from yugong.kernel.ident import uuid7

T = TypeVar("T")
PERSON = (
    *("name_sealed", "name_index", "name_grams", "paper", "number_sealed", "number_index", "tail_index"),
    *("phone_sealed", "phone_index", "phone_tail_index", "born_sealed", "sex", "facts_sealed"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One checked roster line: who, as what, and since when a member; the number is required."""

    key: int
    identity: Identity
    trade: str = ""
    department: str = ""
    joined_on: date | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A line as a person's row to be: its id, how its number is found, its cells of PERSON for COPY."""

    row: str
    indexes: tuple[bytes, ...]
    cells: str


def numbered(given: Identity) -> str:
    """What the blind index of a number is made of."""
    return f"{given.paper}:{given.number}"


def number_indexes(given: Identity) -> tuple[bytes, ...]:
    """The blind indexes of a number under every key still known."""
    return tuple(vault.blinds(numbered(given), "number"))


def seal(given: Identity) -> Sealed:
    """A new person's row, sealed under the active keys."""
    row = uuid7()
    held = columns(given, row=row)
    assert len(held) == len(PERSON), "sealing: PERSON must name every sealed column"
    return Sealed(str(row), number_indexes(given), cells(held[name] for name in PERSON))


def seal_all(given: list[Identity]) -> list[Sealed]:
    """Every one of them, in order."""
    return [seal(one) for one in given]


def sealed_ahead(
    chunks: Iterable[tuple[T, list[Line]]], *, workers: int
) -> Iterator[tuple[T, list[Line], list[Sealed]]]:
    """The chunks in order with their lines sealed by `workers` processes, a few chunks ahead and no more."""
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(settings.YUGONG_KEYRING,)
    ) as pool:
        waiting: deque[tuple[T, list[Line], Future[list[Sealed]]]] = deque()
        for tag, lines in chunks:
            waiting.append((tag, lines, pool.submit(seal_all, [line.identity for line in lines])))
            if len(waiting) > workers + 1:
                tag, lines, done = waiting.popleft()
                yield tag, lines, done.result()
        for tag, lines, done in waiting:
            yield tag, lines, done.result()


def _begin(keyring: Any) -> None:
    """Start a sealing process: it knows the keys and nothing else, and ends when its parent does."""
    settings.configure(YUGONG_KEYRING=keyring)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    if parent := parent_process():
        parent.join()
    os._exit(0)
