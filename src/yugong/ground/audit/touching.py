"""What a deed touched: triggers note it in the transaction, and whoever counts records fills this socket.

A setting of the transaction says that there is something to recount; it comes back with the query that every
log entry makes anyway, so a deed that touches nothing counted costs nothing.
"""

from collections.abc import Callable

_settle: list[Callable[[], None]] = []
SAYS = "current_setting('yugong.touched', true)"


def fill(settle: Callable[[], None]) -> None:
    """Name what recounts; called once, at start-up."""
    _settle[:] = [settle]


def settled() -> None:
    """Recount what this transaction touched."""
    for settle in _settle:
        settle()
