"""Delimited text: which encoding, which delimiter, which rows."""

import csv
import io
from collections import Counter
from typing import Literal

from yugong.kernel.errors import Refused
from yugong.scenes.organise.roster.cells import Cell
from yugong.scenes.organise.roster.grid import NOT_A_TABLE, Limits, Sheet

DELIMITERS = (",", "\t", ";", "，", "；", "、", "|")
_FIELD = 1_000_000
_SWALLOWED = 20  # line breaks in one cell: a quote was opened and never closed


def decode(data: bytes) -> str:
    """The text, by byte-order mark, then UTF-16 without mark, UTF-8, GB18030 (which holds GBK and GB2312)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", errors="replace")
    start = data[:4000]
    zeros = start.count(0)
    if zeros > len(start) // 10:
        even = sum(1 for b in start[::2] if b == 0)
        return data.decode("utf-16-be" if even * 2 > zeros else "utf-16-le", errors="replace")
    for name in ("utf-8", "gb18030"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    tries = [data.decode(name, errors="replace") for name in ("utf-8", "gb18030")]
    best = min(tries, key=lambda t: t.count("\ufffd"))
    if best.count("\ufffd") > max(3, len(best) // 500):
        raise Refused(NOT_A_TABLE, field="file", code="file_not_a_table")
    return best


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
    source = decode(data)
    if "\x00" in source[:4000] or _looks_binary(source[:4000]):
        raise Refused(NOT_A_TABLE, field="file", code="file_not_a_table")
    mark = ""
    first, _, rest = source.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        mark, source = first.strip()[4], rest
    mark = mark or delimiter(source[:200_000])
    rows = _rows(source, mark, csv.QUOTE_MINIMAL)
    if any("\n" in cell and cell.count("\n") > _SWALLOWED for row in rows for cell in row):
        rows = _rows(source, mark, csv.QUOTE_NONE)
    width = max((len(row) for row in rows), default=0)
    if width > limits.columns or width * len(rows) > limits.cells:
        raise Refused("表格太大：请拆成几个文件分别上传。", field="file", code="file_too_large")
    squared: list[list[Cell]] = [[*row, *[""] * (width - len(row))] for row in rows]
    return Sheet(name=name, rows=squared, width=width)


def _rows(source: str, mark: str, quoting: Literal[0, 3]) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(source, newline=""), delimiter=mark, quoting=quoting))
    except csv.Error as error:
        raise Refused(NOT_A_TABLE, field="file", code="file_not_a_table") from error


def _looks_binary(start: str) -> bool:
    odd = sum(1 for c in start if ord(c) < 32 and c not in "\t\r\n\f\v")
    return odd > len(start) // 50
