"""What goes along with a payment: scenes that hear how it ended, and the checks they add before it is made.

A scene declares in its apps.py, by how its payments' `about` begins:
`settled.add(Follower("aid.grant:", paid=granted, failed=gone_back))` and
`checks.add(Check("aid.on_file", of="aid.", against=off_file))`, and what it is called on pages with
`purposes.add(Purpose("aid.grant:", "帮扶发放"))`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yugong.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class Owed:
    """One payment as a scene sees it: its id, whose it is, what for, how much in fen."""

    payment: UUID
    payee: UUID
    about: str
    purpose: str
    period: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Follower:
    """Who hears how payments end whose `about` begins with the key, in the transaction that books it.

    `paid(owed, on=, by=, at=)`: the bank has paid it on that day; `failed(owed, reason=, by=, at=)`: the bank
    has not, for the reason it gives, and the payment waits to be paid again; also after `paid`, when what
    could not be credited comes back.
    """

    key: str
    paid: Callable[..., object]
    failed: Callable[..., object]


@dataclass(frozen=True, slots=True)
class Check:
    """One check before paying, asked when a batch is made, checked and released.

    `against(owed, on)` gives for each payment that must not be made, by its id, a sentence that says why; it
    is asked about those whose `about` begins with `of`, all at once.
    """

    key: str
    against: Callable[[Sequence[Owed], date], Mapping[UUID, str]]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What money is for on a page, where `about` begins with the key."""

    key: str
    name: str


NUMBER = 24  # a matter's number is no longer; ids of rows are, and nobody reads them
purposes: Registry[Purpose] = Registry("purpose of money")
settled: Registry[Follower] = Registry("follower of payments")
checks: Registry[Check] = Registry("check before paying")


def objections(owed: Iterable[Owed], on: date) -> dict[UUID, str]:
    """What the scenes have against payments, the first reason of each by its id."""
    found: dict[UUID, str] = {}
    rest = list(owed)
    for check in checks:
        asked = [one for one in rest if one.about.startswith(check.of) and one.payment not in found]
        if asked:
            found.update(check.against(asked, on))
    return found


def purpose_of(about: str) -> str:
    """What money is for, in words: the name of how `about` begins, and a matter's number if one follows."""
    for one in purposes:
        if about.startswith(one.key):
            tail = about.removeprefix(one.key).strip(":")
            return f"{one.name} {tail}" if 0 < len(tail) <= NUMBER else one.name
    return about


def following(owed: Owed) -> list[Follower]:
    """Who hears of this payment."""
    return [one for one in settled if owed.about.startswith(one.key)]
