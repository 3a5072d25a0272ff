"""A member list as an Excel file: text cells only, with who took it out and when on every printed page."""

import io
from collections.abc import Iterable, Sequence
from datetime import date

import xlsxwriter

from yugong.ground.people.models import Standing
from yugong.ground.people.queries import MemberRow
from yugong.scenes.organise.trades import label
from yugong.scenes.organise.words import ROUTES

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
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
    """The rows as .xlsx; `mark` says who exported them, from which union and when."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    plain = book.add_format({"num_format": "@"})
    bold = book.add_format({"bold": True, "bg_color": "#F2F2F2", "bottom": 1})
    sheet = book.add_worksheet("会员")
    shown = mark.replace("&", "＆")
    sheet.set_header(f"&C{title.replace('&', '＆')}&R{shown}")
    sheet.set_footer(f"&L{shown}&R第 &P 页，共 &N 页")
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    for column, (words, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width, plain)
        sheet.write_string(0, column, words, bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, text in enumerate(line(row)):
            sheet.write_string(last, column, text, plain)
    sheet.write_string(last + 2, 0, mark)
    book.set_properties({"title": title, "comments": mark})
    book.close()
    return out.getvalue()


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
