"""Plain tables as an Excel file to take away; no cell is ever read as a formula."""

import io
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
Sheet = tuple[str, Sequence[str], Iterable[Sequence[Any]]]  # its name, its head, its rows
FORBIDDEN = str.maketrans("[]:*?/\\", "（）：·？·、")


def made(sheets: Iterable[Sheet]) -> bytes:
    """The file: numbers stay numbers, everything else is text."""
    out = io.BytesIO()
    book: Any = xlsxwriter.Workbook(out, OPTIONS)
    bold = book.add_format({"bold": True, "bg_color": "#F2F2F2", "bottom": 1})
    for name, head, rows in sheets:
        sheet = book.add_worksheet(name.translate(FORBIDDEN)[:31])
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, max(len(head) - 1, 1), 16)
        for column, text in enumerate(head):
            sheet.write_string(0, column, text, bold)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    sheet.write_number(number, column, value)
                else:
                    sheet.write_string(number, column, str(value))
        sheet.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


def handed(name: str, sheets: Iterable[Sheet]) -> HttpResponse:
    """The file to take away."""
    answer = HttpResponse(made(sheets), content_type=KIND)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer
