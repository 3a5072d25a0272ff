"""The quality of a union's register: counted now for a small subtree, from last night for a large one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.ground.people import queries as people
from yugong.ground.people.identity import name_of, opened
from yugong.ground.people.queries import MembersFilter
from yugong.ground.people.queries.members import scope_column
from yugong.kernel import masking, tree
from yugong.kernel.calendar import add_months
from yugong.scenes.organise.queries.quality_checks import Check, checks, score

LIVE = 5_000  # members that are counted while somebody waits
STEP, STEPS = 1_000, 10  # members opened for one page of a rule that reads sealed values
PRESENT = "m.valid_to IS NULL AND m.superseded_at IS NULL"
FROM = """
    FROM people_membership m JOIN people_person p ON p.id = m.person_id JOIN org_unit u ON u.id = m.unit_id
"""
LIST = """
    SELECT m.id, p.id, p.name_sealed, p.number_sealed, p.phone_sealed, u.name, m.joined_on,
           COALESCE(e.name, ''), COALESCE(NULLIF(m.trade, ''), w.trade, ''),
           (SELECT max(c.confirmed_on) FROM organise_confirmation c WHERE c.person_id = m.person_id),
           p.born_sealed, p.sex
    FROM people_membership m
    JOIN people_person p ON p.id = m.person_id
    JOIN org_unit u ON u.id = m.unit_id
    LEFT JOIN LATERAL (SELECT trade, employer_id FROM people_employment
                       WHERE person_id = p.id AND valid_to IS NULL ORDER BY id DESC LIMIT 1) w ON true
    LEFT JOIN org_employer e ON e.id = w.employer_id
    WHERE m.{column} = %(unit)s AND {present} AND ({hit})
      AND (%(after)s::uuid IS NULL OR m.id < %(after)s::uuid)
    ORDER BY m.id DESC LIMIT %(limit)s
"""
ROLLED = """
    SELECT {key}, c.rule, sum(c.hits)::int, min(c.counted_at) FROM organise_qualitycount c
    JOIN org_unit u ON u.id = c.unit_id WHERE u.path >= %(path)s AND u.path < %(end)s GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Quality:
    """The score of a subtree, what it is made of, and as of when (None: just now)."""

    members: int
    hits: dict[str, int]
    counted_at: datetime | None = None

    @property
    def score(self) -> float:
        return score(self.members, self.hits)


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of a member, masked, for a list that asks whether it is right."""

    id: UUID
    person_id: UUID
    name: str
    number: str
    phone: str
    unit_name: str
    joined_on: date
    employer: str
    trade: str
    confirmed_on: date | None


def cutoff_of(on: date, path: str = "") -> date:
    """The day after which a confirmation counts."""
    return add_months(on, -int(value("register.recheck_months", on=on, path=path)))


def values(path: str, *, on: date) -> dict[str, Any]:
    """What the conditions of the rules are filled with."""
    given: dict[str, Any] = {"cutoff": cutoff_of(on, path)}
    return given | ({"unit": scope_column(path)[1]} if path else {})


def quality(unit: Unit, *, on: date, live: int | None = None) -> Quality | None:
    """The quality of a unit with all below it; None where a large one has not been counted yet.

    Up to `live` members are counted now (as many as LIVE, unless said), of more last night's counts are told.
    """
    if _small(unit, LIVE if live is None else live):
        return _live(unit.path, on=on)
    found = rolled(unit.path, key="''").get("")
    return found if found and found.members else None


def _small(unit: Unit, most: int) -> bool:
    """Whether a unit with all below it is counted while somebody waits."""
    return people.member_count(path=unit.path, wanted=MembersFilter(), cap=most) <= most


def _counted() -> str:
    return ", ".join(f"count(*) FILTER (WHERE {check.hit})" for check in checks)


def _live(path: str, *, on: date) -> Quality:
    column, _ = scope_column(path)
    with connection.cursor() as cursor:
        sql = f"SELECT count(*), {_counted()} {FROM} WHERE m.{column} = %(unit)s AND {PRESENT}"
        cursor.execute(sql, values(path, on=on))
        members, *counts = cursor.fetchone()
    hits = dict(zip(checks.keys(), counts, strict=True))
    for check in checks:
        if check.test and hits[check.key]:
            hits[check.key] = sum(_tested(check, path, on=on).values())
    return Quality(members, hits)


def _tested(check: Check, path: str, *, on: date) -> Counter[int]:
    """How many members a rule on sealed birthdays finds, by union; a step of rows in memory at a time."""
    column = f"m.{scope_column(path)[0]} = %(unit)s" if path else "TRUE"
    sql = f"""SELECT m.id, m.unit_id, p.id, p.born_sealed, p.sex {FROM} WHERE {column} AND {PRESENT}
        AND ({check.hit}) AND (%(after)s::uuid IS NULL OR m.id < %(after)s::uuid)
        ORDER BY m.id DESC LIMIT 5000"""
    given = values(path, on=on) | {"after": None}
    found: Counter[int] = Counter()
    while True:
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            rows = cursor.fetchall()
        found.update(unit for _, unit, who, born, sex in rows if _holds(check, who, born, sex, on))
        if len(rows) < 5000:
            return found
        given["after"] = rows[-1][0]


def _holds(check: Check, who: UUID, born: Any, sex: str, on: date) -> bool:
    day = opened(who, "born_sealed", born)
    return bool(check.test and day and check.test(date.fromisoformat(day), sex, on))


def rolled(path: str, *, key: str) -> dict[str, Quality]:
    """Last night's counts below a path, by what `key` (SQL on the unit u) tells apart; one query."""
    given = {"path": path, "end": tree.upper_bound(path)}
    found: dict[str, dict[str, int]] = {}
    seen: dict[str, datetime] = {}
    with connection.cursor() as cursor:
        cursor.execute(ROLLED.format(key=key), given)
        for group, rule, hits, at in cursor.fetchall():
            found.setdefault(group, {})[rule] = hits
            seen[group] = min(at, seen.get(group, at))
    return {group: Quality(hits.pop("members", 0), hits, seen[group]) for group, hits in found.items()}


def below(unit: Unit, *, on: date) -> dict[str, Quality]:
    """The quality of each unit directly below, by its path: now, or last night's in a large one."""
    depth = len(unit.path) + len(tree.segment(unit.pk))
    if _small(unit, LIVE):
        under = _live_below(unit, depth, on=on)
    else:
        under = rolled(unit.path, key=f"substr(u.path, 1, {depth})")
    return {path: found for path, found in under.items() if path != unit.path}


def _live_below(unit: Unit, depth: int, *, on: date) -> dict[str, Quality]:
    column, _ = scope_column(unit.path)
    sql = f"""SELECT substr(u.path, 1, {depth}), count(*), {_counted()} {FROM}
        WHERE m.{column} = %(unit)s AND {PRESENT} GROUP BY 1"""
    with connection.cursor() as cursor:
        cursor.execute(sql, values(unit.path, on=on))
        rows = cursor.fetchall()
    under = {
        path: Quality(members, dict(zip(checks.keys(), counts, strict=True)))
        for path, members, *counts in rows
    }
    for check in checks:
        if check.test:
            found = _tested(check, unit.path, on=on)
            paths = dict(Unit.objects.filter(pk__in=found).values_list("id", "path"))
            for one in under.values():
                one.hits[check.key] = 0
            for unit_id, hits in found.items():
                under[paths[unit_id][:depth]].hits[check.key] += hits
    return under


def found(
    path: str, key: str, *, on: date, after: UUID | None = None, limit: int = 50
) -> tuple[list[Held], UUID | None]:
    """The members a rule finds below a unit, the newest first, and where to go on; None at the end."""
    check, column = checks[key], scope_column(path)[0]
    sql = LIST.format(column=column, present=PRESENT, hit=check.hit)
    given = values(path, on=on) | {"after": after, "limit": STEP if check.test else limit + 1}
    if check.test is None:
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            rows = cursor.fetchall()
        return [_held(row) for row in rows[:limit]], rows[limit - 1][0] if len(rows) > limit else None
    return _search(check, sql, given, on=on, limit=limit)


def _search(
    check: Check, sql: str, given: dict[str, Any], *, on: date, limit: int
) -> tuple[list[Held], UUID | None]:
    """The same where birthdays must be opened: so many members are looked at, then one goes on by hand."""
    hits: list[Held] = []
    for row, last in _steps(sql, given):
        if _holds(check, row[1], row[10], row[11], on):
            hits.append(_held(row))
        if len(hits) == limit or last:
            return hits, row[0]
    return hits, None


def _steps(sql: str, given: dict[str, Any]) -> Iterator[tuple[Any, bool]]:
    """Rows in steps; the second value is true for the last one that may be looked at for now."""
    for turn in range(1, STEPS + 1):
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            rows = cursor.fetchall()
        for place, row in enumerate(rows, 1):
            yield row, turn == STEPS and place == STEP
        if len(rows) < STEP:
            return
        given["after"] = rows[-1][0]


def _held(row: Any) -> Held:
    number, phone = opened(row[1], "number_sealed", row[3]), opened(row[1], "phone_sealed", row[4])
    return Held(
        id=row[0],
        person_id=row[1],
        name=name_of(row[1], row[2]),
        number=masking.id_number(number) if number else "",
        phone=masking.phone(phone) if phone else "",
        unit_name=row[5],
        joined_on=row[6],
        employer=row[7],
        trade=row[8],
        confirmed_on=row[9],
    )


def by_union(*, on: date) -> tuple[str, dict[str, Any], dict[str, Counter[int]]]:
    """The statement that counts every rule for every union, its values, and the counts of sealed rules."""
    given = values("", on=on)
    plain = [check for check in checks if check.test is None]
    counts = ", ".join(f"count(*) FILTER (WHERE {check.hit}) AS {check.key}" for check in plain)
    pairs = ", ".join(f"('{check.key}', t.{check.key})" for check in plain)
    sql = f"""SELECT t.unit_id, r.rule, r.hits, %(at)s FROM (
        SELECT m.unit_id, count(*) AS members, {counts} {FROM} WHERE {PRESENT} GROUP BY m.unit_id) t
        CROSS JOIN LATERAL (VALUES ('members', t.members), {pairs}) r(rule, hits) WHERE r.hits > 0"""  # noqa: S608
    return sql, given, {check.key: _tested(check, "", on=on) for check in checks if check.test}
