"""A statement as an Excel file: text stays text, amounts are numbers with two decimals, sums stand below."""

import io
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

from yugong.engines.ledger.queries.statement import Amounts, Asked, Told

MOST = 20_000  # entries of one file
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDTHS = (12, 14, 40, 28, 28, 24, 16, 16, 10)


def head(asked: Asked) -> Sequence[str]:
    """The names of the columns."""
    left, right = ("借方（元）", "贷方（元）") if asked.two_sided else ("收入（元）", "支出（元）")
    return ("日期", "凭证", "摘要", "科目", "资金", "工会", left, right, "状态")


def line(told: Told) -> Sequence[str | int]:
    """One entry: texts, and amounts in fen."""
    entry = told.entry
    state = "红冲" if entry.reverses_id else "已冲销" if hasattr(entry, "reversal") else "已记账"
    return (
        f"{entry.on:%Y-%m-%d}", f"{entry.year} {entry.label}", entry.text, "、".join(told.heads),
        "、".join(told.funds), entry.unit.name, told.amounts.left, told.amounts.right, state,
    )  # fmt: skip


def made(rows: Iterable[Told], asked: Asked, *, title: str, mark: str) -> bytes:
    """The file; no cell is ever read as a formula."""
    out = io.BytesIO()
    book: Any = xlsxwriter.Workbook(out, OPTIONS)
    bold = book.add_format({"bold": True, "bg_color": "#F2F2F2", "bottom": 1})
    plain = book.add_format({"num_format": "@"})
    money = book.add_format({"num_format": "#,##0.00"})
    sheet = book.add_worksheet("明细账")
    for column, (text, width) in enumerate(zip(head(asked), WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, text, bold)
    number, sums = 0, Amounts()
    for number, told in enumerate(rows, 1):
        sums += told.amounts
        for column, value in enumerate(line(told)):
            if isinstance(value, int):
                sheet.write_number(number, column, value / 100, money)
            else:
                sheet.write_string(number, column, value, plain)
    sheet.write_string(number + 1, 0, "合计", bold)
    for column, value in ((6, sums.left), (7, sums.right)):
        sheet.write_number(number + 1, column, value / 100, money)
    sheet.write_string(number + 3, 0, f"{title}　{mark}")
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    book.set_properties({"title": title, "comments": mark})
    book.close()
    return out.getvalue()


def handed(rows: Iterable[Told], asked: Asked, *, title: str, mark: str) -> HttpResponse:
    """The file to take away."""
    answer = HttpResponse(made(rows, asked, title=title, mark=mark), content_type=KIND)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote('明细账.xlsx')}"
    return answer
