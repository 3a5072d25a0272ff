"""Rows of delimited text kept packed: a million of them take little more room than their file."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

from yugong.kernel.roster.cells import Cell

PIECE = 500  # rows that are packed and unpacked together
CELL, ROW = "\x1f", "\x1e"
Piece = bytes | list[list[str]]  # as it came where a cell holds a separator itself


class Packed(Sequence[list[Cell]]):
    """A sequence of rows, each as wide as the widest; going through it in order unpacks a piece at a time."""

    def __init__(self, rows: Iterable[list[str]]) -> None:
        self.width = self._count = 0
        self._pieces: list[Piece] = []
        self._last: tuple[int, list[list[Cell]]] = (-1, [])
        source = iter(rows)
        while piece := list(islice(source, PIECE)):
            self.width = max(self.width, max(map(len, piece)))
            self._count += len(piece)
            self._pieces.append(_packed(piece))

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> list[Cell]: ...
    @overload
    def __getitem__(self, place: slice) -> list[list[Cell]]: ...
    def __getitem__(self, place: int | slice) -> list[Cell] | list[list[Cell]]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(self._count))]
        if not -self._count <= place < self._count:
            raise IndexError(place)
        number, within = divmod(place % self._count, PIECE)
        if self._last[0] != number:
            self._last = number, self._unpacked(self._pieces[number])
        return self._last[1][within]

    def __iter__(self) -> Iterator[list[Cell]]:
        return self.since(0)

    def since(self, place: int) -> Iterator[list[Cell]]:
        """The rows from a place on."""
        number, within = divmod(place, PIECE)
        for piece in islice(self._pieces, number, None):
            yield from self._unpacked(piece)[within:] if within else self._unpacked(piece)
            within = 0

    def _unpacked(self, piece: Piece) -> list[list[Cell]]:
        if isinstance(piece, list):
            rows: list[list[Cell]] = [[*row] for row in piece]
        else:
            rows = [row.split(CELL) for row in piece.decode("utf-8", "surrogatepass").split(ROW)]  # type: ignore[misc]
        for row in rows:
            if len(row) < self.width:
                row += [""] * (self.width - len(row))
        return rows


def _packed(piece: list[list[str]]) -> Piece:
    """A row without any cell and one with an empty cell are the same once they are as wide as the others."""
    text = ROW.join(map(CELL.join, piece))
    if text.count(ROW) != len(piece) - 1 or text.count(CELL) != sum(max(0, len(row) - 1) for row in piece):
        return piece
    return text.encode("utf-8", "surrogatepass")
