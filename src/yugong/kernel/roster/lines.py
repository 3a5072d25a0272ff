"""A sheet and its layout become roster lines; titles, totals and notes are set aside with the reason."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from yugong.kernel.roster.cells import Cell, text, tight
from yugong.kernel.roster.columns import Layout
from yugong.kernel.roster.entries import is_whole, name_of, number_of, parted, phone_of
from yugong.kernel.roster.grid import Sheet
from yugong.kernel.roster.profile import is_id, is_name, is_phone
from yugong.kernel.roster.titles import Role, bare, meaning

_TOTAL = re.compile(
    r"^(?:本页|本表|本部门|部门|车间|班组|人数|以上|全部|全厂|全公司|\w{0,8})?(?:合计|合計|小计|总计|共计|累计|总人数|总数)|^共\d+[人名]|^第?\d+页|^total\b|^subtotal",
    re.I,
)
_FOOTER = re.compile(
    r"^(?:制表|填表|填报|审核|复核|审批|经办|负责|主管|联系|登记|统计|录入|校对|领导|工会主席|单位(?:负责|盖章)|主席)(?:人|员|单位|日期|时间|领导|签字|签名|签章)*(?:[:：(（]|$)"
    r"|^(?:日期|时间|盖章|公章|签字|签章|说明|注意|附注?|填表说明|备注|电话|注)\d?[:：]|^注[意\d]|^[※*★]|^(?:以下|下)(?:空白|无)"
)
_SAMPLE = re.compile(r"^(?:示例|样例|范例|例如|填写示例|填写样例|例)(?:[:：\d]|$)")
_UNIT = re.compile(
    r"(?:部|部门|车间|班|班组|组|科|科室|室|处|队|站|厂|店|公司|中心|分会|支会|网点|项目部|办公室)$"
)
_EMPTY = -1  # no such column


@dataclass(slots=True)
class Line:
    """One person's line: the row as the person sees it, the raw cells, and what was read from them."""

    sheet: str
    row: int
    cells: list[Cell]
    name: str
    number: str
    phone: str
    kind: str = ""
    department: str = ""
    places: Mapping[Role, int] = field(default_factory=dict)
    swapped: bool = False

    def value(self, role: Role) -> Cell:
        """The raw cell that holds a role, or an empty text."""
        column = self.places.get(role, _EMPTY)
        return self.cells[column] if column >= 0 else ""


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that is not a person's line, and what it was taken for."""

    sheet: str
    row: int
    what: str


@dataclass(slots=True)
class Lines:
    """Iterates over the lines of one sheet; `aside` fills while iterating."""

    sheet: Sheet
    layout: Layout
    aside: list[Aside] = field(default_factory=list)
    caption: str = ""  # the department of lines that name none

    def __iter__(self) -> Iterator[Line]:
        at = self.layout.places
        named, numbered, called = (
            at.get(Role.NAME, _EMPTY),
            at.get(Role.NUMBER, _EMPTY),
            at.get(Role.PHONE, _EMPTY),
        )
        kinds = at.get(Role.KIND, _EMPTY)
        mixed = at.get(Role.MIXED, _EMPTY)
        departments = at.get(Role.DEPARTMENT, _EMPTY)
        merged_kinds, merged_departments = self._merged(kinds), self._merged(departments)
        carries = self._carries(departments)
        carried: Cell = ""
        last = self._last_id(numbered if numbered >= 0 else mixed)
        name_sheet, first = self.sheet.name, self.layout.first_row
        for row, cells in enumerate(self.sheet.since(first), start=first):
            if carries:
                carried = cells[departments] or carried
            name = name_of(cells[named]) if named >= 0 else ""
            number = number_of(cells[numbered]) if numbered >= 0 else ""
            phone = phone_of(cells[called]) if called >= 0 else ""
            if not number and not name and not any(cells):
                continue
            plain = len(number) == 18 and name != "" and is_whole(number)
            line = Line(name_sheet, row, cells, name, number, phone, places=at)
            if not plain or len(phone) != 11 or row < first + 3:
                _untangle(line, cells[numbered] if numbered >= 0 else "", cells[mixed] if mixed >= 0 else "")
                if (not plain or row < first + 3) and not self._is_person(line, row > last, row == last + 1):
                    continue
            if kinds >= 0:
                line.kind = tight(merged_kinds.get(row) or cells[kinds])
            if departments >= 0:
                cell = cells[departments] or merged_departments.get(row) or carried
                line.department = cell if type(cell) is str and cell.isalpha() else text(cell) or self.caption
            else:
                line.department = self.caption
            yield line

    def _is_person(self, line: Line, tail: bool, next_to_last: bool) -> bool:
        what = self._else(line, tail and not (next_to_last and is_name(line.name)))
        if what is None:
            return True
        if what:
            self.aside.append(Aside(line.sheet, line.row, what))
        return False

    def _else(self, line: Line, tail: bool) -> str | None:
        """What a row is when it is no person's line; None when it is one; empty when it is blank."""
        words = [tight(cell) for cell in line.cells]
        filled = [word for word in words if word]
        if not filled:
            return ""
        digits = sum(c.isdigit() for c in line.number)
        head, name = filled[0], tight(line.name)
        if _SAMPLE.match(head) or _SAMPLE.match(name):
            return "填写示例"
        if digits >= 6 and not (_TOTAL.match(head) and digits < 15):
            return None
        if self._is_title_row(words):
            return "重复的表头"
        if _TOTAL.match(head) or _TOTAL.match(name):
            return "合计行"
        if _FOOTER.match(head) or _FOOTER.match(name):
            return "签署或说明"
        numbered = self._numbered(words)
        facts = len(filled) - numbered
        if facts == 0:
            return "只有序号的空行"
        if (
            facts == 1
            and not (numbered and name)
            and not (is_name(name) and not tail and not _UNIT.search(name))
        ):
            if _UNIT.search(filled[-1]) and len(filled[-1]) <= 20 and not tail:
                self.caption = filled[-1]
                return "部门标题"
            return "说明文字"
        if name and (len(name) <= 5 or "·" in name or name.isascii()):
            return None if not tail or numbered or facts > 2 or is_phone(line.phone) else "说明文字"
        if name and len(name) <= 15 and facts > 2:
            return None
        return (
            None if (is_phone(line.phone) and facts > 2) or digits or (facts > 3 and numbered) else "说明文字"
        )

    def _numbered(self, words: list[str]) -> bool:
        column = self.layout.places.get(Role.SEQUENCE, _EMPTY)
        return column >= 0 and words[column].isdigit()

    def _is_title_row(self, words: list[str]) -> bool:
        known = [(column, role) for role, column in self.layout.places.items() if words[column]]
        same = sum(meaning(bare(words[column]))[0] is role for column, role in known)
        return same >= 2 and same * 2 >= len(known)

    def _last_id(self, column: int) -> int:
        if column >= 0:
            for row in range(len(self.sheet.rows), self.layout.first_row - 1, -1):
                cell = self.sheet.row(row)[column]
                if not cell:
                    continue
                word = number_of(cell)
                if (len(word) >= 15 and (is_id(word) or "E+1" in word)) or parted(cell)[0]:
                    return row
        return len(self.sheet.rows)

    def _merged(self, column: int) -> dict[int, Cell]:
        """The values that merged cells repeat in a column, by row."""
        blocks = [m for m in self.sheet.merges if m.left <= column <= m.right and m.bottom > m.top]
        return {
            row + 1: self.sheet.rows[m.top][m.left]
            for m in blocks
            for row in range(max(m.top, self.layout.first_row - 1), m.bottom + 1)
        }

    def _carries(self, column: int) -> bool:
        """A file without merges keeps the first cell of each block: carry it down when many are blank."""
        count = len(self.sheet.rows) - self.layout.first_row + 1
        if column < 0 or count < 1 or self._merged(column):
            return False
        blank = sum(1 for cells in self.sheet.since(self.layout.first_row) if not cells[column])
        return blank >= 0.3 * count


def _untangle(line: Line, raw: Cell, mixed: Cell) -> None:
    """Find the id and the phone where people put both in one cell, or one in the other's place."""
    if mixed:
        number, phone = parted(mixed)
        line.number, line.phone = line.number or number, line.phone or phone
        if not line.number and not phone:
            line.number = number_of(mixed)
    elif is_id(line.number):
        return
    elif is_phone(line.number) and is_id(number_of(line.phone)):
        line.number, line.phone, line.swapped = number_of(line.phone), line.number, True
    elif len(line.number) > 18:
        number, phone = parted(raw)
        if number:
            line.number, line.phone = number, line.phone or phone
