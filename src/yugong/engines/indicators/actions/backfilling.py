"""Backfilling: the facts of all records anew, source by source and chunk by chunk, while work goes on."""

from collections.abc import Callable

from django.db import connection, transaction

from yugong.engines.indicators.actions import folding, recounting, settling
from yugong.engines.indicators.queries import plans
from yugong.kernel.measure import KEYS, Source

CHUNK = 5_000
NEXT = """
    SELECT r.k::text FROM (SELECT DISTINCT {record} AS k FROM {rows}
     WHERE {record} > %(after)s::{kind} ORDER BY 1 LIMIT %(most)s) r
"""
LEAST = {"uuid": "00000000-0000-0000-0000-000000000000", "bigint": "-1", "text": ""}
HOLD = "SELECT pg_advisory_xact_lock(hashtextextended('count ' || %s, 0))"
LOST = """
    DELETE FROM indicators_fact f WHERE f.measure = ANY(%(measures)s)
       AND NOT EXISTS (SELECT 1 FROM {rows} WHERE ({record})::text = f.record)
"""
FORGOTTEN = "DELETE FROM indicators_fact WHERE NOT measure = ANY(%s)"
Told = Callable[[int], None]


def _silent(count: int) -> None:
    """Nobody watches."""


def size(source: Source) -> int:
    """How many rows a source has."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {source.rows}")  # noqa: S608  declared text
        return int(cursor.fetchone()[0])


def total() -> int:
    """How many rows of all sources there are to look at."""
    return sum(size(source) for source in plans.used())


def backfill(*, told: Told = _silent) -> int:
    """Make all facts what the records say; how many were not so. `told` hears of every chunk."""
    changed = sum(_source(source, told) for source in plans.used())
    with transaction.atomic(), connection.cursor() as cursor:
        known = [key for source in plans.used() for key in plans.keys_of(source)]
        cursor.execute(FORGOTTEN, [known])
        changed += cursor.rowcount
    folding.fold_all()
    recounting.counted_by_these()
    return changed


def _source(source: Source, told: Told) -> int:
    changed, after = 0, LEAST[source.kind]
    while True:
        keys, count = _chunk(source, after)
        changed += count
        told(len(keys))
        if len(keys) < CHUNK:
            break
        after = keys[-1]
    with transaction.atomic(), connection.cursor() as cursor:
        sql = LOST.format(rows=source.rows, record=source.record)
        cursor.execute(sql, {"measures": plans.keys_of(source)})
        return changed + cursor.rowcount


def _chunk(source: Source, after: str) -> tuple[list[str], int]:
    """The next records, held until their facts are right: what others change meanwhile waits."""
    words = {"record": source.record, "rows": source.rows, "kind": KEYS[source.kind]}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(HOLD, [source.key])
        cursor.execute(NEXT.format(**words), {"after": after, "most": CHUNK})
        keys = [key for (key,) in cursor.fetchall()]
        return keys, settling.recount(source, keys) if keys else 0
