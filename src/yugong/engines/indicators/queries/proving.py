"""The proof: every fact recounted from the records, every sum from the facts; each difference in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from yugong.engines.indicators.queries import plans
from yugong.kernel.measure import Source, counted, measures

MOST = 1_000  # differences listed of one source
WRONG = """
    WITH {fresh}, stored AS (SELECT {columns} FROM indicators_fact WHERE measure = ANY(%(measures)s))
    SELECT COALESCE(n.measure, f.measure), COALESCE(n.record, f.record), n.amount, f.amount, n.day, f.day,
           n.unit_id, f.unit_id
      FROM fresh n FULL JOIN stored f ON f.measure = n.measure AND f.record = n.record
     WHERE ({new}) IS DISTINCT FROM ({old})
     ORDER BY 1, 2 LIMIT %(most)s
"""
SUMS = """
    WITH said AS (
        SELECT measure, unit_id, grain, day, sum(amount) AS amount, sum(records) AS records FROM (
            SELECT measure, unit_id, grain, day, amount, records FROM indicators_total
            UNION ALL SELECT measure, unit_id, 'd', day, amount, records FROM indicators_delta
            UNION ALL SELECT measure, unit_id, 'm', date_trunc('month', day)::date, amount, records
                        FROM indicators_delta
        ) t GROUP BY measure, unit_id, grain, day HAVING sum(amount) <> 0 OR sum(records) <> 0
    ), flows AS (
        SELECT f.measure, l.u AS unit_id, x.day, x.amount, x.n FROM indicators_fact f
         CROSS JOIN LATERAL (VALUES (f.day, f.amount, 1), (f.until, -f.amount, -1)) AS x (day, amount, n)
         CROSS JOIN LATERAL (
            SELECT u FROM (VALUES (f.l1), (f.l2), (f.l3), (f.l4), (f.l5)) AS v (u) WHERE u IS NOT NULL
            UNION SELECT f.unit_id) AS l
         WHERE x.day IS NOT NULL
    ), meant AS (
        SELECT measure, unit_id, grain, day, sum(amount) AS amount, sum(n) AS records FROM (
            SELECT measure, unit_id, 'd' AS grain, day, amount, n FROM flows
            UNION ALL SELECT measure, unit_id, 'm', date_trunc('month', day)::date, amount, n FROM flows
        ) t GROUP BY measure, unit_id, grain, day HAVING sum(amount) <> 0 OR sum(n) <> 0
    )
    SELECT measure, unit_id, grain, day, t.amount, s.amount, t.records, s.records
      FROM meant t FULL JOIN said s USING (measure, unit_id, grain, day)
     WHERE t.amount IS DISTINCT FROM s.amount OR t.records IS DISTINCT FROM s.records
     ORDER BY 1, 4, 2 LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference: of which measure, where, and what the records say instead."""

    measure: str
    place: str
    why: str


def _name(key: str) -> str:
    return measures[key].name if key in measures else key


def _facts(source: Source) -> Iterator[Fault]:
    same = [name for name in plans.COLUMNS if name not in ("measure", "record")]
    sql = WRONG.format(
        fresh=plans.fresh(source, some=False),
        columns=", ".join(plans.COLUMNS),
        new=", ".join(f"n.{name}" for name in ("record", *same)),
        old=", ".join(f"f.{name}" for name in ("record", *same)),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, {"measures": plans.keys_of(source), "most": MOST})
        for key, record, new, old, day, was, unit, stood in cursor.fetchall():
            if old is None:
                why = f"没有计入：应当在 {day} 计 {new}（工会 {unit}）"
            elif new is None:
                why = f"多计了：{was} 的 {old}，没有这样的记录"
            else:
                why = f"记录是 {day}、{new}、工会 {unit}，计成 {was}、{old}、工会 {stood}"
            yield Fault(key, f"{_name(key)} {record}", why)


def _sums() -> Iterator[Fault]:
    with connection.cursor() as cursor:
        cursor.execute(SUMS, [MOST])
        for key, unit, grain, day, new, old, count, was in cursor.fetchall():
            span = "当日" if grain == "d" else "当月"
            why = f"{span}合计应是 {new or 0}（{count or 0} 条），记成 {old or 0}（{was or 0} 条）"
            yield Fault(key, f"{_name(key)} 工会 {unit} {day}", why)


def verify() -> Iterator[Fault]:
    """Every difference between the records, the facts and the sums; nothing when all agrees.

    Ask inside one repeatable-read transaction: one moment, while others go on working.
    """
    for source in plans.used():
        yield from _facts(source)
    known = {one.key for one in counted()}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT measure FROM indicators_fact WHERE NOT measure = ANY(%s)", [list(known)]
        )
        for (key,) in cursor.fetchall():
            yield Fault(key, key, "没有这个指标，却有统计记录；请运行 yugong measures backfill")
    yield from _sums()


def verify_at_once() -> list[Fault]:
    """The same in one repeatable-read transaction of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return list(verify())


def size() -> tuple[int, int]:
    """How many facts there are, and how many touched records wait to be recounted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM indicators_fact), (SELECT count(*) FROM audit_touched)")
        facts, waiting = cursor.fetchone()
        return int(facts), int(waiting)
