"""Where the titles of a roster stand: one row, two rows, or nowhere."""

from dataclasses import dataclass

from yugong.kernel.roster.cells import Cell, text, tight
from yugong.kernel.roster.grid import Sheet
from yugong.kernel.roster.profile import is_id, is_name, is_phone
from yugong.kernel.roster.titles import LONGEST, Role, bare, joined, meaning

_DEPTH = 80  # how far down the titles are looked for


@dataclass(frozen=True, slots=True)
class Title:
    """One column's title: as written, bare, what it means and how surely."""

    written: str
    bare: str
    role: Role | None
    sure: float


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of the titles (as in the file; empty when there are none) and the titles themselves."""

    rows: tuple[int, ...]
    titles: tuple[Title, ...]


def header(sheet: Sheet) -> Header:
    """Find the titles of a sheet; without any, every title is empty and data may start in row 1."""
    best, best_hits = 0, 1.0
    for number, cells in enumerate(sheet.rows[:_DEPTH], start=1):
        hits = _hits(cells)
        if hits > best_hits:
            best, best_hits = number, hits
    if not best:
        best = _unknown_titles(sheet)
        if best:
            return Header((best,), _titles(sheet, (best,)))
        return Header((), (Title("", "", None, 0.0),) * sheet.width)
    above = best - 1 if _is_group_row(sheet, best - 1) else 0
    below = best + 1 if _is_second_row(sheet, best + 1) else 0
    rows = tuple(number for number in (above, best, below) if number)
    return Header(rows, _titles(sheet, rows))


def first_data(sheet: Sheet) -> int:
    """The first row with an id, or with a phone beside something else; 1 when there is none."""
    for number, cells in enumerate(sheet.rows, start=1):
        words = [tight(cell) for cell in cells]
        if any(map(is_id, words)) or (any(map(is_phone, words)) and sum(map(bool, words)) > 1):
            return number
    return 1


def _unknown_titles(sheet: Sheet) -> int:
    """The row right above the first data, when it holds short words we do not know; 0 otherwise."""
    number = first_data(sheet) - 1
    filled = [cell for cell in sheet.row(number) if tight(cell)] if number > 0 else []
    words = [tight(cell) for cell in filled if isinstance(cell, str)]
    whole = len(words) == len(filled) > 1 and len(set(words)) == len(words)
    return number if whole and all(len(w) <= LONGEST and not is_name(w) for w in words) else 0


def _hits(cells: list[Cell]) -> float:
    """How many different meanings a row of short texts names; a row with data in it names none."""
    roles = set()
    for cell in cells:
        if not isinstance(cell, str) or not cell:
            continue
        word = bare(cell)
        if is_id(word) or is_phone(word):
            return 0.0
        role, sure = meaning(word)
        if role is not None and sure and len(word) <= LONGEST and not _is_caption(cell):
            roles.add(role)
    essential = roles & {Role.NAME, Role.NUMBER, Role.PHONE, Role.MIXED}
    return len(roles) + 0.5 * len(essential) if essential or len(roles) > 2 else 0.0


def _is_caption(cell: str) -> bool:
    """`填报单位:某某公司` and `填报日期:2026年` are captions, not titles."""
    head, colon, tail = text(cell).replace("：", ":").partition(":")
    return bool(colon and tail.strip()) and len(head) <= 10


def _is_group_row(sheet: Sheet, number: int) -> bool:
    """A row of group titles above the titles: some cells merged sideways, but not one title across all."""
    if number < 1:
        return False
    filled = [cell for cell in sheet.row(number) if tight(cell)]
    if not filled or any(not isinstance(c, str) or len(tight(c)) > 12 or _is_caption(c) for c in filled):
        return False
    merges = [m for m in sheet.merges if m.top == number - 1]
    across = [m for m in merges if m.right > m.left]
    if any(m.right - m.left + 1 > 0.8 * sheet.width for m in across):
        return False
    down = [m for m in merges if m.bottom > m.top]
    hits = sum(1 for cell in filled if meaning(bare(cell))[0])
    return bool(len(filled) > 1 and (across or down or hits > 1)) or bool(across and down)


def _is_second_row(sheet: Sheet, number: int) -> bool:
    """A row below the titles that still is titles: nothing in it looks like data."""
    if number > len(sheet.rows):
        return False
    cells = sheet.row(number)
    filled = [cell for cell in cells if tight(cell)]
    if len(filled) < 2 or any(not isinstance(cell, str) or len(tight(cell)) > 12 for cell in filled):
        return False
    if any(
        is_id(tight(cell)) or is_phone(tight(cell)) or any(c.isdigit() for c in tight(cell))
        for cell in filled
    ):
        return False
    known = sum(1 for cell in filled if meaning(bare(cell))[0] is not None)
    return known * 2 >= len(filled) and not _repeats(sheet.row(number - 1), cells)


def _repeats(above: list[Cell], below: list[Cell]) -> bool:
    """The same titles twice: a header printed again, not its second row."""
    pairs = [(bare(a), bare(b)) for a, b in zip(above, below, strict=False) if tight(a) and tight(b)]
    return len(pairs) > 1 and all(a == b for a, b in pairs)


def _titles(sheet: Sheet, rows: tuple[int, ...]) -> tuple[Title, ...]:
    spread = [_spread(sheet, number, last=number == rows[-1]) for number in rows]
    titles = []
    for column in range(sheet.width):
        written: list[str] = []
        for words in spread:
            word = words[column] if column < len(words) else ""
            if word and word not in written:
                written.append(word)
        word, role, sure = "", None, 0.0
        for part in written:
            word, role, sure = joined(word, bare(part))
        titles.append(Title(" ".join(written), word, role, sure))
    return tuple(titles)


def _spread(sheet: Sheet, number: int, *, last: bool) -> list[str]:
    """The words of a title row; a group title stands over every column of its merged block."""
    words = [text(cell) for cell in sheet.row(number)]
    across = [m for m in sheet.merges if m.top <= number - 1 <= m.bottom and m.right > m.left]
    for merge in across:
        word = text(sheet.rows[merge.top][merge.left]) if merge.left < len(words) else ""
        for column in range(merge.left, min(merge.right + 1, len(words))):
            words[column] = words[column] or word
    if not across and not last:  # a delimited file keeps no merges: a group title reaches to the next one
        below = [text(cell) for cell in sheet.row(number + 1)]
        for column in range(1, len(words)):
            if not words[column] and words[column - 1] and below[column] and below[column - 1]:
                words[column] = words[column - 1]
    return words
