"""The rejected rows as an Excel file, each with its problem beside it, to be mended and uploaded again."""

import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

import xlsxwriter

from yugong.kernel.roster.cells import EXACT, Cell, text
from yugong.kernel.roster.check import Finding, Result
from yugong.kernel.roster.columns import Layout
from yugong.kernel.roster.titles import LABELS, Role

PROBLEM = "问题"
ORIGIN = "原表行号"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDE = {Role.NUMBER: 22, Role.PHONE: 14, Role.NAME: 12}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")  # in the name of a sheet


def corrected(layouts: Mapping[str, Layout], findings: Iterable[Finding]) -> bytes:
    """An .xlsx with each sheet's original columns, the problem last; duplicates stay out."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    text_format = book.add_format({"num_format": "@"})
    problem = book.add_format({"font_color": "#B00020", "text_wrap": True})
    sheets = {name: _sheet(book, name, layout) for name, layout in layouts.items()}
    rows = dict.fromkeys(layouts, 0)
    for finding in findings:
        if finding.result is not Result.ERROR:
            continue
        name = finding.line.sheet
        rows[name] += 1
        layout, sheet, row, last = layouts[name], sheets[name], rows[name], len(layouts[name].titles)
        for column, cell in enumerate(finding.line.cells[:last]):
            sheet.write_string(row, column, _shown(cell, finding, column, layout), text_format)
        sheet.write_string(row, last, str(finding.line.row))
        sheet.write_string(row, last + 1, finding.sentence, problem)
    book.close()
    return out.getvalue()


def _sheet(book: Any, name: str, layout: Layout) -> Any:
    """A sheet with its titles, columns wide enough, ids and phones as text."""
    bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#F2F2F2"})
    plain = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(_FORBIDDEN.sub(" ", name)[:31].strip("' ") or None)
    titles = _titles(layout)
    for column, title in enumerate((*titles, ORIGIN, PROBLEM)):
        sheet.write_string(0, column, title, bold)
    for column in range(len(titles)):
        sheet.set_column(column, column, _width(layout, column), plain)
    sheet.set_column(len(titles) + 1, len(titles) + 1, 60)
    sheet.freeze_panes(1, 0)
    return sheet


def _titles(layout: Layout) -> tuple[str, ...]:
    labels = {column: LABELS[role] for role, column in layout.places.items()}
    return tuple(
        title.written or labels.get(column, f"第 {column + 1} 列")
        for column, title in enumerate(layout.titles)
    )


def _width(layout: Layout, column: int) -> int:
    return next((_WIDE.get(role, 12) for role, at in layout.places.items() if at == column), 12)


def _shown(cell: Cell, finding: Finding, column: int, layout: Layout) -> str:
    """The cell as text; a department that a merged cell gave is written into every row."""
    if column == layout.places.get(Role.DEPARTMENT) and not cell:
        return finding.line.department
    if isinstance(cell, float | int) and abs(cell) >= EXACT:
        return f"{cell:.15G}"
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        return cell.isoformat()
    return text(cell)
