"""Settling: what a deed touched is recounted and the facts corrected, before the deed is over.

Plain functions, no actions: they change nothing that anybody did, and every deed that did is in the log.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from yugong.engines.indicators.queries import plans
from yugong.kernel.measure import Source, sources

MANY = 64  # records of one deed for which each is held alone; above it their source is
TAKE = """
    WITH taken AS (DELETE FROM audit_touched WHERE {which} RETURNING source, record),
         one AS (SELECT DISTINCT source, record FROM taken)
    SELECT source, record, set_config('yugong.touched', '', true),
           CASE WHEN n > %(many)s THEN pg_advisory_xact_lock(hashtextextended('count ' || source, 0))
                ELSE pg_advisory_xact_lock_shared(hashtextextended('count ' || source, 0)) END,
           CASE WHEN n <= %(many)s
                THEN pg_advisory_xact_lock(hashtextextended(source || ' ' || record, 0)) END
      FROM (SELECT source, record, count(*) OVER (PARTITION BY source) AS n FROM one
             ORDER BY source, record) o
"""
MINE = "xid = pg_current_xact_id()::text::bigint"
LEFT = "id = ANY(ARRAY(SELECT id FROM audit_touched ORDER BY id LIMIT %(most)s FOR UPDATE SKIP LOCKED))"
CORRECT = """
    WITH {fresh}, known AS MATERIALIZED (
        SELECT o.id, o.record, o.measure
          FROM unnest(%(records)s::text[]) AS r (record) CROSS JOIN LATERAL (
               SELECT f.id, f.record, f.measure FROM indicators_fact f WHERE f.record = r.record OFFSET 0) o
         WHERE o.measure = ANY(%(measures)s)
    ), gone AS (
        DELETE FROM indicators_fact WHERE id = ANY(ARRAY(
            SELECT max(x.id) FROM (
                SELECT id, record, measure FROM known UNION ALL SELECT NULL, record, measure FROM fresh) x
             GROUP BY record, measure HAVING count(*) = count(id)))
    )
    INSERT INTO indicators_fact AS f ({columns}) SELECT {columns} FROM fresh n
     WHERE NOT EXISTS (
        SELECT 1 FROM (SELECT * FROM indicators_fact k WHERE k.record = n.record OFFSET 0) s
         WHERE s.measure = n.measure AND ({stored}) IS NOT DISTINCT FROM ({new}))
    ON CONFLICT (record, measure) DO UPDATE SET ({counted}) = ({given})
     WHERE ({old}) IS DISTINCT FROM ({given})
"""  # found by record alone and grouped: linear, though the planner knows nothing of rows just written
NEW = "WITH {fresh} INSERT INTO indicators_fact ({columns}) SELECT {columns} FROM fresh ORDER BY measure, day"
HELD = "SELECT pg_advisory_xact_lock_shared(hashtextextended('count ' || %s, 0))"


def _named(table: str) -> str:
    return ", ".join(f"{table}.{name}" for name in plans.COUNTED)


WORDS = {
    "columns": ", ".join(plans.COLUMNS),
    "counted": ", ".join(plans.COUNTED),
    "given": _named("excluded"),
    "old": _named("f"),
    "stored": _named("s"),
    "new": _named("n"),
}


def settle() -> None:
    """Recount what this transaction touched; called at the end of every deed that touched something."""
    _settle(MINE)


def settle_left(*, most: int = 10_000) -> int:
    """Recount what was touched outside any deed, by a loader or by hand; how many notes there were."""
    with transaction.atomic():
        return _settle(LEFT, most=most)


def _settle(which: str, **values: Any) -> int:
    touched: dict[str, list[str]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(TAKE.format(which=which), {"many": MANY, **values})
        for source, record, *_ in cursor.fetchall():
            touched[source].append(record)
    for key, records in sorted(touched.items()):
        if key in sources:
            recount(sources[key], records)
    return sum(map(len, touched.values()))


def count(source: str, records: Sequence[str]) -> None:
    """Count records that this transaction has made: nobody else sees them yet, and no fact of them stands."""
    if source not in sources or not plans.keys_of(sources[source]):
        return
    with connection.cursor() as cursor:
        cursor.execute(HELD, [source])
        sql = NEW.format(fresh=plans.fresh(sources[source]), columns=WORDS["columns"])
        cursor.execute(sql, {"keys": list(records)})


def recount(source: Source, records: Sequence[str]) -> int:
    """Make the facts of some records what the records say now; how many facts changed or came."""
    measures = plans.keys_of(source)
    if not measures:
        return 0
    sql = CORRECT.format(fresh=plans.fresh(source), **WORDS)
    values = {"keys": list(records), "records": list(records), "measures": measures}
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount
