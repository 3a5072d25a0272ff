"""Who is signed in: an account's person and the posts it holds today, in one query."""

from datetime import date
from uuid import UUID

from django.db import connection

from yugong.ground.people import vault
from yugong.ground.people.models import Account
from yugong.kernel.actor import Seat

SEATS = """
    SELECT t.id, p.role, p.title, u.id, u.path, u.name
    FROM people_tenure t
    JOIN org_post p ON p.id = t.post_id AND p.closed_on IS NULL
    JOIN org_unit u ON u.id = p.unit_id AND u.valid_to IS NULL
    WHERE t.person_id = %s AND t.valid_from <= %s AND (t.valid_to IS NULL OR t.valid_to > %s)
    ORDER BY length(u.path), t.id
"""


def seats_of(person_id: UUID, *, on: date) -> tuple[Seat, ...]:
    """The posts a person holds on a day, the highest unit first; duties and permissions come from access."""
    with connection.cursor() as cursor:
        cursor.execute(SEATS, [person_id, on, on])
        return tuple(Seat(*row) for row in cursor.fetchall())


def account_by_phone(phone: str) -> Account | None:
    """The account whose verified phone this is."""
    return Account.objects.filter(phone_index__in=vault.blinds(phone, "account_phone")).first()
