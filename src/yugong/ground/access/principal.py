"""Who is asking: account, person and the posts held today, read in one SQL and checked at every request."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.utils.crypto import constant_time_compare

from yugong.ground.access import session as sessions
from yugong.ground.access.roles import NOT_LENT, roles
from yugong.ground.people import vault
from yugong.ground.people.models import Account
from yugong.kernel.actor import PERSON, Actor, Seat

HELD = """
        SELECT a.password, a.is_active, p.id, p.name_sealed,
               t.id AS tenure, po.role, po.title, u.id, u.path,
               COALESCE(ag.name, NULLIF(u.short, ''), u.name), po.agency_id
        FROM people_account a
        LEFT JOIN people_person p ON p.id = a.person_id
        LEFT JOIN people_tenure t ON t.person_id = p.id
             AND t.valid_from <= %(day)s AND (t.valid_to IS NULL OR t.valid_to > %(day)s)
        LEFT JOIN org_post po ON po.id = t.post_id AND (po.closed_on IS NULL OR po.closed_on > %(day)s)
        LEFT JOIN org_agency ag ON ag.id = po.agency_id
        LEFT JOIN org_unit u ON u.id = po.unit_id AND (u.valid_to IS NULL OR u.valid_to > %(day)s)
             AND (ag.closed_on IS NULL OR ag.closed_on > %(day)s)
        WHERE a.id = %(account)s
        UNION ALL
        SELECT a.password, a.is_active, p.id, p.name_sealed,
               -e.id, e.role, '紧急权限', u.id, u.path, COALESCE(NULLIF(u.short, ''), u.name), NULL
        FROM people_account a
        JOIN people_person p ON p.id = a.person_id
        JOIN people_emergency e ON e.person_id = p.id AND e.ends_at > clock_timestamp()
        JOIN org_unit u ON u.id = e.unit_id AND (u.valid_to IS NULL OR u.valid_to > %(day)s)
        WHERE a.id = %(account)s
"""
ORDER = "ORDER BY held.tenure < 0, length(held.path), held.tenure"
ROWS = f"SELECT * FROM ({HELD}) held {ORDER}"  # noqa: S608  our own words


@dataclass(frozen=True, slots=True)
class Beside:
    """What was read of an account in the statement that read the session."""

    account_id: int
    day: date
    rows: list[Any]


def seat_of(tenure: int, role: str, title: str, unit: int, path: str, name: str, agency: int | None) -> Seat:
    """One post held today with what its role brings; one lent for an hour has a number below zero.

    A partner's post bears the name of its agency.
    """
    known = roles[role]
    powers = known.permissions if tenure > 0 else known.permissions - NOT_LENT
    return Seat(tenure, role, title, unit, path, name, known.duties, frozenset(map(str, powers)), agency)


def load(account_id: int, *, today: date, found: list[Any] | None = None) -> tuple[Actor, str] | None:
    """The actor behind an active account and the hash its sessions must carry; None when it may not sign in.

    Posts that ended, were closed, or whose unit was closed give no seat; neither does an hour that is over.
    `found` are the rows of this account on this day, where they were read together with the session.
    """
    if found is None:
        with connection.cursor() as cursor:
            cursor.execute(ROWS, {"account": account_id, "day": today})
            found = cursor.fetchall()
    if not found or not found[0][1]:
        return None
    password, _, person_id, sealed = found[0][:4]
    seats = tuple(seat_of(*row[4:]) for row in found if row[8] and row[5] in roles)
    name = vault.unseal(sealed, table="people_person", column="name_sealed", row=person_id) if sealed else ""
    key = f"person:{person_id}" if person_id else f"account:{account_id}"
    actor = Actor(PERSON, key, name, person_id, account_id, None, seats)
    return actor, Account(password=password).get_session_auth_hash()


def seated(actor: Actor, session: SessionBase) -> Actor:
    """The actor in the seat chosen in this session, else in his first; without any when it is too weak."""
    if not sessions.may_sit(session):
        return Actor(actor.kind, actor.key, actor.label, actor.person_id, actor.account_id)
    chosen = session.get(sessions.SEAT)
    seat = next((seat for seat in actor.seats if seat.tenure_id == chosen), None)
    return actor.seated(seat or next(iter(actor.seats), None))


def of_session(session: SessionBase, *, today: date) -> Actor | None:
    """The actor of a session, or None when nobody is signed in, or the account or password changed since."""
    account_id = session.get(SESSION_KEY)
    if account_id is None:
        return None
    beside: Beside | None = session.__dict__.pop("beside", None)  # good for one look, just after the reading
    fits = beside is not None and (beside.account_id, beside.day) == (int(account_id), today)
    loaded = load(int(account_id), today=today, found=beside.rows if beside and fits else None)
    if loaded is None or not constant_time_compare(session.get(HASH_SESSION_KEY, ""), loaded[1]):
        return None
    return seated(loaded[0], session)
