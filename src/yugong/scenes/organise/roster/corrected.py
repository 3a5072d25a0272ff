"""The rejected rows as an Excel file, each with its problem beside it, to be mended and uploaded again."""

import datetime as dt
import io
from collections.abc import Iterable

import xlsxwriter

from yugong.scenes.organise.roster.cells import EXACT, Cell, text
from yugong.scenes.organise.roster.check import Finding, Result
from yugong.scenes.organise.roster.columns import Layout
from yugong.scenes.organise.roster.titles import LABELS, Role

PROBLEM = "问题"
ORIGIN = "原表行号"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDE = {Role.NUMBER: 22, Role.PHONE: 14, Role.NAME: 12}
_MENDED = frozenset({"duplicate_in_file"})  # a duplicate needs no mending


def corrected(layout: Layout, findings: Iterable[Finding]) -> bytes:
    """An .xlsx with the original columns, text as text, and the problem last; duplicates are left out."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#F2F2F2"})
    plain = book.add_format({"num_format": "@"})
    problem = book.add_format({"font_color": "#B00020", "text_wrap": True})
    sheet = book.add_worksheet("待修改")
    titles = _titles(layout)
    for column, title in enumerate((*titles, ORIGIN, PROBLEM)):
        sheet.write_string(0, column, title, bold)
    for column in range(len(titles)):
        sheet.set_column(column, column, _width(layout, column), plain)
    sheet.set_column(len(titles) + 1, len(titles) + 1, 60)
    sheet.freeze_panes(1, 0)
    row = 0
    for finding in findings:
        if finding.result is not Result.ERROR or finding.reason in _MENDED:
            continue
        row += 1
        for column, cell in enumerate(finding.line.cells[: len(titles)]):
            sheet.write_string(row, column, _shown(cell, finding, column, layout), plain)
        sheet.write_string(row, len(titles), str(finding.line.row))
        sheet.write_string(row, len(titles) + 1, finding.sentence, problem)
    book.close()
    return out.getvalue()


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
