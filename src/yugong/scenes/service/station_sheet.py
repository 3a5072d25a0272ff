"""Stations as Excel files: the list, the empty table, the rejected rows; all cells are text."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from yugong.kernel import opening_hours as hours
from yugong.kernel.roster.cells import text
from yugong.scenes.service.models import Station, StationSort
from yugong.scenes.service.rules.facilities import FACILITIES
from yugong.scenes.service.rules.station_columns import TITLES, Layout, Means
from yugong.scenes.service.rules.station_rows import Told

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
COLUMNS: tuple[tuple[Means, int, str], ...] = (
    (Means.NAME, 26, "同一个工会里不重名；名称相同的会更新"),
    (Means.SORT, 12, "、".join(map(str, StationSort.labels))),
    (Means.UNIT, 26, "工会全称；空着就是上传的工会"),
    (Means.ADDRESS, 34, "写到门牌，职工照着找得到"),
    (Means.LAT, 12, "例如 29.157806，或 29°9′28″"),
    (Means.LON, 12, "例如 107.098611"),
    (Means.HOURS, 34, "例如 8:00-20:00；周一至周五 8:30-18:00；24小时"),
    (Means.FACILITIES, 40, "、".join(FACILITIES.values())),
    (Means.RING, 12, "例如 178环线，没有就空着"),
    (Means.PHONE, 16, "贴在门口的电话"),
    (Means.OPENED, 12, "例如 2026-07-01"),
    (Means.GRADE, 16, "例如 最美渝工港湾"),
)


def line(row: Station) -> Sequence[str]:
    """A station as the cells of the table it could come in by again."""
    said = hours.table(row.hours, row.always_open)
    return (
        row.name, str(row.get_sort_display()), row.unit.name, row.address, f"{row.lat:.6f}", f"{row.lon:.6f}",
        "；".join(f"{days} {spans}" for days, spans in said if spans != "不开放"),
        "、".join(FACILITIES[key] for key in row.facilities), row.ring, row.phone,
        f"{row.opened_on:%Y-%m-%d}", row.grade,
    )  # fmt: skip


def listed(rows: Iterable[Station], *, mark: str) -> bytes:
    """The list; `mark` says whose it is, who took it and when."""
    return _book([(TITLES[means], width) for means, width, _ in COLUMNS], map(line, rows), mark=mark)


def empty() -> bytes:
    """The empty table, with a note at each title."""
    return _book([(TITLES[means], width) for means, width, _ in COLUMNS], (), notes=[n for *_, n in COLUMNS])


def rejected(layout: Layout, rows: Iterable[Told]) -> bytes:
    """The rows as they came, the line and the reason behind them; columns that are not read stay out.

    What is not read may be somebody's name or number.
    """
    read = sorted(layout.places.values())
    heads = [(layout.titles[place], 16) for place in read]
    lines = ((*(_cell(one.cells, place) for place in read), str(one.row), one.sentence) for one in rows)
    return _book([*heads, ("原表行号", 10), ("问题", 60)], lines)


def _cell(cells: Sequence[Any], place: int) -> str:
    return text(cells[place]) if place < len(cells) else ""


def _book(
    heads: Sequence[tuple[str, int]],
    lines: Iterable[Sequence[str]],
    *,
    notes: Sequence[str] = (),
    mark: str = "",
) -> bytes:
    out = io.BytesIO()
    book: Any = xlsxwriter.Workbook(out, OPTIONS)
    plain = book.add_format({"num_format": "@"})
    bold = book.add_format({"bold": True, "bg_color": "#EAF2F0", "bottom": 1})
    sheet = book.add_worksheet("驿站")
    for column, (title, width) in enumerate(heads):
        sheet.set_column(column, column, width, plain)
        sheet.write_string(0, column, title, bold)
    for column, note in enumerate(notes):
        sheet.write_comment(0, column, note)
    last = 0
    for last, cells in enumerate(lines, start=1):
        for column, cell in enumerate(cells):
            sheet.write_string(last, column, cell, plain)
    if mark:
        sheet.set_footer(f"&L{mark.replace('&', '＆')}&R第 &P 页，共 &N 页")
        book.set_properties({"comments": mark})
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    book.close()
    return out.getvalue()
