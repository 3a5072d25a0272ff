"""Rosters made up for the tests: synthetic ids, sheets with every bad habit."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from yugong.kernel.identifiers import id_check_digit
from yugong.kernel.roster.reading import Reading, read

TODAY = date(2026, 11, 21)
TITLES = ["序号", "姓名", "身份证号", "手机号码"]


def number(n: int, *, born: str = "19850615", sex: str = "男", place: str = "500119") -> str:
    """A valid id that differs for every n from 0 to 499."""
    body = f"{place}{born}{2 * n + (sex == '男'):03d}"
    return body + id_check_digit(body)


def phone(n: int) -> str:
    return f"139{n:08d}"


def people(count: int, start: int = 0) -> list[list[Any]]:
    """Rows of sequence, name, id, phone."""
    names = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平"
    return [
        [i + 1, "赵钱孙李周吴郑王冯陈"[i % 10] + names[i // 10 % 20] + names[i % 20], number(i), phone(i)]
        for i in range(start, start + count)
    ]


def excel(
    rows: Iterable[Sequence[Any]],
    *,
    merges: Sequence[tuple[int, int, int, int, str]] = (),
    sheets: dict[str, Iterable[Sequence[Any]]] | None = None,
    hidden: Sequence[str] = (),
    name: str = "Sheet1",
) -> bytes:
    """An .xlsx; merges are (top, left, bottom, right, text) from 0."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for title, lines in {name: rows, **(sheets or {})}.items():
        sheet = book.add_worksheet(title)
        for r, line in enumerate(lines):
            for c, cell in enumerate(line):
                if isinstance(cell, str):
                    sheet.write_string(r, c, cell)
                elif isinstance(cell, date | datetime):
                    sheet.write_datetime(r, c, cell)
                elif cell is not None:
                    sheet.write(r, c, cell)
        if title in hidden:
            sheet.hide()
        if title == name:
            for top, left, bottom, right, text in merges:
                sheet.merge_range(top, left, bottom, right, text)
    book.close()
    return out.getvalue()


def delimited(rows: Iterable[Sequence[Any]], mark: str = ",", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(mark.join(str(c) for c in row) for row in rows).encode(encoding)


def outcome(data: bytes, file: str = "名册.xlsx", **how: Any) -> tuple[int, int, list[tuple[int, str]]]:
    """Data rows, accepted, and (row, reason) of every other row."""
    found = read(data, file, **how).report(today=TODAY)
    return found["data_rows"], found["accepted"], [(row["row"], row["reason"]) for row in found["rows"]]


def asides(reading: Reading) -> list[tuple[int, str]]:
    """The rows set aside, with what they were taken for."""
    lines = reading.lines()
    for one in lines:
        list(one)
    return [(aside.row, aside.what) for one in lines for aside in one.aside]
