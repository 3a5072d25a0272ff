"""Reads a QR code off the page as a partner's phone does: modules, mask, blocks, bytes (ISO/IEC 18004)."""

import re
from itertools import zip_longest

from segno import consts, encoder

Modules = list[list[int]]


def modules(path: str, border: int = 2) -> Modules:
    """The dark modules drawn by an SVG path of horizontal strokes."""
    steps = re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", path)
    x = y = 0.0
    dark = set()
    for kind, first, second in steps:
        if kind == "h":
            dark |= {(int(y - 0.5), int(x) + n) for n in range(int(float(first)))}
            x += float(first)
        else:
            x, y = (0.0, 0.0) if kind == "M" else (x, y)
            x, y = x + float(first), y + float(second)
    size = max(row for row, _ in dark) - border + 1
    return [[int((r + border, c + border) in dark) for c in range(size)] for r in range(size)]


def codewords(code: Modules) -> list[int]:
    """The bytes in the order in which they lie in the symbol, mask taken off."""
    size = len(code)
    free = encoder.make_matrix(size, size)
    encoder.add_finder_patterns(free, size, size)
    encoder.add_alignment_patterns(free, size, size)
    mask = encoder.get_data_mask_functions(False)[(format_bits(code) >> 10) & 7]
    bits = []
    for right in range(size - 1, 0, -2):
        right -= right <= 6
        for step in range(size):
            for column in (right, right - 1):
                upwards = ((right & 2) == 0) ^ (column < 6)
                row = size - 1 - step if upwards else step
                if free[row][column] == 2:
                    bits.append(code[row][column] ^ int(mask(row, column)))
    return [int("".join(map(str, bits[n : n + 8])), 2) for n in range(0, len(bits) - 7, 8)]


def format_bits(code: Modules) -> int:
    """The fifteen format bits around the first finder pattern."""
    around = [(8, c) for c in (0, 1, 2, 3, 4, 5, 7, 8)] + [(r, 8) for r in (7, 5, 4, 3, 2, 1, 0)]
    return int("".join(str(code[r][c]) for r, c in around), 2) ^ 0b101010000010010


def read(path: str) -> str:
    """The text in the code; only byte segments, as addresses are written."""
    code = modules(path)
    version = (len(code) - 17) // 4
    infos = consts.ECC[version][format_bits(code) >> 13]
    lengths = [info.num_data for info in infos for _ in range(info.num_blocks)]
    stream = iter(codewords(code))
    columns = [
        [next(stream) if place < length else None for length in lengths] for place in range(max(lengths))
    ]
    data = [byte for block in zip_longest(*columns) for byte in block if byte is not None]
    bits = "".join(f"{byte:08b}" for byte in data)
    assert bits[:4] == "0100", "not a byte segment"
    wide = 8 if version < 10 else 16
    count = int(bits[4 : 4 + wide], 2)
    start = 4 + wide
    return bytes(int(bits[start + 8 * n : start + 8 * n + 8], 2) for n in range(count)).decode()
