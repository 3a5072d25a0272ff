"""A list of unions with numbers of workers becomes shares of goods; wrong rows come back with a sentence."""

from dataclasses import dataclass
from datetime import datetime

from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.roster.cells import Cell, text
from yugong.kernel.roster.reading import sheets_of
from yugong.scenes.aid.actions import goods
from yugong.scenes.aid.models import Programme
from yugong.scenes.aid.queries.programmes import unit_named

UNION, PERSONS, PIECES = ("工会", "单位"), ("人数", "职工数"), ("份数", "件数")
MOST = 3000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: the row as the person sees it, the union's name, its numbers as they stand."""

    place: int
    unit: str
    persons: str
    pieces: str


@dataclass(frozen=True, slots=True)
class Shared:
    """What became of a list: shares planned, people in them, and the rows that were not taken."""

    planned: int
    persons: int
    wrong: tuple[tuple[str, str], ...]


def rows_of(given: tuple[bytes, str]) -> list[Row]:
    """The lines below the titles; a column of numbers of people is needed, one of pieces may be."""
    for sheet in sheets_of(*given):
        for number, cells in enumerate(sheet.rows, 1):
            places = [_place(cells, words) for words in (UNION, PERSONS, PIECES)]
            if places[0] is not None and places[1] is not None:
                below = enumerate(sheet.rows[number:], number + 1)
                read = (Row(place, *(_at(row, column) for column in places)) for place, row in below)
                return [row for row in read if row.unit or row.persons][:MOST]
    raise Refused("没有认出「工会」和「人数」两列，请在第一行写上列名", field="file", code="no_titles")


def _place(cells: list[Cell], words: tuple[str, ...]) -> int | None:
    found = (place for place, cell in enumerate(cells) if any(word in text(cell) for word in words))
    return next(found, None)


def _at(cells: list[Cell], column: int | None) -> str:
    return text(cells[column]).strip() if column is not None and column < len(cells) else ""


def _number(words: str, what: str) -> int:
    """A whole number out of a cell, which Excel writes as 120.0."""
    plain = words.replace(",", "").removesuffix(".0").removesuffix("人").removesuffix("份")
    if not plain.isdigit() or not 0 < int(plain) < 10**6:
        raise Refused(f"{what}「{words[:20]}」不是整数，请核对")
    return int(plain)


def share_out(*, programme: Programme, given: tuple[bytes, str], by: Actor, at: datetime) -> Shared:
    """Plan the shares of a list; a wrong row stops nobody else, the same list again changes nothing."""
    planned, people, wrong = 0, 0, list[tuple[str, str]]()
    for row in rows_of(given):
        try:
            unit = unit_named(row.unit, programme.unit.path)
            if unit is None:
                raise Refused(f"本项目范围内没有「{row.unit[:40]}」，请写工会全称")
            persons = _number(row.persons, "人数")
            each = programme.pieces_each or 1
            pieces = _number(row.pieces, "份数") if row.pieces else persons * each
            goods.plan(programme=programme, unit=unit, persons=persons, pieces=pieces, by=by, at=at)
            planned, people = planned + 1, people + persons
        except Refused as refused:
            wrong.append((f"第 {row.place} 行", refused.reason))
    return Shared(planned, people, tuple(wrong))
