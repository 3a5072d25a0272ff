"""Actor and Seat: who does something, from which post, with which powers; plain values that cost no query."""

from dataclasses import dataclass, replace
from uuid import UUID

PERSON, SYSTEM_KIND, PARTNER = "person", "system", "partner"


@dataclass(frozen=True, slots=True)
class Seat:
    """One post held today: its role, its unit and what the role may do there."""

    tenure_id: int
    role: str
    title: str
    unit_id: int
    unit_path: str
    unit_name: str
    duties: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    agency_id: int | None = None  # the partner agency for which the post was made; unions' posts have none


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that acts; `seat` is None when a person acts for himself.

    `sent` is what a partner with a one-time link may see: that one hand-over and nothing else.
    """

    kind: str
    key: str
    label: str
    person_id: UUID | None = None
    account_id: int | None = None
    seat: Seat | None = None
    seats: tuple[Seat, ...] = ()
    sent: UUID | None = None

    @property
    def is_person(self) -> bool:
        return self.kind == PERSON

    @property
    def is_system(self) -> bool:
        return self.kind == SYSTEM_KIND

    def seated(self, seat: Seat | None) -> "Actor":
        """The same person, acting from another of his posts, or for himself."""
        return replace(self, seat=seat)


def person(
    person_id: UUID,
    *,
    label: str = "",
    account_id: int | None = None,
    seat: Seat | None = None,
    seats: tuple[Seat, ...] = (),
) -> Actor:
    """A natural person, acting for himself unless a seat is given."""
    return Actor(PERSON, f"person:{person_id}", label, person_id, account_id, seat, seats)


def partner(sent: UUID, *, label: str) -> Actor:
    """A partner agency without an account, which follows the link to one hand-over."""
    return Actor(PARTNER, f"partner:{sent}", label, sent=sent)


CLOCK = Actor(SYSTEM_KIND, "system:clock", "时限")
RULE = Actor(SYSTEM_KIND, "system:rule", "规则")
OUTSIDE = Actor(SYSTEM_KIND, "system:outside", "对方")
SYSTEM = Actor(SYSTEM_KIND, "system:platform", "系统")
VISITOR = Actor("visitor", "visitor", "访客")
