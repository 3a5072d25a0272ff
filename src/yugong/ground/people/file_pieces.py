"""A long file kept as sealed pieces: rows with `place` and `data_sealed`, one in memory at a time."""

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db.models import Model, QuerySet

from yugong.ground.people import vault

PART = 768 * 1024  # bytes
COLUMN = "data_sealed"


def keep(path: Path, make: Callable[[int], Any]) -> None:
    """Write the file's pieces; `make` gives the new row for the piece at a place."""
    with path.open("rb") as source:
        for place, piece in enumerate(iter(lambda: source.read(PART), b"")):
            row, text = make(place), base64.b64encode(piece).decode("ascii")
            row.data_sealed = vault.seal(text, **_cell(row))
            row.save(force_insert=True)


def pieces(rows: QuerySet[Any]) -> Iterator[bytes]:
    """The pieces of one file in their order, opened."""
    for place in range(rows.count()):
        row = rows.get(place=place)
        yield base64.b64decode(vault.unseal(row.data_sealed, **_cell(row)))


def _cell(row: Model) -> dict[str, Any]:
    return {"table": row._meta.db_table, "column": COLUMN, "row": row.pk}
