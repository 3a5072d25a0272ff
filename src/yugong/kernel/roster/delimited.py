"""Delimited text: which encoding, which delimiter, which rows."""

import csv
import io
from codecs import getincrementaldecoder
from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from yugong.kernel.errors import Refused
from yugong.kernel.roster.grid import NOT_A_TABLE, Limits, Sheet
from yugong.kernel.roster.packed import Packed


class _SwallowedError(Exception):
    """A quote was opened and never closed."""


DELIMITERS = (",", "\t", ";", "，", "；", "、", "|")
_FIELD = 1_000_000
_BLOCK = 2**20
_SWALLOWED = 20  # line breaks in one cell: a quote was opened and never closed


def encoding(data: bytes) -> tuple[str, str]:
    """The encoding and what to do about errors: by byte-order mark, then UTF-16 without mark, UTF-8, GB18030
    (which holds GBK and GB2312)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", "replace"
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig", "replace"
    start = data[:4000]
    zeros = start.count(0)
    if zeros > len(start) // 10:
        even = sum(1 for b in start[::2] if b == 0)
        return ("utf-16-be" if even * 2 > zeros else "utf-16-le"), "replace"
    for name in ("utf-8", "gb18030"):
        if _holds(data, name):
            return name, "strict"
    found = {name: _wrong(data, name) for name in ("utf-8", "gb18030")}
    best = min(found, key=lambda name: found[name][0])
    wrong, length = found[best]
    if wrong > max(3, length // 500):
        raise Refused(NOT_A_TABLE, field="file", code="file_not_a_table")
    return best, "replace"


def _blocks(data: bytes) -> Iterator[bytes]:
    view = memoryview(data)
    return (bytes(view[start : start + _BLOCK]) for start in range(0, len(data), _BLOCK))


def _holds(data: bytes, name: str) -> bool:
    """Whether all of the data is of an encoding."""
    decoder = getincrementaldecoder(name)()
    try:
        for block in _blocks(data):
            decoder.decode(block)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _wrong(data: bytes, name: str) -> tuple[int, int]:
    """How many characters are none of an encoding, and how many there are."""
    decoder = getincrementaldecoder(name)("replace")
    texts = (decoder.decode(block) for block in _blocks(data))
    counts = [(text.count("\ufffd"), len(text)) for text in texts]
    return sum(wrong for wrong, _ in counts), sum(length for _, length in counts)


def delimiter(sample: str) -> str:
    """The delimiter that cuts most lines into the same number of cells."""
    lines = [line for line in sample.splitlines() if line.strip()][:200]
    best, best_score = ",", (0.0, 0)
    for mark in DELIMITERS:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=mark) if len(row) > 1)
        if not counts:
            continue
        cells, often = counts.most_common(1)[0]
        score = (round(often / len(lines), 1), cells)
        if score > best_score:
            best, best_score = mark, score
    return best


def read_text(data: bytes, name: str, limits: Limits) -> Sheet:
    """Read delimited text as one sheet; a record counts as one row, blank lines too, as in Excel."""
    csv.field_size_limit(_FIELD)
    how = encoding(data)
    with _opened(data, how) as source:
        start = source.read(200_000)
    if "\x00" in start[:4000] or _looks_binary(start[:4000]):
        raise Refused(NOT_A_TABLE, field="file", code="file_not_a_table")
    mark = ""
    first, _, rest = start.partition("\n")
    told = first.strip().lower().startswith("sep=") and len(first.strip()) == 5
    if told:
        mark, start = first.strip()[4], rest
    mark = mark or delimiter(start)
    rows = _rows(data, how, mark, csv.QUOTE_MINIMAL, told=told)
    if rows is None:
        rows = _rows(data, how, mark, csv.QUOTE_NONE, told=told)
    assert rows is not None
    if rows.width > limits.columns or rows.width * len(rows) > limits.cells:
        raise Refused("表格太大：请拆成几个文件分别上传。", field="file", code="file_too_large")
    return Sheet(name=name, rows=rows, width=rows.width)


def _opened(data: bytes, how: tuple[str, str]) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding=how[0], errors=how[1], newline="")


def _rows(
    data: bytes, how: tuple[str, str], mark: str, quoting: Literal[0, 3], *, told: bool
) -> Packed | None:
    """The rows; none when a quote was opened and never closed, and the file must be read without quotes."""
    with _opened(data, how) as source:
        if told:
            source.readline()
        try:
            reader = csv.reader(source, delimiter=mark, quoting=quoting)
            return Packed(reader if quoting == csv.QUOTE_NONE else _whole(reader))
        except _SwallowedError:
            return None
        except csv.Error as error:
            raise Refused(NOT_A_TABLE, field="file", code="file_not_a_table") from error


def _whole(reader: Any) -> Iterator[list[str]]:
    """The rows of a reader; stops where one cell has swallowed many lines."""
    before = 0
    for row in reader:
        if reader.line_num - before > _SWALLOWED and any(cell.count("\n") > _SWALLOWED for cell in row):
            raise _SwallowedError
        before = reader.line_num
        yield row


def _looks_binary(start: str) -> bool:
    odd = sum(1 for c in start if ord(c) < 32 and c not in "\t\r\n\f\v")
    return odd > len(start) // 50
