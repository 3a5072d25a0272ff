"""Which unions stand below one, and which of those that should have records have none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection

from yugong.engines.indicators.queries import readings
from yugong.engines.indicators.queries.periods import FIRST
from yugong.engines.indicators.queries.readings import Reading
from yugong.ground.org.models import Unit
from yugong.kernel import tree
from yugong.kernel.measure import Measure, Ratio, measure, measures

MISSING = """
    SELECT u.id, u.name FROM org_unit u
     WHERE u.path >= %(low)s AND u.path < %(high)s AND u.kind = ANY(%(kinds)s)
       AND u.valid_from <= %(until)s AND (u.valid_to IS NULL OR u.valid_to > %(since)s)
       AND COALESCE((SELECT sum(t.records) FROM indicators_total t
                      WHERE t.measure = %(key)s AND t.unit_id = u.id AND t.grain = 'd'
                        AND t.day >= %(since)s AND t.day <= %(until)s), 0)
         + COALESCE((SELECT sum(d.records) FROM indicators_delta d
                      WHERE d.measure = %(key)s AND d.unit_id = u.id
                        AND d.day >= %(since)s AND d.day <= %(until)s), 0) <= 0
     ORDER BY u.path
"""


@dataclass(frozen=True, slots=True)
class Child:
    """One of the unions below, with what a measure is there."""

    unit_id: int
    name: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Gap:
    """A union of which some record is expected and none is there."""

    unit_id: int
    name: str


def by_child(key: str, unit: int, since: date, until: date) -> list[Child]:
    """What a measure is at each union directly below, in the order of the tree."""
    rows = Unit.objects.filter(parent_id=unit, valid_from__lte=until, valid_to=None).order_by("path")
    names = {pk: short or name for pk, name, short in rows.values_list("pk", "name", "short")}
    found = readings.by_unit(key, list(names), since, until)
    return [Child(pk, name, found[pk]) for pk, name in names.items()]


def expecting(key: str) -> Measure:
    """The measure whose records are expected: of a ratio its denominator."""
    one = measures[key]
    return measure(one.of) if isinstance(one, Ratio) else one


def gaps(key: str, path: str, since: date, until: date, *, most: int = 0) -> list[Gap]:
    """The unions below that have no record in that time though their kind should; at most so many."""
    one = expecting(key)
    if not one.expects:
        return []
    values: dict[str, Any] = {
        "low": path, "high": tree.upper_bound(path), "kinds": list(one.expects), "key": one.key,
        "since": FIRST if one.stock else since, "until": until,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(MISSING + (f" LIMIT {int(most)}" if most else ""), values)
        return [Gap(*row) for row in cursor.fetchall()]


def with_gaps(reading: Reading, path: str, since: date) -> Reading:
    """The same reading, knowing how many unions have nothing on record."""
    return replace(reading, gaps=len(gaps(reading.key, path, since, reading.as_of)))


def chain(unit: Unit, top: int) -> Sequence[Unit]:
    """The unions above one, from the seat's own downwards."""
    ids = list(tree.ids(unit.path))
    ids = ids[ids.index(top) : -1] if top in ids else []
    known = Unit.objects.in_bulk(ids)
    return [known[key] for key in ids]
