"""A member list as an Excel file: text cells only, marked with who, when and why on every sheet and page."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any

import xlsxwriter

from yugong.ground.people.models import Standing
from yugong.ground.people.queries import MemberRow
from yugong.scenes.organise.trades import label
from yugong.scenes.organise.words import ROUTES

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
SHEET = 200_000  # rows of one sheet; Excel ends at 1,048,576
COLUMNS: tuple[tuple[str, int], ...] = (
    ("姓名", 12),
    ("性别", 6),
    ("证件号", 22),
    ("手机", 14),
    ("会员号", 14),
    ("工会", 32),
    ("用工单位", 28),
    ("职业工种", 14),
    ("入会日期", 12),
    ("会籍", 10),
    ("入会途径", 12),
)


def member_sheet(rows: Iterable[MemberRow], *, title: str, mark: str) -> bytes:
    """A short list as .xlsx; `mark` says who exported it, from which union, when and what for."""
    out = io.BytesIO()
    _write(xlsxwriter.Workbook(out, {**OPTIONS, "in_memory": True}), rows, title=title, mark=mark)
    return out.getvalue()


def member_file(path: Path, rows: Iterable[MemberRow], *, title: str, mark: str) -> int:
    """A list of any length as an .xlsx; its rows wait on disk, not in memory. Returns how many."""
    options = {**OPTIONS, "constant_memory": True, "tmpdir": str(path.parent)}
    return _write(xlsxwriter.Workbook(str(path), options), rows, title=title, mark=mark)


def _write(book: Any, rows: Iterable[MemberRow], *, title: str, mark: str) -> int:
    plain = book.add_format({"num_format": "@"})
    bold = book.add_format({"bold": True, "bg_color": "#F2F2F2", "bottom": 1})
    left, total, number = iter(rows), 0, 1
    first = next(left, None)
    while first is not None or number == 1:
        sheet = _sheet(book, "会员" if number == 1 else f"会员{number}", (title, mark), (plain, bold))
        last = 0
        for last, row in enumerate(chain([first] if first else [], islice(left, SHEET - 1)), start=1):
            for column, text in enumerate(line(row)):
                sheet.write_string(last, column, text, plain)
        sheet.write_string(last + 2, 0, mark)
        total, number, first = total + last, number + 1, next(left, None)
    book.set_properties({"title": title, "comments": mark})
    book.close()
    return total


def _sheet(book: Any, name: str, words: tuple[str, str], formats: tuple[Any, Any]) -> Any:
    """A sheet with its head row, its widths, and the mark above and below every printed page."""
    title, mark = (text.replace("&", "＆") for text in words)
    plain, bold = formats
    sheet = book.add_worksheet(name)
    sheet.set_header(f"&C{title}&R{mark}")
    sheet.set_footer(f"&L{mark}&R第 &P 页，共 &N 页")
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    for column, (text, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width, plain)
        sheet.write_string(0, column, text, bold)
    return sheet


def line(row: MemberRow) -> Sequence[str]:
    """One member as the cells of a row."""
    return (
        row.name,
        row.sex,
        row.number,
        row.phone,
        row.member_number,
        row.unit_name,
        row.employer_name,
        label(row.trade),
        iso(row.joined_on),
        Standing(row.standing).label,
        ROUTES.get(row.route, row.route),
    )


def iso(day: date) -> str:
    return f"{day:%Y-%m-%d}"
