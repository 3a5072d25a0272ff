"""A roster file read as a whole: its sheets, how each is understood, its findings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import Any

from yugong.kernel.errors import Refused
from yugong.kernel.roster.check import Finding, check
from yugong.kernel.roster.columns import Layout, overridden, recognise, twins
from yugong.kernel.roster.delimited import read_text
from yugong.kernel.roster.grid import NOT_A_TABLE, Limits, Sheet, refuse_size
from yugong.kernel.roster.lines import Lines
from yugong.kernel.roster.report import report
from yugong.kernel.roster.titles import Role
from yugong.kernel.roster.workbook import is_workbook, read_workbook

NOT_A_ROSTER = "没有在文件里认出姓名和证件号码两列：请确认这是会员名册，并在第一行写上各列的名称。"
NOBODY = "表里只有列名，还没有填人：请填好会员再上传。"
WEB_PAGE = "这个文件其实是网页格式：请用 Excel 或 WPS 打开后另存为 .xlsx，再上传。"
LARGE = 200_000  # cells
_SET_ASIDE = (
    "退会",
    "离会",
    "离职",
    "作废",
    "示例",
    "样表",
    "样例",
    "模板",
    "说明",
    "字典",
    "下拉",
    "代码表",
    "汇总",
    "统计",
)
_NAMELESS = re.compile(r"^(?:sheet|工作表|表)\s*\d*$", re.I)
_FOREIGN = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
    b"MZ",
)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that looks like a roster, how it is understood, and whether it will be read."""

    position: int
    sheet: Sheet
    layout: Layout
    chosen: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's tables in order, and how to go through their lines."""

    file: str
    tables: tuple[Table, ...]

    @property
    def chosen(self) -> tuple[Table, ...]:
        """The tables that will be read."""
        return tuple(table for table in self.tables if table.chosen)

    def lines(self) -> tuple[Lines, ...]:
        """The lines of each chosen table; iterate them once."""
        several = self.several_sheets
        return tuple(
            Lines(
                t.sheet,
                t.layout,
                caption="" if not several or _NAMELESS.match(t.sheet.name) else t.sheet.name,
            )
            for t in self.chosen
        )

    @property
    def several_sheets(self) -> bool:
        """Whether rows must name their sheet."""
        return len({table.position for table in self.chosen}) > 1

    @property
    def rows(self) -> int:
        """How many rows stand below the titles of the chosen tables, whatever they are."""
        return sum(max(0, len(t.sheet.rows) - t.layout.first_row + 1) for t in self.chosen)

    @property
    def is_large(self) -> bool:
        """Whether checking every line takes longer than somebody should wait for a page."""
        return sum(len(t.sheet.rows) * t.sheet.width for t in self.chosen) > LARGE

    def findings(self, *, today: date, youngest: int = 16) -> Iterator[Finding]:
        """Every line checked, duplicates found across tables."""
        return check(self.lines(), today=today, youngest=youngest)

    def report(self, *, today: date) -> dict[str, Any]:
        """Counts and rows in the form of the command's output."""
        return report(self.file, self.findings(today=today), several_sheets=self.several_sheets)


def sheets_of(data: bytes, file: str, limits: Limits | None = None) -> list[Sheet]:
    """The sheets of a file, by its content and not by its name; refuses what cannot or must not be read."""
    limits = limits or Limits()
    refuse_size(data, limits)
    if is_workbook(data):
        return read_workbook(data, limits)
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        raise Refused(WEB_PAGE, field="file", code="file_web_page")
    if data.startswith(_FOREIGN):
        raise Refused(NOT_A_TABLE, field="file", code="file_not_a_table")
    return [read_text(data, PurePath(file).stem, limits)]


def read(
    data: bytes,
    file: str,
    *,
    remembered: Mapping[str, Role] | None = None,
    choice: Mapping[int, Mapping[int, Role | None]] | None = None,
    sheets: tuple[int, ...] = (),
    limits: Limits | None = None,
) -> Reading:
    """Read a file. `remembered`: bare title → role; `choice`: sheet → column → role; `sheets`: only these.

    Sheets and columns are counted from 0.
    """
    tables, empty = [], False
    for position, sheet in enumerate(sheets_of(data, file, limits)):
        layout = recognise(sheet, remembered)
        if choice and position in choice:
            layout = overridden(layout, choice[position])
        if layout.is_roster and layout.first_row <= len(sheet.rows):
            tables += [Table(position, sheet, each) for each in (layout, *twins(layout))]
        empty = empty or (layout.is_roster and layout.first_row > len(sheet.rows))
    chosen = {table.position for table in _chosen(tables, sheets)}
    if not chosen:
        if empty:
            raise Refused(NOBODY, field="file", code="file_without_people")
        raise Refused(NOT_A_ROSTER, field="file", code="file_not_a_roster")
    return Reading(PurePath(file).name, tuple(replace(t, chosen=t.position in chosen) for t in tables))


def _chosen(tables: list[Table], wanted: tuple[int, ...]) -> list[Table]:
    if wanted:
        return [table for table in tables if table.position in wanted]
    visible = [table for table in tables if table.sheet.visible] or tables
    usual = [t for t in visible if not any(word in t.sheet.name for word in _SET_ASIDE)]
    return usual or visible
