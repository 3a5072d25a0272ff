"""Lines of member lists: what is read of each, opened and masked many at once; masked ones are kept."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from yugong.ground.people.identity import opened_many
from yugong.kernel import masking

KEPT = 4096  # masked rows that a process remembers
SEXES = {"1": "男", "2": "女"}
LINES = """
    SELECT m.id::text AS place, p.id::text, p.name_sealed, p.number_sealed, p.phone_sealed, p.sex,
           u.id, u.name, m.number, m.standing, m.joined_on, m.route,
           COALESCE(NULLIF(m.trade, ''), w.trade, ''), COALESCE(e.name, ''),
           (m.recorded_at AT TIME ZONE 'Asia/Shanghai')::date, u.home_for
    FROM ({chosen}) m
    JOIN people_person p ON p.id = m.person_id
    JOIN org_unit u ON u.id = m.unit_id
    LEFT JOIN LATERAL (SELECT trade, employer_id FROM people_employment
                       WHERE person_id = p.id AND valid_to IS NULL ORDER BY id DESC LIMIT 1) w ON true
    LEFT JOIN org_employer e ON e.id = w.employer_id
"""
Raw = tuple[Any, ...]


class MemberRow(NamedTuple):
    """One line of the member list; numbers are masked unless they were asked for in full."""

    id: UUID
    person_id: UUID
    name: str
    number: str
    phone: str
    sex: str
    unit_id: int
    unit_name: str
    member_number: str
    standing: str
    joined_on: date
    route: str
    trade: str
    employer_name: str
    recorded_on: date
    gap: str


_kept: dict[Raw, MemberRow] = {}


def masked(rows: Sequence[Raw]) -> list[MemberRow]:
    """Rows as lists show them: the same sealed values open to the same words, so the last ones are kept."""
    known = [_kept.get(row) for row in rows]
    fresh = [row for row, one in zip(rows, known, strict=True) if one is None]
    made = iter(shown(fresh))
    found = [one or next(made) for one in known]
    if fresh:
        if len(_kept) + len(fresh) > KEPT:
            _kept.clear()
        _kept.update(zip(rows, found, strict=True))
    return found


def shown(rows: Sequence[Raw], *, full: bool = False) -> list[MemberRow]:
    """Rows opened: the name, and the numbers masked unless they are wanted in full."""
    who = [row[1] for row in rows]
    names, numbers, phones = (
        opened_many(who, column, [row[place] for row in rows])
        for place, column in enumerate(("name_sealed", "number_sealed", "phone_sealed"), start=2)
    )
    if not full:
        numbers = [masking.id_number(number) if number else "" for number in numbers]
        phones = [masking.phone(phone) if phone else "" for phone in phones]
    return [
        _made(row, *open_) for row, open_ in zip(rows, zip(names, numbers, phones, strict=True), strict=True)
    ]


def _made(row: Raw, name: str, number: str, phone: str) -> MemberRow:
    facts = (name, number, phone, SEXES.get(row[5], ""), *row[6:15])
    return MemberRow._make((UUID(row[0]), UUID(row[1]), *facts, _gap(row, number, phone)))


def _gap(row: Raw, number: str, phone: str) -> str:
    """What is missing first; a member of a home union needs no employer."""
    if not number:
        return "缺证件号"
    return "缺手机" if not phone else "" if row[13] or row[15] else "缺用工单位"
