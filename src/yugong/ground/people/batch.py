"""SM4-GCM (NIST SP 800-38D) of many cells of one column and length: the same bytes as one by one, sooner.

OpenSSL begins anew for every cell, which costs more than sealing it. Here the cipher runs once over the
counters of all cells, and the hash, a sum over a cell's bytes each times a power of the hash key, is taken
from tables, one byte's place in all cells at a time.
"""

import os
from collections.abc import Sequence
from functools import lru_cache, reduce
from operator import xor

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK, NONCE, ROW = 16, 12, 36
_REDUCED = 0xE1 << 120
_DASHES = (8, 13, 18, 23)  # in the text of a row's id
_DIGITS = [place for place in range(ROW) if place not in _DASHES]
Products = list[int]  # of each value of one byte
Planes = list[bytes]  # the same, a translation table for each of the 16 bytes of a product


class Sealer:
    """Seals the cells of one column of a table whose texts have the same number of bytes, under one key."""

    def __init__(self, key: bytes, prefix: bytes, length: int) -> None:
        """`prefix` stands before a row's id in the words a cell is sealed to."""
        self._cipher = Cipher(algorithms.SM4(key), modes.ECB()).encryptor()  # noqa: S305  of counters only
        self._length, self._blocks = length, -(-length // BLOCK)
        named, power, powers = -(-(len(prefix) + ROW) // BLOCK), 1 << 127, []
        secret = int.from_bytes(self._cipher.update(bytes(BLOCK)), "big")
        for _ in range(1 + self._blocks + named):
            power = times(power, secret)
            powers.append(_products(power))
        body = [one for block in powers[self._blocks : 0 : -1] for one in block]
        words = [one for block in powers[: self._blocks : -1] for one in block]
        sizes = ((len(prefix) + ROW) << 67 | length << 3).to_bytes(BLOCK, "big")
        fixed = [powers[0][place][byte] for place, byte in enumerate(sizes)]
        fixed += [words[place][byte] for place, byte in enumerate(prefix)]
        fixed += [words[len(prefix) + place][ord("-")] for place in _DASHES]
        self._fixed = reduce(xor, fixed).to_bytes(BLOCK, "big")
        self._planes = [_planes(one) for one in (*_pairs(words[len(prefix) :]), *body[:length])]
        counts = [count.to_bytes(4, "big") for count in (*range(2, self._blocks + 2), 1)]
        self._counts = (b"", *counts)

    def seal(self, cells: Sequence[tuple[str, bytes]]) -> list[bytes]:
        """Nonce, ciphertext and tag of each (row, text); a row is a UUID in its usual text."""
        many, length, width = len(cells), self._length, (self._blocks + 1) * BLOCK
        fresh = os.urandom(NONCE * many)
        nonces = [fresh[start : start + NONCE] for start in range(0, NONCE * many, NONCE)]
        masks = self._cipher.update(b"".join([nonce.join(self._counts) for nonce in nonces]))
        filling = bytes(width - length)
        plain = b"".join([text + filling for _, text in cells])
        stream = (int.from_bytes(masks, "big") ^ int.from_bytes(plain, "big")).to_bytes(len(masks), "big")
        rows = bytes.fromhex("".join([row for row, _ in cells]).replace("-", ""))
        columns = [rows[place::BLOCK] for place in range(BLOCK)]
        columns += [stream[place::width] for place in range(length)]
        masked = b"".join([stream[width - BLOCK + place :: width] for place in range(BLOCK)])
        fixed = b"".join([bytes((byte,)) * many for byte in self._fixed])
        total = int.from_bytes(masked, "big") ^ int.from_bytes(fixed, "big")
        for column, planes in zip(columns, self._planes, strict=True):
            total ^= int.from_bytes(b"".join([column.translate(plane) for plane in planes]), "big")
        tags = total.to_bytes(BLOCK * many, "big")
        return [
            nonce + stream[place * width : place * width + length] + tags[place::many]
            for place, nonce in enumerate(nonces)
        ]


def times(one: int, other: int) -> int:
    """The product in the field of GCM, whose bits run from the highest down."""
    total = 0
    for bit in range(127, -1, -1):
        if one >> bit & 1:
            total ^= other
        other = other >> 1 ^ (_REDUCED if other & 1 else 0)
    return total


def _products(power: int) -> list[Products]:
    """For each byte of a block, its every value times a power of the hash key."""
    made = []
    for _ in range(BLOCK):
        table = [0] * 256
        for bit in range(7, -1, -1):
            table[1 << bit] = power
            power = power >> 1 ^ (_REDUCED if power & 1 else 0)
        for value in range(3, 256):
            table[value] = table[value & value - 1] ^ table[value & -value]
        made.append(table)
    return made


def _pairs(words: list[Products]) -> list[Products]:
    """For each byte of a row's id, the products of its two digits where they stand in the text."""
    digits = [f"{value:02x}".encode() for value in range(256)]
    pairs = zip(_DIGITS[::2], _DIGITS[1::2], strict=True)
    return [[words[high][two[0]] ^ words[low][two[1]] for two in digits] for high, low in pairs]


def _planes(products: Products) -> Planes:
    whole = b"".join([product.to_bytes(BLOCK, "big") for product in products])
    return [whole[place::BLOCK] for place in range(BLOCK)]


@lru_cache(maxsize=64)
def sealer(key: bytes, prefix: bytes, length: int) -> Sealer:
    """The sealer of a column and length under a key; it is made in some milliseconds and kept."""
    return Sealer(key, prefix, length)
