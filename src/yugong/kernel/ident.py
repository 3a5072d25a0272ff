"""uuid7(): identifiers that sort by the time they were made, strictly rising in a process (RFC 9562)."""

import secrets
import threading
import time
from datetime import UTC, datetime
from uuid import UUID

_lock = threading.Lock()
_last = 0  # 48 bits of milliseconds and 12 bits of counter, as one number


def uuid7() -> UUID:
    """A new identifier, later than all before it, even within a millisecond or when the clock steps back."""
    global _last
    with _lock:
        _last = max(_last + 1, time.time_ns() // 1_000_000 << 12)
        stamp = _last
    milliseconds, counter = stamp >> 12, stamp & 0xFFF
    high = milliseconds << 16 | 0x7 << 12 | counter
    low = 0b10 << 62 | secrets.randbits(62)
    return UUID(int=high << 64 | low)


def uuid7_texts(count: int) -> list[str]:
    """Many new identifiers as text, in rising order."""
    global _last
    with _lock:
        first = max(_last + 1, time.time_ns() // 1_000_000 << 12)
        _last = first + count - 1
    fresh, made = secrets.token_bytes(8 * count).hex(), []
    for stamp in range(first, first + count):
        time_hex, end = f"{stamp >> 12:012x}", 16 * (stamp - first)
        variant = "89ab"[int(fresh[end], 16) & 3]
        made.append(
            f"{time_hex[:8]}-{time_hex[8:]}-7{stamp & 0xFFF:03x}-"
            f"{variant}{fresh[end + 1 : end + 4]}-{fresh[end + 4 : end + 16]}"
        )
    return made


def made_at(identifier: UUID) -> datetime:
    """The millisecond at which a uuid7 was made."""
    return datetime.fromtimestamp((identifier.int >> 80) / 1000, UTC)
