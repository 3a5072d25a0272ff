"""From declarations to SQL: which facts the records of a source make, for some records or for all."""

from functools import lru_cache

from yugong.kernel.measure import KEYS, Measure, Source, counted, measures, sources

COLUMNS = ("measure", "record", "unit_id", "l1", "l2", "l3", "l4", "l5", "day", "until", "amount")
COUNTED = ("unit_id", "l1", "l2", "l3", "l4", "l5", "day", "until", "amount")
LINE = "('{key}', ({unit})::bigint, ({day})::date, {until}, ({amount})::bigint, ({where}))"
MADE = """
    made AS MATERIALIZED (
        SELECT v.measure, ({record})::text AS record, v.unit_id, v.day, v.until, v.amount
          FROM {rows}
         CROSS JOIN LATERAL (VALUES {lines}) AS v (measure, unit_id, day, until, amount, holds)
         WHERE {these} AND v.holds AND v.day IS NOT NULL AND v.unit_id IS NOT NULL
           AND (v.until IS NULL OR v.until > v.day)
    ), places AS MATERIALIZED (
        SELECT u.id, n.l1, n.l2, n.l3, n.l4, n.l5
          FROM org_unit u CROSS JOIN LATERAL indicators_levels(u.path) AS n (l1, l2, l3, l4, l5)
         WHERE u.id IN (SELECT unit_id FROM made)
    ), fresh AS (
        SELECT m.measure, m.record, m.unit_id, p.l1, p.l2, p.l3, p.l4, p.l5, m.day, m.until, m.amount
          FROM made m JOIN places p ON p.id = m.unit_id
    )
"""


@lru_cache(maxsize=256)
def _keys(key: str, known: int) -> tuple[str, ...]:
    return tuple(one.key for one in of_source(sources[key]))


def of_source(source: Source) -> tuple[Measure, ...]:
    """The measures that count records of a source."""
    return tuple(one for one in counted() if one.source.key == source.key)


def keys_of(source: Source) -> list[str]:
    """The keys of the measures that count records of a source."""
    return list(_keys(source.key, len(measures)))


def used() -> list[Source]:
    """The sources of which some measure counts records."""
    named = {one.source.key for one in counted()}
    return [source for source in sources if source.key in named]


def _line(one: Measure) -> str:
    return LINE.format(
        key=one.key,
        unit=one.at or one.source.unit,
        day=one.day,
        until=f"({one.until})::date" if one.until else "NULL::date",
        amount=one.amount,
        where=one.where,
    )


@lru_cache(maxsize=256)
def _made(key: str, some: bool, known: int) -> str:
    """`known` declarations make the text; one that is declared later makes it anew."""
    source, declared = sources[key], of_source(sources[key])
    these = f"{source.record} = ANY(%(keys)s::{KEYS[source.kind]}[])" if some else "TRUE"
    lines = ",\n".join(_line(one) for one in declared)
    return MADE.format(record=source.record, rows=source.rows, lines=lines, these=these)


def fresh(source: Source, *, some: bool = True) -> str:
    """The common tables `made`, `places` and `fresh`: what the records are worth now; `keys` names some."""
    return _made(source.key, some, len(measures))
