"""What the desk shows of a person: memberships, work, consents, merges, likely doubles; one statement."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from yugong.ground.people import vault
from yugong.ground.people.identity import name_of, opened
from yugong.ground.people.models import Person
from yugong.ground.people.queries.history import LIKELY, likeness
from yugong.ground.people.queries.persons import NONE, PersonCard, card_of
from yugong.kernel import masking

ALL = f"""
    SELECT (SELECT json_agg(line) FROM (
                SELECT json_build_array(m.id, m.unit_id, u.name, m.valid_from, m.valid_to, m.began_by,
                    m.ended_by, m.standing, m.joined_on, m.route, m.number, m.trade) AS line
                  FROM people_membership m JOIN org_unit u ON u.id = m.unit_id
                 WHERE m.person_id = %(who)s AND m.superseded_at IS NULL
                 ORDER BY m.valid_from DESC, m.id DESC LIMIT 50) stretches),
           (SELECT json_agg(line) FROM (
                SELECT json_build_array(e.name, w.trade, w.department, w.source, w.valid_from,
                    w.valid_to) AS line
                  FROM people_employment w LEFT JOIN org_employer e ON e.id = w.employer_id
                 WHERE w.person_id = %(who)s ORDER BY w.id DESC LIMIT 50) jobs),
           (SELECT json_agg(line) FROM (
                SELECT json_build_array(c.purpose, c.given_at, c.withdrawn_at) AS line
                  FROM people_consent c WHERE c.person_id = %(who)s ORDER BY c.id DESC LIMIT 20) consents),
           (SELECT json_agg(line) FROM (
                SELECT json_build_array(g.id, g.dropped_id, d.name_sealed, g.merged_at, g.reason) AS line
                  FROM people_merge g JOIN people_person d ON d.id = g.dropped_id
                 WHERE g.kept_id = %(who)s AND g.undone_at IS NULL ORDER BY g.id DESC LIMIT 20) merges),
           ARRAY({LIKELY})
"""  # noqa: S608  our own words


class Stretch(NamedTuple):
    """One stretch of membership that is believed; `until` is empty while it lasts."""

    id: UUID
    unit_id: int
    unit_name: str
    since: date
    until: date | None
    began_by: str
    ended_by: str
    standing: str
    joined_on: date
    route: str
    number: str
    trade: str


class Job(NamedTuple):
    """Where and as what the person works or worked."""

    employer_name: str
    trade: str
    department: str
    source: str
    since: date | None
    until: date | None


class Agreed(NamedTuple):
    """One consent, given and perhaps withdrawn."""

    purpose: str
    given_at: datetime
    withdrawn_at: datetime | None


class Joined(NamedTuple):
    """A row that was merged into this one, by the name it had."""

    id: UUID
    name: str
    merged_at: datetime
    reason: str


class Dossier(NamedTuple):
    """All of it, the newest first; `twins` are rows that may be the same human being."""

    card: PersonCard
    stretches: list[Stretch]
    jobs: list[Job]
    consents: list[Agreed]
    merges: list[Joined]
    twins: list[UUID]


def dossier(person: Person) -> Dossier:
    """What the page of a person shows; numbers are masked."""
    name, number, phone = (
        opened(person.pk, column, getattr(person, column))
        for column in ("name_sealed", "number_sealed", "phone_sealed")
    )
    with connection.cursor() as cursor:
        cursor.execute(ALL, {"who": person.pk, **likeness(name, number, phone)})
        *lists, twins = cursor.fetchone()
    stretches, jobs = [_stretch(row) for row in lists[0] or ()], [_job(row) for row in lists[1] or ()]
    consents, merges = [_agreed(row) for row in lists[2] or ()], [_joined(row) for row in lists[3] or ()]
    now = next((one for one in stretches if one.until is None), None)
    job = next((one for one in jobs if one.until is None), None)
    member = (now.unit_id, now.unit_name, now.standing, now.joined_on, now.number, now.trade) if now else NONE
    work = (job.employer_name, job.trade) if job else ("", "")
    hidden = masking.id_number(number) if number else "", masking.phone(phone) if phone else ""
    card = card_of(person.pk, (name, *hidden), person.sex, person.verified, *member, *work)
    return Dossier(card, stretches, jobs, consents, merges, twins)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _stretch(row: list[Any]) -> Stretch:
    key, unit, name, since, until, began, ended, standing, joined, *rest = row
    days = date.fromisoformat(since), _day(until)
    return Stretch(UUID(key), unit, name, *days, began, ended, standing, date.fromisoformat(joined), *rest)


def _job(row: list[Any]) -> Job:
    name, trade, department, source, since, until = row
    return Job(name or "", trade, department, source, _day(since), _day(until))


def _agreed(row: list[Any]) -> Agreed:
    purpose, given, withdrawn = row
    return Agreed(
        purpose, datetime.fromisoformat(given), datetime.fromisoformat(withdrawn) if withdrawn else None
    )


def _joined(row: list[Any]) -> Joined:
    key, dropped, sealed, at, reason = row
    name = name_of(UUID(dropped), vault.bytes_in(sealed))
    return Joined(UUID(key), name, datetime.fromisoformat(at), reason)
