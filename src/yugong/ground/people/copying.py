"""Many rows of a model by COPY: cells as PostgreSQL's text form takes them, defaults from the model."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model

from yugong.ground.audit import writing

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_PIECE = 2000  # rows handed over at a time
_MAY = "SELECT has_parameter_privilege('session_replication_role', 'SET')"


def cell(value: Any) -> str:
    """One value as COPY's text form has it."""
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list):
        return f"{{{','.join(map(str, value))}}}"
    return str(value)


def cells(values: Iterable[Any]) -> str:
    """Several values as the cells of one row."""
    return "\t".join(map(cell, values))


@contextmanager
def known_to_hold(held: bool) -> Iterator[None]:
    """While this lasts no row is looked up for every reference to it, if the database lets us say so.

    Only for references to rows that this transaction has made or locked: those cannot be broken.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MAY)
        free = held and cursor.fetchone()[0]
        if free:
            cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        if free:
            cursor.execute("SET LOCAL session_replication_role = origin")


def copy_in(
    model: type[Model],
    columns: Sequence[str],
    rows: Sequence[str],
    *,
    same: dict[str, Any] | None = None,
    held: bool = False,
) -> None:
    """Load rows: `columns` (attribute names) are the cells of each row, `same` holds for all of them.

    Whatever neither names takes the model's default, as a saved row would. `held`: see known_to_hold.
    """
    writing.check(model.__name__)
    if not rows:
        return
    fields = {field.attname: field for field in model._meta.concrete_fields}
    shared = dict(same or {})
    for name, field in fields.items():
        if name not in columns and name not in shared and field is not model._meta.auto_field:
            shared[name] = field.get_default()
    tail = "".join(f"\t{cell(value)}" for value in shared.values()) + "\n"
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(fields[name].column or name) for name in (*columns, *shared))
    command = f"COPY {quoted(model._meta.db_table)} ({names}) FROM STDIN"
    with (
        known_to_hold(held),
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(command) as copy,
    ):
        for start in range(0, len(rows), _PIECE):
            copy.write("".join(row + tail for row in rows[start : start + _PIECE]))
