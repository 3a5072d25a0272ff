"""Folding: changes of sums go into their totals, a batch at a time; readers never notice."""

from django.db import connection, transaction

LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('indicators fold', 0))"
FOLD = """
    WITH taken AS (
        DELETE FROM indicators_delta WHERE id = ANY(ARRAY(
            SELECT id FROM indicators_delta ORDER BY id LIMIT %(most)s))
        RETURNING measure, unit_id, day, amount, records
    ), grained AS (
        SELECT measure, unit_id, 'd' AS grain, day, amount, records FROM taken
        UNION ALL
        SELECT measure, unit_id, 'm', date_trunc('month', day)::date, amount, records FROM taken
    ), added AS (
        INSERT INTO indicators_total AS t (measure, unit_id, grain, day, amount, records)
        SELECT measure, unit_id, grain, day, sum(amount), sum(records) FROM grained
         GROUP BY measure, unit_id, grain, day
        ON CONFLICT (measure, unit_id, grain, day)
        DO UPDATE SET amount = t.amount + excluded.amount, records = t.records + excluded.records
    )
    SELECT count(*) FROM taken
"""
BATCH = 20_000


def fold(*, most: int = BATCH) -> int:
    """Fold one batch; how many changes it held. Nought while somebody else folds."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK)
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(FOLD, {"most": most})
        return int(cursor.fetchone()[0])


def fold_all() -> int:
    """Fold until less than a batch is left; how many changes in all."""
    total = count = fold()
    while count == BATCH:
        count = fold()
        total += count
    return total
