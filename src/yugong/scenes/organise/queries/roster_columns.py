"""How the columns of an uploaded roster are understood, with masked samples, for a person to confirm."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from yugong.kernel import masking
from yugong.kernel.roster.cells import Cell, text
from yugong.kernel.roster.columns import Guess
from yugong.kernel.roster.profile import is_name
from yugong.kernel.roster.reading import Table
from yugong.kernel.roster.titles import Role
from yugong.scenes.organise.models import RosterImport
from yugong.scenes.organise.queries.rosters import reading_of

SAMPLES = 3
LOOKED_AT = 2_000  # rows in which samples are looked for
FREE = (None, Role.OTHER, Role.REMARK, Role.NUMBER, Role.PHONE, Role.MIXED)  # where a name may stand
LONGEST = 16
_NUMBERS = re.compile(r"[0-9A-Za-z]{7,}")
_DAY = re.compile(r"(?:19|20)\d\d[-./年]?\d{1,2}(?:[-./月]?\d{1,2}日?)?月?$")


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column: its letter, its title, what it is taken for, how surely in per cent, why, three samples."""

    position: int
    letter: str
    title: str
    role: Role | None
    sure: int
    why: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet that looks like a roster; `rows` counts what stands below its titles."""

    position: int
    name: str
    chosen: bool
    rows: int
    columns: tuple[ColumnView, ...]


def sheets_of(roster: RosterImport) -> list[SheetView]:
    """Every sheet of the file that looks like a roster, as it is understood; refuses a forgotten file."""
    views: dict[int, SheetView] = {}
    for table in reading_of(roster).tables:
        if table.position not in views:  # a second block beside the first is read like the first
            views[table.position] = _sheet(table)
    return list(views.values())


def _sheet(table: Table) -> SheetView:
    first = table.layout.first_row
    body = list(islice(table.sheet.since(first), LOOKED_AT))
    columns = tuple(_column(guess, body) for guess in table.layout.guesses)
    count = len(table.sheet.rows) - first + 1
    return SheetView(table.position, table.sheet.name, table.chosen, count, columns)


def _column(guess: Guess, body: Sequence[list[Cell]]) -> ColumnView:
    role = guess.role
    samples: list[str] = []
    for cells in body:
        if (word := text(cells[guess.column])) and (shown := covered(word, role)) not in samples:
            samples.append(shown)
        if len(samples) == SAMPLES:
            break
    sure = round(100 * guess.confidence)
    return ColumnView(guess.column, letter(guess.column), guess.title, role, sure, guess.why, tuple(samples))


def letter(column: int) -> str:
    """The name a spreadsheet gives to a column counted from 0: A … Z, AA …"""
    name, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name


def covered(word: str, role: Role | None) -> str:
    """A cell as a sample: names, numbers, phones and addresses masked, whatever column they stand in."""
    if role is Role.NAME or (role in FREE and is_name(word)):
        return masking.name(word)
    if role is Role.ADDRESS:
        return masking.address(word)
    if role is Role.BIRTH:
        return f"{word[:4]}***"
    plain = word if _DAY.match(word) and role is not Role.NUMBER else _NUMBERS.sub(_masked, word)
    return plain if len(plain) <= LONGEST + 4 else f"{plain[:LONGEST]}…"


def _masked(found: re.Match[str]) -> str:
    number = found[0]
    return masking.phone(number) if len(number) == 11 else masking.id_number(number)
