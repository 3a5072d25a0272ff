"""Processes that work beside one long job: the platform set up in each, on the job's database and keys."""

import gc
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from typing import Any, TypeVar

import django
from django.conf import settings
from django.db import connections

T = TypeVar("T")
R = TypeVar("R")


def shared_out(
    work: Callable[..., R], given: Iterable[T], *, workers: int, **same: Any
) -> Iterator[tuple[T, R]]:
    """Every piece given with what `work(piece, **same)` made of it, in order, by so many processes.

    A few pieces are taken ahead and no more. The first failure ends it; what is being done is still finished.
    """
    begin = (settings.YUGONG_KEYRING, connections["default"].settings_dict)
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_begin, initargs=begin
    ) as pool:
        waiting: deque[tuple[T, Future[R]]] = deque()
        try:
            for piece in given:
                waiting.append((piece, pool.submit(work, piece, **same)))
                if len(waiting) > workers + 2:
                    first, done = waiting.popleft()
                    yield first, done.result()
            while waiting:
                first, done = waiting.popleft()
                yield first, done.result()
        finally:
            for _, left in waiting:
                left.cancel()


def _begin(keyring: Any, database: dict[str, Any]) -> None:
    """Start a process of the crew; it ends when its parent does."""
    threading.Thread(target=_follow, daemon=True).start()
    django.setup()
    settings.YUGONG_KEYRING = keyring
    connections["default"].settings_dict.update(database)
    gc.disable()  # short-lived, and its many small values hold no circles: looking for some costs a fifth


def _follow() -> None:
    if parent := parent_process():
        parent.join()
    os._exit(0)
