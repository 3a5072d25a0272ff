"""Roster lines as rows of persons: sealed and indexed many at once; what repeats is indexed once."""

import json
from collections.abc import Iterable, Sequence
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
    told = {
        "name_sealed": [one.name for one in given],
        "number_sealed": [one.number for one in given],
        "phone_sealed": [one.phone for one in given],
        "born_sealed": [one.born.isoformat() if one.born else "" for one in given],
        "facts_sealed": [json.dumps(one.extra, ensure_ascii=False) if one.extra else "" for one in given],
    }
    held = [_hex(vault.seal_many(texts, rows, table=TABLE, column=name)) for name, texts in told.items()]
    papers, sexes = [cell(one.paper) for one in given], [one.sex for one in given]
    columns = zip(rows, papers, sexes, *_indexes(given), *held, strict=True)
    return [Sealed(row, "\t".join(cells)) for row, cells in zip(rows, columns, strict=True)]


def _hex(blobs: list[bytes]) -> list[str]:
    return ["\\\\x" + blob.hex() if blob else NONE for blob in blobs]


def _indexes(given: Sequence[Identity]) -> list[list[str]]:
    """The columns of the blind indexes: names and endings repeat, numbers and phones do not."""
    key_id, key = settings.YUGONG_KEYRING.current("index")
    names = [_name(key_id, key, one.name) for one in given]
    numbers = _hex(vault.blind_many([numbered(one) for one in given], "number"))
    phones = _hex(vault.blind_many([one.phone for one in given], "phone"))
    return [
        [index for index, _ in names],
        [grams for _, grams in names],
        [held if one.number else NONE for held, one in zip(numbers, given, strict=True)],
        [_tail(key_id, key, "tail", one.number[-4:]) if one.number else NONE for one in given],
        [held if one.phone else NONE for held, one in zip(phones, given, strict=True)],
        [_tail(key_id, key, "phone_tail", one.phone[-4:]) if one.phone else NONE for one in given],
    ]


def name_index(name: str) -> bytes:
    """The blind index of a name under the active key."""
    return _index(*settings.YUGONG_KEYRING.current("index"), name)


def grams(names: Iterable[str]) -> list[str]:
    """The grams of names under the active key, as cells for COPY."""
    key_id, key = settings.YUGONG_KEYRING.current("index")
    return [_name(key_id, key, name)[1] for name in names]


@lru_cache(maxsize=100_000)
def _index(key_id: int, key: bytes, name: str) -> bytes:
    """The keys are part of what is remembered."""
    return vault.blind(name, "name")


@lru_cache(maxsize=100_000)
def _name(key_id: int, key: bytes, name: str) -> tuple[str, str]:
    """The index and the grams of a name."""
    return cell(_index(key_id, key, name)), cell(vault.grams(name))


@lru_cache(maxsize=50_000)
def _tail(key_id: int, key: bytes, purpose: str, tail: str) -> str:
    return cell(vault.blind(tail, purpose))
