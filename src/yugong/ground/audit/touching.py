"""What a deed touched: triggers note it in the transaction; whoever counts records fills these sockets.

A setting of the transaction says that there is something to recount; it comes back with the query that every
log entry makes anyway, so a deed that touches nothing counted costs nothing. A verb that makes many new
records at once says so itself: nothing can be known of them yet, so they are counted together.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

_settle: list[Callable[[], None]] = []
_count: list[Callable[[str, Sequence[str]], None]] = []
SAYS = "current_setting('yugong.touched', true)"
COUNTED = "SELECT current_setting('yugong.measuring', true) IS DISTINCT FROM 'off'"
COUNTING = "SET LOCAL yugong.measuring = '{}'"


def fill(settle: Callable[[], None], count: Callable[[str, Sequence[str]], None]) -> None:
    """Name what recounts and what counts new records; called once, at start-up."""
    _settle[:], _count[:] = [settle], [count]


def settled() -> None:
    """Recount what this transaction touched."""
    for settle in _settle:
        settle()


@contextmanager
def uncounted() -> Iterator[bool]:
    """Within a transaction: nothing is noted; whether it was noted before."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        before = bool(cursor.fetchone()[0])
        cursor.execute(COUNTING.format("off"))
        yield before
        if before:
            cursor.execute(COUNTING.format("on"))


@contextmanager
def bringing(source: str, records: Sequence[str]) -> Iterator[None]:
    """Write records of a source that are new, then count them all at once; not while nothing is counted."""
    with uncounted() as before:
        yield
    if before and records:
        for count in _count:
            count(source, records)
