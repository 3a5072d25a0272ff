"""A code that changes every half minute: shown at the door, typed by who is there, of no use later."""

import hmac
from datetime import datetime
from hashlib import sha256

SECONDS = 30
DIGITS = 6


def code(key: str, at: datetime, *, back: int = 0) -> str:
    """The six digits of the half minute in which `at` lies, or of the one `back` before it."""
    window = int(at.timestamp()) // SECONDS - back
    digest = hmac.digest(key.encode(), str(window).encode(), sha256)
    return f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}d}"


def fits(key: str, typed: str, at: datetime) -> bool:
    """Whether it is the code of now or of the half minute before; compared in constant time."""
    given = typed.strip().encode()
    same = [hmac.compare_digest(code(key, at, back=back).encode(), given) for back in (0, 1)]
    return any(same)
