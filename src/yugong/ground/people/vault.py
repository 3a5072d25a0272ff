"""Sealed values and blind indexes: SM4-GCM bound to its cell; HMAC-SM3 to find without reading."""

import os
import struct
from collections.abc import Iterable, Sequence
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

from yugong.kernel.errors import Broken

FORMAT, SM4_GCM = 1, 1
KNOWN = bytes((FORMAT, SM4_GCM))
HEAD, NONCE, TAG = 3, 12, 16
_sm4 = lru_cache(maxsize=64)(algorithms.SM4)


def _place(table: str, column: str, row: UUID | int | str) -> bytes:
    return f"{table}.{column}:{row}".encode()


def seal(text: str, *, table: str, column: str, row: UUID | int | str) -> bytes:
    """Encrypt a value for one cell; it opens in that cell only.

    Form: format, algorithm, key id (a byte each), 12 bytes nonce, ciphertext, 16 bytes tag.
    """
    key_id, key = settings.YUGONG_KEYRING.current("field")
    nonce = os.urandom(NONCE)
    cipher = Cipher(_sm4(key), modes.GCM(nonce)).encryptor()
    cipher.authenticate_additional_data(_place(table, column, row))
    body = cipher.update(text.encode()) + cipher.finalize()
    return bytes((FORMAT, SM4_GCM, key_id)) + nonce + body + cipher.tag


def seal_many(texts: Sequence[str], rows: Sequence[str], *, table: str, column: str) -> list[bytes]:
    """The same for one column of many rows, all under one key; an empty text stays empty."""
    key_id, key = settings.YUGONG_KEYRING.current("field")
    head, prefix, sm4 = bytes((FORMAT, SM4_GCM, key_id)), f"{table}.{column}:".encode(), _sm4(key)
    fresh, sealed = os.urandom(NONCE * len(texts)), []
    # the cipher is made once: with each value it only gets a nonce of its own
    cipher = Cipher(sm4, modes.GCM(bytes(NONCE)))
    for place, (text, row) in enumerate(zip(texts, rows, strict=True)):
        if not text:
            sealed.append(b"")
            continue
        nonce = fresh[NONCE * place : NONCE * (place + 1)]
        cipher.mode = modes.GCM(nonce)
        one = cipher.encryptor()
        one.authenticate_additional_data(prefix + row.encode())
        body = one.update(text.encode()) + one.finalize()
        sealed.append(head + nonce + body + one.tag)
    return sealed


def unseal(blob: bytes | memoryview | None, *, table: str, column: str, row: UUID | int | str) -> str:
    """Decrypt a cell; "" for an empty one. A value moved from another cell or changed is Broken."""
    return unseal_many([blob], [str(row)], table=table, column=column)[0] if blob else ""


def bytes_in(told: str) -> bytes:
    """A sealed blob as JSON of the database tells it: a mark and hexadecimal digits."""
    return bytes.fromhex(told[2:])


def unseal_many(
    blobs: Sequence[bytes | memoryview | None], rows: Sequence[str], *, table: str, column: str
) -> list[str]:
    """The same for one column of many rows."""
    ring, prefix, texts = settings.YUGONG_KEYRING, f"{table}.{column}:".encode(), []
    for blob, row in zip(blobs, rows, strict=True):
        if not blob:
            texts.append("")
            continue
        raw = bytes(blob)
        if raw[:2] != KNOWN:
            raise Broken(f"vault: {table}.{column} has an unknown format")
        sm4, nonce = _sm4(ring.get("field", raw[2])), raw[HEAD : HEAD + NONCE]
        cipher = Cipher(sm4, modes.GCM(nonce, raw[-TAG:])).decryptor()
        cipher.authenticate_additional_data(prefix + row.encode())
        try:
            texts.append((cipher.update(raw[HEAD + NONCE : -TAG]) + cipher.finalize()).decode())
        except InvalidTag:
            raise Broken(f"vault: {table}.{column} of {row} does not open: changed or moved") from None
    return texts


@lru_cache(maxsize=64)
def _keyed(key: bytes) -> hmac.HMAC:
    return hmac.HMAC(key, hashes.SM3())


def _mac(key: bytes, text: str) -> bytes:
    mac = _keyed(key).copy()  # half the cost of keying it anew
    mac.update(text.encode())
    return mac.finalize()


def blind(text: str, purpose: str) -> bytes:
    """The blind index of a value under the active key: a key id byte and 16 bytes of HMAC-SM3."""
    key_id, key = settings.YUGONG_KEYRING.current("index")
    return bytes((key_id,)) + _mac(key, f"{purpose}\0{text}")[:16]


def blinds(text: str, purpose: str) -> list[bytes]:
    """The blind indexes under every key still known, to look up while keys change."""
    keys = settings.YUGONG_KEYRING.keys["index"]
    return [bytes((key_id,)) + _mac(key, f"{purpose}\0{text}")[:16] for key_id, key in keys.items()]


def blind_many(texts: Iterable[str], purpose: str) -> list[bytes]:
    """The blind indexes of many values under the active key."""
    key_id, key = settings.YUGONG_KEYRING.current("index")
    return _blind_all(key_id, key, texts, purpose)


def blinds_many(texts: Sequence[str], purpose: str) -> list[list[bytes]]:
    """The blind indexes of many values, a list under every key still known."""
    keys = settings.YUGONG_KEYRING.keys["index"]
    return [_blind_all(key_id, key, texts, purpose) for key_id, key in keys.items()]


def array(indexes: Iterable[bytes]) -> str:
    """Many indexes as one parameter of the type bytea[], which costs far less than a parameter for each."""
    return "{" + ",".join([f'"\\\\x{index.hex()}"' for index in indexes]) + "}"


def _blind_all(key_id: int, key: bytes, texts: Iterable[str], purpose: str) -> list[bytes]:
    head, begun = bytes((key_id,)), _keyed(key).copy()
    begun.update(f"{purpose}\0".encode())
    made = []
    for text in texts:
        mac = begun.copy()
        mac.update(text.encode())
        made.append(head + mac.finalize()[:16])
    return made


def grams(name: str) -> list[int]:
    """Blind character singles and pairs of a name, for a GIN contains-search by any part of it."""
    _, key = settings.YUGONG_KEYRING.current("index")
    return sorted(_grams(key, {*name, *_pairs(name)}))


def needles(part: str) -> list[list[int]]:
    """What a searched part of a name must contain, its pairs or the single character, under each known key.

    A name is found when it contains all of any one list; the active key's comes first.
    """
    ring = settings.YUGONG_KEYRING
    keys = dict([ring.current("index"), *ring.keys["index"].items()])
    return [_grams(key, _pairs(part) or [part]) for key in keys.values()]


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _grams(key: bytes, parts: Iterable[str]) -> list[int]:
    return [_gram(key, part) for part in parts]


@lru_cache(maxsize=50_000)
def _gram(key: bytes, part: str) -> int:
    """Characters and pairs of names repeat: most are looked up, not reckoned."""
    return int(struct.unpack(">i", _mac(key, f"gram\0{part}")[:4])[0])
