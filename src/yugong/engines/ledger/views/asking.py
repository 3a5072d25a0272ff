"""Which part of the books a page shows: read from its address, and written into the address of another."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from yugong.engines.ledger.queries.reach import Reach
from yugong.engines.ledger.queries.statement import Asked
from yugong.kernel.actor import Seat
from yugong.kernel.books import UNION
from yugong.kernel.calendar import local_day

BELOW = "below"
HEADS = frozenset(head.key for head in UNION.heads)


def reach_of(given: Mapping[str, str], seat: Seat) -> Reach:
    """The officer's own union, or all below it too when the address says so."""
    return Reach(seat.unit_id, seat.unit_path, below=given.get("levels") == BELOW)


def number(given: Mapping[str, str], name: str, least: int, most: int) -> int | None:
    """A whole number within bounds, or nothing."""
    text = given.get(name, "").strip()
    found = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1
    return found if least <= found <= most else None


def key_of(given: Mapping[str, str], name: str) -> UUID | None:
    """The key of a row, or nothing."""
    try:
        return UUID(given.get(name, ""))
    except ValueError:
        return None


def asked_of(given: Mapping[str, str], seat: Seat) -> Asked:
    """What the address asks for; what it says wrongly is left out."""
    head, side = given.get("head", ""), given.get("side", "")
    return Asked(
        reach_of(given, seat),
        year=number(given, "year", 2000, 2999),
        month=number(given, "month", 1, 12),
        head=head if head in HEADS else "",
        fund=key_of(given, "fund"),
        source=given.get("source", "")[:10],
        of=number(given, "of", 2000, 2999),
        side=side if side in ("in", "out") else "",
        text=given.get("q", "").strip()[:60],
    )


def words_of(asked: Asked) -> dict[str, str]:
    """The same as the parts of an address."""
    parts: dict[str, Any] = {
        "levels": BELOW if asked.reach.below else "", "year": asked.year, "month": asked.month,
        "head": asked.head, "fund": asked.fund, "source": asked.source, "of": asked.of,
        "side": asked.side, "q": asked.text,
    }  # fmt: skip
    return {name: str(value) for name, value in parts.items() if value}


def to(name: str, asked: Asked, **other: Any) -> str:
    """The address of a page that shows what is asked, but for what is said otherwise."""
    words = words_of(replace(asked, **other))
    return f"{reverse(name)}?{urlencode(words)}" if words else reverse(name)


def year_of(given: Mapping[str, str], now: datetime) -> int:
    """The year that is looked at, by default this one."""
    return number(given, "year", 2000, 2999) or local_day(now).year
