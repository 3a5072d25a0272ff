"""Giving every sealed value and blind index the active key: in chunks, online, restartable at any point."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from yugong.ground.people.cells import AUDIT, FIELD, INDEX, Blind, Sealed, Tucked, cells, passing

Cell = Sealed | Blind | Tucked
PASSES = 3
# Rows that are written once refuse every change but this one, while this is on (migration matters.0003).
LEAVE = "SET LOCAL yugong.resealing = 'on'"


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a key is still needed."""

    purpose: str
    key_id: int
    place: str
    count: int


def uses(*, at: datetime, purposes: Sequence[str] = (FIELD, INDEX, AUDIT)) -> list[Use]:
    """Every place and how many values there are under which key."""
    return [
        Use(place.purpose, key_id, place.key, count)
        for place in (*cells, *passing)
        if place.purpose in purposes
        for key_id, count in sorted(place.uses(at).items())
    ]


def tables() -> Mapping[type[Model], list[Cell]]:
    """The declared cells, table by table."""
    found: dict[type[Model], list[Cell]] = defaultdict(list)
    for cell in cells:
        found[cell.model].append(cell)
    return found


def renew(*, told: Callable[[int], None]) -> int:
    """Renew every value that is not under the active key; returns how many rows could not be.

    Each chunk is one transaction that locks its rows and asks again whether they are stale: whoever dies
    when, the next run goes on with what is left. A few passes, for what other processes wrote meanwhile.
    """
    clashes: Counter[type[Model]] = Counter()
    for _ in range(PASSES):
        for model, held in tables().items():
            clashes[model] = _sweep(model, held, told)
        if left() <= clashes.total():
            break
    return clashes.total()


def left() -> int:
    """How many rows hold a value under another key than the active one; documents are not looked into."""
    total = 0
    with connection.cursor() as cursor:
        for model, held in tables().items():
            if columns := [cell for cell in held if not isinstance(cell, Tucked)]:
                where, values = _stale(columns)
                cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}" WHERE {where}', values)  # noqa: S608
                total += cursor.fetchone()[0]
    return total


def _stale(held: Iterable[Cell]) -> tuple[str, list[Any]]:
    active = settings.YUGONG_KEYRING.active
    parts = [cell.stale(active[cell.purpose]) for cell in held]
    return " OR ".join(f"({sql})" for sql, _ in parts), [value for _, values in parts for value in values]


def _sweep(model: type[Model], held: list[Cell], told: Callable[[int], None]) -> int:
    """One walk over a table in the order of its key; returns how many rows could not be renewed."""
    last, clashes = None, 0
    while True:
        try:
            with transaction.atomic():
                keys, changed = _chunk(model, held, after=last)
        except IntegrityError:
            keys, changed, more = _one_by_one(model, held, after=last)
            clashes += more
        if not keys:
            return clashes
        last = keys[-1]
        told(changed)


def _one_by_one(model: type[Model], held: list[Cell], *, after: Any) -> tuple[list[Any], int, int]:
    """A chunk in which a row clashes: all the others are renewed, that one is left and counted."""
    with transaction.atomic():
        keys = _locked(model, held, after=after)
    changed = clashes = 0
    for key in keys:
        try:
            with transaction.atomic():
                changed += _chunk(model, held, only=key)[1]
        except IntegrityError:
            clashes += 1
    return keys, changed, clashes


def _chunk(
    model: type[Model], held: list[Cell], *, after: Any = None, only: Any = None
) -> tuple[list[Any], int]:
    """Lock and renew one chunk; returns the keys that were looked at and how many rows changed."""
    keys = _locked(model, held, after=after, only=only)
    if not keys:
        return [], 0
    active = settings.YUGONG_KEYRING.active
    changed = [row for row in model._base_manager.filter(pk__in=keys) if _renewed(row, held, active)]
    if changed:
        _write(model, held, changed)
    return keys, len(changed)


def _renewed(row: Any, held: list[Cell], active: Mapping[str, int]) -> bool:
    """Renew the stale values of a row in hand; False when there were none."""
    stale = [cell for cell in held if cell.is_stale(row, active[cell.purpose])]
    for cell in stale:
        for name, value in cell.renewed(row).items():
            setattr(row, name, value)
    return bool(stale)


def _locked(model: type[Model], held: list[Cell], *, after: Any = None, only: Any = None) -> list[Any]:
    """The keys of the next stale rows, each locked until the transaction ends."""
    where, values = _stale(held)
    pk = model._meta.pk
    assert pk is not None
    for edge, sign in ((after, ">"), (only, "=")):
        if edge is not None:
            where, values = f'({where}) AND "{pk.column}" {sign} %s', [*values, edge]
    size = min(cell.chunk for cell in held)
    sql = (
        f'SELECT "{pk.column}" FROM "{model._meta.db_table}" WHERE {where} '  # noqa: S608
        f'ORDER BY "{pk.column}" LIMIT {size} FOR NO KEY UPDATE'
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [key for (key,) in cursor.fetchall()]


def _write(model: type[Model], held: list[Cell], rows: list[Any]) -> None:
    pk = model._meta.pk
    assert pk is not None
    named = {name for cell in held for name in cell.columns}
    fields = [field for field in model._meta.concrete_fields if field.name in named]
    sets = ", ".join(f'"{field.column}" = %s' for field in fields)
    values = [
        [*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(LEAVE)
        cursor.executemany(f'UPDATE "{model._meta.db_table}" SET {sets} WHERE "{pk.column}" = %s', values)  # noqa: S608
