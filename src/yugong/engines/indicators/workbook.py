"""The list behind a number as an Excel file: texts and numbers, never a formula, marked on every page."""

from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from yugong.kernel.measure import Measure

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
SHEET = 500_000  # rows of one sheet; Excel ends at 1,048,576
WIDTHS = (30, 12, 12, 36, 16)
Row = tuple[str, str, str, str, int]  # record, day, until, union, amount


def head(one: Measure) -> Sequence[str]:
    """The names of the columns."""
    return (
        one.source.name,
        "自" if one.stock else "日期",
        "至",
        "工会",
        "元" if one.unit == "fen" else one.suffix,
    )


def write(target: Any, one: Measure, rows: Iterable[Row], *, title: str, words: Sequence[str]) -> int:
    """Write the file into a path or buffer: a sheet of words, the mark last, then the rows; how many."""
    book: Any = xlsxwriter.Workbook(target, {**OPTIONS, "constant_memory": True})
    plain = book.add_format({"num_format": "@"})
    bold = book.add_format({"bold": True, "bg_color": "#F2F2F2", "bottom": 1})
    number = book.add_format({"num_format": "#,##0.00" if one.unit == "fen" else "#,##0"})
    about = book.add_worksheet("说明")
    about.set_column(0, 0, 90)
    for line, text in enumerate((title, *words)):
        about.write_string(line, 0, text, bold if not line else plain)
    sheet, place, count = None, 0, 0
    for row in rows:
        if sheet is None or place == SHEET:
            sheet, place = _sheet(book, one, f"清单{count // SHEET + 1}", words[-1], bold), 0
        place, count = place + 1, count + 1
        for column, text in enumerate(row[:4]):
            sheet.write_string(place, column, str(text), plain)
        sheet.write_number(place, 4, row[4] / 100 if one.unit == "fen" else row[4], number)
    book.set_properties({"title": title, "comments": words[-1]})
    book.close()
    return count


def _sheet(book: Any, one: Measure, name: str, mark: str, bold: Any) -> Any:
    sheet = book.add_worksheet(name)
    sheet.set_footer(f"&L{mark.replace('&', '＆')}&R第 &P 页，共 &N 页")
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    for column, (text, width) in enumerate(zip(head(one), WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, text, bold)
    return sheet
