"""Whom a notice is for: a person, or a seat, that is whoever holds a role in a unit."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from yugong.ground.people.identity import opened
from yugong.kernel.actor import Actor, Seat

PHONES = "SELECT id, phone_sealed FROM people_person WHERE id = ANY(%s)"


@dataclass(frozen=True, slots=True)
class Desk:
    """A role in a unit, whoever holds it."""

    unit_id: int
    role: str


To = UUID | Seat | Desk


def key_of(to: To) -> str:
    """The stable text under which the row is kept: "person:0190…" or "seat:12:grassroots_chair"."""
    return f"person:{to}" if isinstance(to, UUID) else f"seat:{to.unit_id}:{to.role}"


def person_of(to: To) -> UUID | None:
    """The person, when the notice is for one."""
    return to if isinstance(to, UUID) else None


@dataclass(frozen=True, slots=True)
class Boxes:
    """The mailboxes of one reader on one face.

    The desk shows what is for the seat, and what leads the person to the desk; the phone all else.
    """

    own: str = ""
    seat: str = ""
    desk: bool = False


def mailboxes(actor: Actor, *, desk: bool) -> Boxes:
    """Where an actor's notices lie: his own, and at the desk those of the seat he sits in."""
    own = key_of(actor.person_id) if actor.person_id else ""
    return Boxes(own, key_of(actor.seat) if desk and actor.seat else "", desk)


def phones_of(persons: Collection[UUID]) -> dict[UUID, str]:
    """Phones of persons in clear, of those who have one; never stored or logged by the caller."""
    with connection.cursor() as cursor:
        cursor.execute(PHONES, [list(persons)])
        found = {row: opened(row, "phone_sealed", sealed) for row, sealed in cursor.fetchall()}
    return {row: phone for row, phone in found.items() if phone}


def wechats_of(persons: Collection[UUID]) -> dict[UUID, str]:
    """Their WeChat open ids; nobody can bind one yet."""
    return {}


reach: Mapping[str, Callable[[Collection[UUID]], Mapping[UUID, str]]] = {
    "sms": phones_of,
    "wechat": wechats_of,
}
