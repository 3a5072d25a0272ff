"""Readings: what a measure is at a union in a time, month by month, union by union; always of this second.

Times are days, both ends within. What stands on a day (members) is read at the last of them. Sums come from
totals and the changes not folded yet in one statement, so that no reader sees one without the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from yugong.engines.indicators.queries.periods import FIRST, cut
from yugong.kernel.measure import Declared, Measure, Ratio, measures

SUMS = """
    SELECT s.measure, s.unit_id, sum(s.amount)::bigint, sum(s.records)::bigint FROM (
        SELECT measure, unit_id, amount, records FROM indicators_total
         WHERE measure = ANY(%(keys)s) AND unit_id = ANY(%(units)s) AND grain = 'm'
           AND day >= %(month_from)s AND day < %(month_to)s
        UNION ALL
        SELECT t.measure, t.unit_id, t.amount, t.records
          FROM unnest(%(from)s::date[], %(to)s::date[]) AS r (a, b)
          JOIN indicators_total t ON t.day >= r.a AND t.day < r.b
         WHERE t.measure = ANY(%(keys)s) AND t.unit_id = ANY(%(units)s) AND t.grain = 'd'
        UNION ALL
        SELECT measure, unit_id, amount, records FROM indicators_delta
         WHERE measure = ANY(%(keys)s) AND unit_id = ANY(%(units)s) AND day >= %(since)s AND day <= %(until)s
    ) s GROUP BY s.measure, s.unit_id
"""
IN_SPANS = """
    SELECT s.span, s.measure, s.unit_id, sum(s.amount)::bigint, sum(s.records)::bigint FROM (
        SELECT r.n AS span, t.measure, t.unit_id, t.amount, t.records
          FROM unnest(%(from)s::date[], %(to)s::date[]) WITH ORDINALITY AS r (a, b, n)
          JOIN indicators_total t ON t.day >= r.a AND t.day <= r.b
         WHERE t.measure = ANY(%(keys)s) AND t.unit_id = ANY(%(units)s) AND t.grain = 'd'
        UNION ALL
        SELECT r.n, d.measure, d.unit_id, d.amount, d.records
          FROM unnest(%(from)s::date[], %(to)s::date[]) WITH ORDINALITY AS r (a, b, n)
          JOIN indicators_delta d ON d.day >= r.a AND d.day <= r.b
         WHERE d.measure = ANY(%(keys)s) AND d.unit_id = ANY(%(units)s)
    ) s GROUP BY s.span, s.measure, s.unit_id
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """One number: `of` is the denominator of a ratio, `records` how many records are behind it.

    A ratio is `value` of `of`. `as_of` is the last day it speaks of. `gaps`: how many unions of which a
    record is expected have none; None when it was not asked for.
    """

    key: str
    value: int
    of: int | None
    records: int
    as_of: date
    gaps: int | None = None

    @property
    def recorded(self) -> bool:
        """Whether anything is on record; without it the number is not a nought but unknown."""
        return self.records > 0 or (self.of or 0) > 0


Sums = Mapping[tuple[str, int], tuple[int, int]]


def parts(one: Declared) -> tuple[str, ...]:
    """The counted measures that a declaration is read from."""
    return (one.x, one.of) if isinstance(one, Ratio) else (one.key,)


def sums(keys: Sequence[str], units: Sequence[int], since: date, until: date) -> Sums:
    """(amount, records) by measure and union; what has neither is left out."""
    if not keys or since > until:
        return {}
    pieces = cut(since, until)
    values: dict[str, Any] = {
        "keys": list(keys), "units": list(units), "since": since, "until": until,
        "month_from": pieces.month_from, "month_to": pieces.month_to,
        "from": [one[0] for one in pieces.days], "to": [one[1] for one in pieces.days],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(SUMS, values)
        return {(key, unit): (amount, records) for key, unit, amount, records in cursor.fetchall()}


def _sums(ones: Iterable[Declared], units: Sequence[int], since: date, until: date) -> Sums:
    """The sums of several declarations: what happened from `since`, and what stands at the end."""
    wanted = {key: measures[key].stock for one in ones for key in parts(one)}
    flows = [key for key, stock in wanted.items() if not stock]
    stocks = [key for key, stock in wanted.items() if stock]
    return {**sums(flows, units, since, until), **sums(stocks, units, FIRST, until)}


def _reading(one: Declared, found: Sums, unit: int, until: date) -> Reading:
    if isinstance(one, Measure):
        amount, records = found.get((one.key, unit), (0, 0))
        return Reading(one.key, amount, None, records, until)
    (x, records), (of, _) = (found.get((key, unit), (0, 0)) for key in (one.x, one.of))
    return Reading(one.key, x, of, records, until)


def values(keys: Sequence[str], unit: int, since: date, until: date) -> dict[str, Reading]:
    """Several measures of one union at once: one query for what happened, one for what stands."""
    ones = [measures[key] for key in keys]
    found = _sums(ones, [unit], since, until)
    return {one.key: _reading(one, found, unit, until) for one in ones}


def value(key: str, unit: int, since: date, until: date) -> Reading:
    """One measure of one union in a time."""
    return values([key], unit, since, until)[key]


def by_unit(key: str, units: Sequence[int], since: date, until: date) -> dict[int, Reading]:
    """One measure of several unions, each with all below it."""
    one = measures[key]
    found = _sums([one], units, since, until)
    return {unit: _reading(one, found, unit, until) for unit in units}


def by_unit_in(
    key: str, units: Sequence[int], spans: Sequence[tuple[date, date]]
) -> list[dict[int, Reading]]:
    """What happened at several unions in each of several short times: one query over days."""
    one = measures[key]
    values: dict[str, Any] = {
        "keys": list(parts(one)), "units": list(units),
        "from": [since for since, _ in spans], "to": [until for _, until in spans],
    }  # fmt: skip
    found: list[dict[tuple[str, int], tuple[int, int]]] = [{} for _ in spans]
    with connection.cursor() as cursor:
        cursor.execute(IN_SPANS, values)
        for span, part, unit, amount, records in cursor.fetchall():
            found[span - 1][part, unit] = (amount, records)
    return [
        {unit: _reading(one, sums_, unit, until) for unit in units}
        for sums_, (_, until) in zip(found, spans, strict=True)
    ]


def year(day: date) -> tuple[date, date]:
    """The year of a day up to that day."""
    return day.replace(month=1, day=1), day


def days(count: int, until: date) -> tuple[date, date]:
    """The last so many days up to a day."""
    return until - timedelta(days=count - 1), until
