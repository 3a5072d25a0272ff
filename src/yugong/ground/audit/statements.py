"""One row to and from its table by a text that is made once: read by its key, locked, added, changed.

Django makes such a text anew each time, which costs more than running it. What a queryset filters is its own.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, Model, Q
from django.db.models.expressions import Col

BESIDE = ("unit", "post")  # where a row stands: what a right is asked about is read in the same step
FURTHEST = 2**31  # a larger number is no key of any table


class Part(NamedTuple):
    """The columns of one table in what is read, and by which links it hangs on the row that was asked for."""

    model: Any
    names: tuple[str, ...]
    opens: tuple[tuple[int, Any, tuple[Any, ...]], ...]
    chain: tuple[str, ...]

    def made(self, values: Sequence[Any]) -> Any:
        """The row of these values."""
        values = list(values)
        for place, expression, steps in self.opens:
            for step in steps:
                values[place] = step(values[place], expression, connection)
        return self.model.from_db(DEFAULT_DB_ALIAS, self.names, values)


def plain(model: Any) -> bool:
    """Whether this is a model of one table and nothing else."""
    return isinstance(model, type) and not model._meta.parents and not model._meta.proxy  # type: ignore[attr-defined]


def key_asked(model: Any, args: tuple[Any, ...], given: dict[str, Any]) -> Any:
    """The key, when what is asked of a table is its row with a key, and nothing else."""
    if len(args) == 1 and type(args[0]) is Q and not given and not args[0].negated:
        asked = args[0].children
    else:
        asked = [] if args else [*given.items()]
    if len(asked) != 1 or type(asked[0]) is not tuple or not plain(model):
        return None
    name, key = asked[0]
    known = name in ("pk", model._meta.pk.name, model._meta.pk.attname)
    return key if known and (type(key) is UUID or (type(key) is int and 0 <= key < FURTHEST)) else None


@cache
def columns(model: Any, alias: str) -> tuple[str, Part]:
    """The columns of a table for a text of one's own, and what makes its rows of their values."""
    fields = model._meta.concrete_fields
    part = Part(model, tuple(one.attname for one in fields), _opens(fields), ())
    return ", ".join(f"{alias}.{connection.ops.quote_name(one.column)}" for one in fields), part


def read(model: Any, key: Any) -> Any:
    """The row with this key; DoesNotExist without one."""
    text, parts = _reading(model, False)
    found = _found(text, parts, key)
    if found is None:
        raise model.DoesNotExist(f"{model._meta.object_name} matching query does not exist.")
    return found


def locked(row: Model) -> Any:
    """The same row under its lock as it stands now, with the rows beside it.

    None when it was not found so: it is gone, or it was laid elsewhere while we waited for it.
    """
    return _found(*_reading(type(row), True), row.pk)


def _found(text: str, parts: Sequence[Part], key: Any) -> Any:
    live = connections[DEFAULT_DB_ALIAS]
    with live.cursor() as cursor:
        cursor.execute(text, [parts[0].model._meta.pk.get_db_prep_value(key, live)])
        values = cursor.fetchone()
    if values is None:
        return None
    made: dict[tuple[str, ...], Any] = {}
    start = 0
    for part in parts:
        made[part.chain] = part.made(values[start : start + len(part.names)])
        start += len(part.names)
        if part.chain:
            setattr(made[part.chain[:-1]], part.chain[-1], made[part.chain])
    return made[()]


@cache
def _reading(model: Any, lock: bool) -> tuple[str, tuple[Part, ...]]:
    """The text that reads a row by its key; under a lock of its own, with the rows beside it."""
    quoted, joins = connection.ops.quote_name, [f"{_table(model)} r0"]
    parts: list[Part] = []
    columns: list[str] = []

    def add(of: Any, alias: str, chain: tuple[str, ...]) -> None:
        fields = of._meta.concrete_fields
        parts.append(Part(of, tuple(one.attname for one in fields), _opens(fields), chain))
        columns.extend(f"{alias}.{quoted(one.column)}" for one in fields)
        for link in fields if lock else ():
            if link.name in BESIDE and not link.null and plain(link.related_model):
                to, beside = link.related_model, f"r{len(joins)}"
                on = f"{beside}.{quoted(to._meta.pk.column)} = {alias}.{quoted(link.column)}"
                joins.append(f"{_table(to)} {beside} ON {on}")
                add(to, beside, (*chain, link.name))

    add(model, "r0", ())
    text = f"SELECT {', '.join(columns)} FROM {' JOIN '.join(joins)}"  # noqa: S608  our own names
    end = " FOR UPDATE OF r0" if lock else ""
    return f"{text} WHERE r0.{quoted(model._meta.pk.column)} = %s{end}", tuple(parts)


def _table(model: Any) -> str:
    return str(connection.ops.quote_name(model._meta.db_table))


def _opens(fields: Sequence[Any]) -> tuple[tuple[int, Any, tuple[Any, ...]], ...]:
    """Which columns do not come as they are, and how they are opened."""
    read = [Col(field.model._meta.db_table, field) for field in fields]
    steps = [(*connection.ops.get_db_converters(one), *one.get_db_converters(connection)) for one in read]
    return tuple((place, read[place], found) for place, found in enumerate(steps) if found)


@cache
def _writing(model: Any, names: tuple[str, ...], back: tuple[str, ...] | None) -> str:
    """The text that adds a row and returns what the database gave it; without `back`, that changes one."""
    quoted, fields = connection.ops.quote_name, {one.attname: one for one in model._meta.concrete_fields}
    columns = [quoted(fields[name].column) for name in names]
    special = [getattr(fields[name], "get_placeholder", None) for name in names]
    places = [str(one(None, None, connection)) if one else "%s" for one in special]
    if back is None:
        sets = ", ".join(f"{column} = {place}" for column, place in zip(columns, places, strict=True))
        return f"UPDATE {_table(model)} SET {sets} WHERE {quoted(model._meta.pk.column)} = %s"  # noqa: S608
    text = f"INSERT INTO {_table(model)} ({', '.join(columns)}) VALUES ({', '.join(places)})"  # noqa: S608
    returned = ", ".join(quoted(fields[name].column) for name in back)
    return f"{text} RETURNING {returned}" if back else text


def write(row: Model, values: Sequence[tuple[Field, Any]], back: Sequence[Field] | None) -> Any:
    """Add a row (what is returned) or change it (whether it is there). None: some value is not plain."""
    if not plain(type(row)) or any(hasattr(value, "resolve_expression") for _, value in values):
        return None
    returned = None if back is None else tuple([one.attname for one in back])
    text = _writing(type(row), tuple([one.attname for one, _ in values]), returned)
    live = connections[DEFAULT_DB_ALIAS]
    given: list[Any] = [field.get_db_prep_save(value, live) for field, value in values]
    if back is None:
        given.append(row._meta.pk.get_db_prep_value(row.pk, live))
    with live.cursor() as cursor:
        cursor.execute(text, given)
        return bool(cursor.rowcount) if back is None else list(cursor.fetchall()) if back else []
