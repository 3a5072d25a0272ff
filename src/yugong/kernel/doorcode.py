"""Door codes: once, for a minute, made here and understood by a lock that is never on line.

Lock and platform share a key. A code is two digits of a turn and six digits of HMAC-SM3 over the station, the
twenty seconds in which it was made and the turn. The lock takes a code of the last sixty seconds, each once.
"""

import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC

STEP = 20  # seconds
LIVES = 3  # so many steps, the first one begun: between forty and sixty seconds
AHEAD = 1  # steps by which the lock's clock may be slow
TURNS = 100  # codes that a station gives in a minute
DIGITS = 6
KEY_BYTES = 16
PATIENCE = 5  # wrong codes in a row before the lock rests
REST = timedelta(minutes=5)


class Answer(StrEnum):
    """What the lock does with what was typed."""

    OPENS = "opens"
    USED = "used"
    WRONG = "wrong"
    RESTS = "rests"


def step_of(at: datetime) -> int:
    return int(at.timestamp()) // STEP


def until(at: datetime) -> datetime:
    """When a code made at a moment stops to open."""
    return datetime.fromtimestamp((step_of(at) + LIVES) * STEP, UTC)


def make(key: bytes, station: str, at: datetime, turn: int) -> str:
    """The code of a turn at a moment, eight digits."""
    return _code(key, station, step_of(at), turn % TURNS)


def _code(key: bytes, station: str, step: int, turn: int) -> str:
    mac = HMAC(key, hashes.SM3())
    mac.update("\0".join(("door", station, str(step), str(turn))).encode())
    number = int.from_bytes(mac.finalize()[:8], "big") % 10**DIGITS
    return f"{turn:02d}{number:0{DIGITS}d}"


def read(key: bytes, station: str, typed: str, at: datetime) -> tuple[int, int] | None:
    """(step, turn) of a code that is good at a moment, to be remembered as used; None when it is not."""
    digits = "".join(typed.split())
    if len(digits) != DIGITS + 2 or not (digits.isascii() and digits.isdecimal()):
        return None
    now, turn, found = step_of(at), int(digits[:2]), None
    for step in range(now - LIVES + 1, now + AHEAD + 1):  # always all of them: the time tells nothing
        if hmac.compare_digest(_code(key, station, step, turn), digits):
            found = (step, turn)
    return found


@dataclass
class Lock:
    """What the lock at a station does by itself: its key, its clock, and a short memory."""

    key: bytes
    station: str
    used: set[tuple[int, int]] = field(default_factory=set)
    wrong: int = 0
    rests_until: datetime | None = None

    def hears(self, typed: str, at: datetime) -> Answer:
        """Open once for a good code; rest after too many wrong ones."""
        if self.rests_until and at < self.rests_until:
            return Answer.RESTS
        self.used = {one for one in self.used if one[0] > step_of(at) - LIVES}
        good = read(self.key, self.station, typed, at)
        if good is None:
            self.wrong += 1
            if self.wrong >= PATIENCE:
                self.wrong, self.rests_until = 0, at + REST
            return Answer.WRONG
        if good in self.used:
            return Answer.USED
        self.used.add(good)
        self.wrong = 0
        return Answer.OPENS
