"""Roster lines as rows of persons: sealed and indexed many at once; what repeats is indexed once."""

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings

from yugong.ground.people import vault
from yugong.ground.people.copying import cell
from yugong.ground.people.identity import TABLE, Identity
from yugong.kernel.ident import uuid7_texts

PERSON = (
    *("id", "paper", "sex", "name_index", "name_grams", "number_index", "tail_index"),
    *("phone_index", "phone_tail_index"),
    *("name_sealed", "number_sealed", "phone_sealed", "born_sealed", "facts_sealed"),
)
NONE = cell(None)


class Line(NamedTuple):
    """One checked roster line: who, as what, and since when a member; the number is required."""

    key: int
    identity: Identity
    trade: str = ""
    department: str = ""
    joined_on: date | None = None


class Sealed(NamedTuple):
    """A new person's row: its id, and its cells of PERSON for COPY."""

    row: str
    cells: str


def numbered(given: Identity) -> str:
    """What the blind index of a number is made of."""
    return f"{given.paper}:{given.number}"


def seal_all(given: Sequence[Identity]) -> list[Sealed]:
    """New persons' rows in order, sealed under the active keys."""
    rows = uuid7_texts(len(given))
    wanted: list[tuple[str, str, str]] = []
    for row, one in zip(rows, given, strict=True):
        wanted.append(("name_sealed", row, one.name))
        wanted.append(("number_sealed", row, one.number))
        wanted.append(("phone_sealed", row, one.phone))
        wanted.append(("born_sealed", row, one.born.isoformat() if one.born else ""))
        wanted.append(("facts_sealed", row, json.dumps(one.extra, ensure_ascii=False) if one.extra else ""))
    filled = [one for one in wanted if one[2]]
    sealed = iter([f"\\\\x{blob.hex()}" for blob in vault.seal_many(filled, table=TABLE)])
    held = [next(sealed) if text else NONE for _, _, text in wanted]
    found = _indexes(given)
    return [
        Sealed(
            row, "\t".join((row, cell(one.paper), one.sex, *found[place], *held[5 * place : 5 * place + 5]))
        )
        for place, (row, one) in enumerate(zip(rows, given, strict=True))
    ]


def _indexes(given: Sequence[Identity]) -> list[tuple[str, ...]]:
    """The cells of the blind indexes: names and endings repeat, numbers and phones do not."""
    key_id, key = settings.YUGONG_KEYRING.current("index")
    numbers = vault.blind_many([numbered(one) for one in given], "number")
    phones = vault.blind_many([one.phone for one in given], "phone")
    made: list[tuple[str, ...]] = []
    for one, number, phone in zip(given, numbers, phones, strict=True):
        made.append(
            (
                *_name(key_id, key, one.name),
                *(
                    (f"\\\\x{number.hex()}", _tail(key_id, key, "tail", one.number[-4:]))
                    if one.number
                    else (NONE, NONE)
                ),
                *(
                    (f"\\\\x{phone.hex()}", _tail(key_id, key, "phone_tail", one.phone[-4:]))
                    if one.phone
                    else (NONE, NONE)
                ),
            )
        )
    return made


@lru_cache(maxsize=100_000)
def _name(key_id: int, key: bytes, name: str) -> tuple[str, str]:
    """The index and the grams of a name; the keys are part of what is remembered."""
    return cell(vault.blind(name, "name")), cell(vault.grams(name))


@lru_cache(maxsize=50_000)
def _tail(key_id: int, key: bytes, purpose: str, tail: str) -> str:
    return cell(vault.blind(tail, purpose))
