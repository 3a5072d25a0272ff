"""Rows that may be one human being: found in steps over the members of a unit, and shown side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from yugong.ground.people import vault
from yugong.ground.people.identity import open_person, opened
from yugong.ground.people.models import Account, Apart, Person
from yugong.ground.people.queries.history import likely_same
from yugong.ground.people.queries.members import scope_column
from yugong.ground.people.queries.persons import membership_of
from yugong.ground.people.ties import ties
from yugong.kernel import masking
from yugong.kernel.identifiers import PAPERS, id_check_digit

STEP, MOST = 20_000, 200
OLD_FORM = 46  # bytes of a sealed number of 15 characters
WINDOW = """
    WITH w AS (
        SELECT p.id, p.paper, p.number_sealed, p.number_index, p.phone_index, p.name_index, p.name_grams
        FROM people_membership m JOIN people_person p ON p.id = m.person_id
        WHERE m.{column} = %(unit)s AND m.valid_to IS NULL AND m.superseded_at IS NULL
          AND (%(after)s::uuid IS NULL OR m.id < %(after)s::uuid)
        ORDER BY m.id DESC LIMIT %(step)s)
"""
PAIR = """
    WITH w AS (
        SELECT p.id, p.paper, p.number_sealed, p.number_index, p.phone_index, p.name_index, p.name_grams
        FROM people_person p WHERE p.id = %(one)s)
"""
LAST = """
    SELECT id FROM (SELECT m.id FROM people_membership m
        WHERE m.{column} = %(unit)s AND m.valid_to IS NULL AND m.superseded_at IS NULL
          AND (%(after)s::uuid IS NULL OR m.id < %(after)s::uuid)
        ORDER BY m.id DESC OFFSET %(step)s - 1 LIMIT 1) one
"""
NEAR = "(SELECT count(*) FROM unnest(w.name_grams) g WHERE g = ANY(q.name_grams)) >= 3"
TOGETHER = """EXISTS (
        SELECT 1 FROM people_employment e JOIN people_employment f ON f.employer_id = e.employer_id
        WHERE e.person_id = w.id AND f.person_id = q.id AND e.valid_to IS NULL AND f.valid_to IS NULL)
"""
BY_PHONE = f"""
    SELECT w.id, q.id,
           CASE WHEN q.name_index = w.name_index THEN '手机和姓名相同' ELSE '同单位，手机相同，姓名相近' END
    FROM w JOIN people_person q ON q.phone_index = w.phone_index AND q.id <> w.id AND q.merged_into_id IS NULL
    WHERE {{only}} AND (q.name_index = w.name_index OR ({NEAR} AND {TOGETHER})) LIMIT %(most)s
"""  # noqa: S608
NO_NUMBER = f"""
    SELECT w.id, q.id, '同单位，姓名相近，有一份没有证件号'
    FROM (SELECT * FROM w WHERE number_index IS NULL LIMIT 100) w
    JOIN people_employment e ON e.person_id = w.id AND e.valid_to IS NULL
    JOIN people_employment f ON f.employer_id = e.employer_id AND f.valid_to IS NULL AND f.person_id <> w.id
    JOIN people_person q ON q.id = f.person_id AND q.merged_into_id IS NULL AND q.name_grams && w.name_grams
    WHERE {{only}} AND (q.name_index = w.name_index OR {NEAR}) LIMIT %(most)s
"""  # noqa: S608
OTHER_FORM = """
    SELECT w.id, w.paper, w.number_sealed FROM w
    WHERE w.number_sealed IS NOT NULL AND (w.paper <> 'resident' OR octet_length(w.number_sealed) = %(old)s)
    LIMIT 2000
"""


@dataclass(frozen=True, slots=True)
class Double:
    """Two rows and why they may be one person."""

    one: UUID
    other: UUID
    why: str


@dataclass(frozen=True, slots=True)
class Beside:
    """One fact of both rows, masked, and which of them the merged row would show: keep, drop or none."""

    label: str
    keep: str
    drop: str
    wins: str


def doubles(*, path: str, after: UUID | None = None, step: int = STEP) -> tuple[list[Double], UUID | None]:
    """Likely doubles among the next members below a unit, and where to go on; None at the end.

    The same number on another paper or in its old form, the same phone and name, near names at one employer.
    """
    column, unit = scope_column(path)
    given: dict[str, Any] = {"unit": unit, "after": after, "step": step, "most": MOST, "old": OLD_FORM}
    window = WINDOW.format(column=column)
    with connection.cursor() as cursor:
        cursor.execute(window + OTHER_FORM, given)
        found = [*_other_forms(cursor.fetchall())]
        for part in (BY_PHONE, NO_NUMBER):
            cursor.execute(window + part.format(only="TRUE"), given)
            found += [Double(*row) for row in cursor.fetchall()]
        cursor.execute(LAST.format(column=column), given)
        last = cursor.fetchone()
    return _settled(found), last[0] if last else None


def suspected(one: Person, other: Person) -> str:
    """Why two rows are listed as a likely double, by any of the finders; "" when they are not."""
    found = [*_paired(one, other), *_paired(other, one)]
    for row, twin in ((one, other), (other, one)):
        if twin.pk in likely_same(row):
            found.append(Double(row.pk, twin.pk, "姓名相同，手机或证件后四位也相同"))
    listed = _settled(found)
    return listed[0].why if listed else ""


def _paired(one: Person, other: Person) -> Iterator[Double]:
    given: dict[str, Any] = {"one": one.pk, "other": other.pk, "most": 1, "old": OLD_FORM}
    with connection.cursor() as cursor:
        cursor.execute(PAIR + OTHER_FORM, given)
        yield from (double for double in _other_forms(cursor.fetchall()) if double.other == other.pk)
        for part in (BY_PHONE, NO_NUMBER):
            cursor.execute(PAIR + part.format(only="q.id = %(other)s"), given)
            yield from (Double(*row) for row in cursor.fetchall())


def forms(number: str) -> set[str]:
    """The ways in which one number may stand in the register: as it is, and with 18 digits for 15."""
    if len(number) != 15 or not number.isdigit():
        return {number}
    first = f"{number[:6]}19{number[6:]}"
    return {number, first + id_check_digit(first)}


def _other_forms(rows: list[tuple[UUID, str, Any]]) -> Iterator[Double]:
    """Those whose number stands in another row under another paper or in its other form."""
    wanted: dict[bytes, UUID] = {}
    for who, _, sealed in rows:
        for number in forms(opened(who, "number_sealed", sealed)):
            for paper in PAPERS:
                for index in vault.blinds(f"{paper}:{number}", "number"):
                    wanted[index] = who
    held = Person.objects.filter(number_index__in=list(wanted), merged_into=None)
    for other, held_index in held.values_list("id", "number_index"):
        if other != (row := wanted[bytes(held_index or b"")]):
            yield Double(row, other, "证件号相同，证件类型或位数不同")


def _settled(found: list[Double]) -> list[Double]:
    """Each pair once, without those already told apart."""
    pairs: dict[tuple[UUID, ...], Double] = {}
    for double in found:
        pairs.setdefault(tuple(sorted((double.one, double.other))), double)
    ids = {one for pair in pairs for one in pair}
    apart = set(Apart.objects.filter(one_id__in=ids, other_id__in=ids).values_list("one_id", "other_id"))
    return [double for pair, double in pairs.items() if pair not in apart]


def side_by_side(keep: Person, drop: Person) -> list[Beside]:
    """What a merge would keep, fill and leave: every fact of both rows, masked, then their records."""
    held, other = open_person(keep), open_person(drop)

    def fact(label: str, mine: str, theirs: str) -> Beside:
        return Beside(label, mine, theirs, "keep" if mine else "drop" if theirs else "")

    born = [str(one.born) if one.born else "" for one in (held, other)]
    rows = [
        Beside("姓名", masking.name(held.name), masking.name(other.name), "keep"),
        fact("证件号", *(masking.id_number(one.number) if one.number else "" for one in (held, other))),
        fact("手机", *(masking.phone(one.phone) if one.phone else "" for one in (held, other))),
        fact("性别", *(person.get_sex_display() if person.sex else "" for person in (keep, drop))),
        fact("出生日期", *(f"{day[:4]} 年" if day else "" for day in born)),
    ]
    stretches = [membership_of(person.pk) for person in (keep, drop)]
    rows.append(fact("现在的会籍", *(row.unit.name if row else "" for row in stretches)))
    for tie in ties:
        if tie.label:
            counts = [tie.rows(person.pk).count() for person in (keep, drop)]
            mine, theirs = (f"{count} 条" if count else "" for count in counts)
            rows.append(Beside(tie.label, mine, theirs, "both" if any(counts) else ""))
    return rows


def accounts_of(*persons: Person) -> int:
    """How many of these rows somebody signs in to."""
    return Account.objects.filter(person__in=persons, is_active=True).count()


def selves(person_id: UUID) -> list[Person]:
    """A person's row and those merged into it, for what the log says about any of them."""
    rows = Person.objects.filter(Q(pk=person_id) | Q(merged_into=person_id))
    return list(rows.order_by("recorded_at")[:20])
