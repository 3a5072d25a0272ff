"""Lists and counts of members: paged by key, scoped by level columns, as of today or of any day.

The limit of a whole list stands in the text, a searched name and its unit in subqueries, so that a prepared
statement keeps its plan: the planner makes a new one each time, at half the cost of a page, where the values
themselves change its guess. A narrowed list is planned by its values: what few rows fit is found another way.
"""

from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import connection

from yugong.ground.people import vault
from yugong.ground.people.queries.member_rows import LINES, MemberRow, masked, shown
from yugong.kernel import tree
from yugong.kernel.once import once

COUNT_CAP = 1000
HIDDEN = "(SELECT %s)"  # a value the planner does not see
NO_CAP = 10**9
FRESH = 60.0  # seconds for which the count of a great list holds
GAPS = {
    "number": "p.number_sealed IS NULL",
    "phone": "p.phone_sealed IS NULL",
    "employer": "u.home_for = '' AND NOT EXISTS (SELECT 1 FROM people_employment w WHERE w.person_id = p.id"
    " AND w.valid_to IS NULL AND w.employer_id IS NOT NULL)",
}
GAPS["any"] = f"({' OR '.join(f'({gap})' for gap in GAPS.values())})"
JOINS = {
    "p": "JOIN people_person p ON p.id = m.person_id",
    "u": "JOIN org_unit u ON u.id = m.unit_id",
}
PRESENT = """
    SELECT 1 FROM people_membership m JOIN org_unit u ON u.id = m.unit_id
    WHERE m.person_id = %s AND m.valid_to IS NULL AND m.superseded_at IS NULL"""
COUNT = "SELECT count(*) FROM (SELECT 1 FROM people_membership m {needed} WHERE {where} LIMIT {cap}) capped"
SEARCH_CAP = 2000
CHOSEN = "SELECT m.* FROM people_membership m {needed} WHERE {where} ORDER BY m.id {order} LIMIT {limit}"
PAGE = LINES.format(chosen=CHOSEN) + "ORDER BY m.id {order}"
HITS = f"""
    WITH hits AS MATERIALIZED (
             SELECT m.id FROM people_membership m {{needed}} WHERE {{where}} LIMIT {{cap}} + 1),
         number AS MATERIALIZED (SELECT count(*) FROM hits),
         page AS (SELECT id FROM hits WHERE (SELECT count FROM number) <= {{cap}} {{beside}}
                  ORDER BY id {{order}} LIMIT {{limit}})
    SELECT number.count, shown.* FROM number LEFT JOIN (
        {LINES.format(chosen="SELECT m.* FROM page JOIN people_membership m ON m.id = page.id")}
    ) shown ON true ORDER BY shown.place DESC
"""  # noqa: S608  our own words


@dataclass(frozen=True, slots=True)
class MembersFilter:
    """What narrows the list; `text` is part of a name, a phone, a number, or their last four digits.

    `gap` is number, phone, employer (not in a home union), or any; `home_for` takes home unions only.
    """

    text: str = ""
    unit_id: int | None = None
    standing: str = ""
    trade: str = ""
    route: str = ""
    joined_since: date | None = None
    gap: str = ""
    home_for: str = ""


def scope_column(path: str) -> tuple[str, int]:
    """The level column that holds a unit's members, and the unit's id; deeper units use their own id."""
    ids = tree.ids(path)
    return (f"l{len(ids)}", ids[-1]) if len(ids) <= 5 else ("unit_id", ids[-1])


def member_below(person_id: UUID, path: str) -> bool:
    """Whether a person is at present a member in a unit or below it; asked for every button of a page."""
    return once(("member_below", person_id, path), lambda: _below(person_id, path))


def _below(person_id: UUID, path: str) -> bool:
    ids = tree.ids(path)
    place: list[int | str] = [ids[-1]]
    if len(ids) <= tree.DEPTH:
        sql = f"{PRESENT} AND m.l{len(ids)} = %s"
    else:
        sql, place = f"{PRESENT} AND u.path >= %s AND u.path < %s", [path, tree.upper_bound(path)]
    with connection.cursor() as cursor:
        cursor.execute(sql, [person_id, *place])
        return cursor.fetchone() is not None


def _where(path: str, wanted: MembersFilter, place: str = "%s") -> tuple[str, list[Any]]:
    column, unit = scope_column(path)
    parts: list[str] = [f"m.{column} = {place}", "m.valid_to IS NULL", "m.superseded_at IS NULL"]
    values: list[Any] = [unit]
    if wanted.unit_id:
        parts.append("m.unit_id = %s")
        values.append(wanted.unit_id)
    for name in ("standing", "route"):
        if text := getattr(wanted, name):
            parts.append(f"m.{name} = %s")
            values.append(text)
    if wanted.trade:
        parts.append("strpos(m.trade, %s) > 0")
        values.append(wanted.trade)
    if wanted.home_for:
        parts.append("u.home_for = %s")
        values.append(wanted.home_for)
    if wanted.joined_since:
        parts.append("m.joined_on >= %s")
        values.append(wanted.joined_since)
    if wanted.gap in GAPS:
        parts.append(GAPS[wanted.gap])
    if wanted.text:
        part, more = _text(wanted.text.strip())
        parts.append(part)
        values.extend(more)
    return " AND ".join(parts), values


def _limit(wanted: MembersFilter, most: int) -> tuple[str, list[int]]:
    """A limit as text, or as a value that lets the planner look at all the others."""
    return (str(most), []) if wanted == MembersFilter() else ("%s", [most])


def _needed(where: str) -> str:
    """The tables that a condition asks besides the memberships."""
    return " ".join(join for table, join in JOINS.items() if f"{table}." in where)


def _text(text: str) -> tuple[str, list[Any]]:
    """A searched text by its look: number, phone, last four, member number, or part of a name."""
    plain = text.replace(" ", "").upper()
    if len(plain) in (15, 18) and plain[:-1].isdigit():
        return "p.number_index = ANY(%s) AND p.merged_into_id IS NULL", [
            vault.blinds(f"resident:{plain}", "number")
        ]
    if len(plain) == 11 and plain.isdigit():
        return "p.phone_index = ANY(%s)", [vault.blinds(plain, "phone")]
    if len(plain) == 4 and plain[:-1].isdigit():
        tails = [vault.blinds(plain, "tail"), vault.blinds(plain, "phone_tail")]
        return "(p.tail_index = ANY(%s) OR p.phone_tail_index = ANY(%s))", list(tails)
    if plain.isdigit():
        return "m.number = %s", [plain.zfill(10)]
    needles = vault.needles(text)
    return f"({' OR '.join(['m.name_grams @> (SELECT %s::int[])'] * len(needles))})", list(needles)


def members(
    *,
    path: str,
    wanted: MembersFilter,
    after: UUID | None = None,
    before: UUID | None = None,
    limit: int = 50,
    full: bool = False,
) -> list[MemberRow]:
    """A page of present members below a unit, the newest first, behind the row `after` or ahead of `before`.

    `full` shows numbers unmasked: for an action that has asked whether its actor may see them.
    """
    where, values = _where(path, wanted)
    edge = after or before
    if edge is not None:
        where, values = f"{where} AND m.id {'<' if after else '>'} %s", [*values, edge]
    backwards = after is None and before is not None
    most, given = _limit(wanted, limit)
    shape = {"needed": _needed(where), "where": where, "order": "ASC" if backwards else "DESC"}
    with connection.cursor() as cursor:
        cursor.execute(PAGE.format(**shape, limit=most), [*values, *given])
        rows = cursor.fetchall()
    found = shown(rows, full=True) if full else masked(rows)
    return found[::-1] if backwards else found


def search(
    *,
    path: str,
    wanted: MembersFilter,
    after: UUID | None = None,
    before: UUID | None = None,
    limit: int = 50,
) -> tuple[list[MemberRow], int]:
    """A page like that of `members()` and how many there are, up to SEARCH_CAP; above it, one more.

    What few rows match is found once, by the index of what was asked for, and read in the same statement; a
    word that fits thousands is quicker read along the order of the list.
    """
    where, values = _where(path, wanted, HIDDEN)
    backwards = after is None and before is not None
    beside = f"AND id {'>' if backwards else '<'} %s" if after or before else ""
    order, edge = "ASC" if backwards else "DESC", [after or before] if beside else []
    shape = {"needed": _needed(where), "where": where, "beside": beside, "order": order}
    sql = HITS.format(**shape, limit=limit, cap=SEARCH_CAP)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *edge])
        rows = cursor.fetchall()
    count: int = rows[0][0]
    if count > SEARCH_CAP:
        return members(path=path, wanted=wanted, after=after, before=before, limit=limit), count
    return masked([row[1:] for row in rows if row[1]]), count


def member_count(*, path: str, wanted: MembersFilter, cap: int = COUNT_CAP) -> int:
    """How many there are, counted up to a cap; above it the answer is cap + 1."""
    where, values = _where(path, wanted)
    most, given = _limit(wanted, cap + 1)
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(needed=_needed(where), where=where, cap=most), [*values, *given])
        return int(cursor.fetchone()[0])


_counted: dict[str, tuple[float, int]] = {}


def headcount(path: str) -> int:
    """All present members below a unit: counted now where they are few, else as of the last minute."""
    until, known = _counted.get(path, (0.0, 0))
    if monotonic() < until:
        return known
    if known:
        _counted[path] = (monotonic() + FRESH, known)  # others go on with it while this one counts
    known = member_count(path=path, wanted=MembersFilter(), cap=NO_CAP)
    if known > COUNT_CAP:
        _counted[path] = (monotonic() + FRESH, known)
    else:
        _counted.pop(path, None)
    return known


def employer_clusters(*, unit_id: int, at_least: int) -> list[tuple[int, str, int]]:
    """Employers without a union of their own whose workers gather in one unit: (id, name, members)."""
    sql = """
        SELECT e.id, e.name, count(*) FROM people_membership m
        JOIN people_employment w ON w.person_id = m.person_id AND w.valid_to IS NULL
        JOIN org_employer e ON e.id = w.employer_id
        WHERE m.unit_id = %s AND m.valid_to IS NULL AND m.superseded_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM org_unit u WHERE u.employer_id = e.id AND u.valid_to IS NULL)
        GROUP BY e.id, e.name HAVING count(*) >= %s ORDER BY count(*) DESC, e.id
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [unit_id, at_least])
        return [(row[0], row[1], row[2]) for row in cursor.fetchall()]
