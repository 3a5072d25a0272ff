"""One person: found by number or phone, shown masked, or as the card a partner may see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from yugong.ground.org.models import Employer, Unit
from yugong.ground.people import vault
from yugong.ground.people.identity import Identity, name_of, open_person, opened
from yugong.ground.people.models import CardToken, Consent, Employment, Membership, Person, Standing
from yugong.kernel import masking

MASKS = {"number_sealed": masking.id_number, "phone_sealed": masking.phone}
SEXES = dict(Person._meta.get_field("sex").flatchoices)
HOLDER = """
    SELECT id FROM (
        (SELECT id, 0 AS half FROM people_person
          WHERE number_index = ANY(%(indexes)s) AND merged_into_id IS NULL ORDER BY id DESC LIMIT 1)
        UNION ALL
        (SELECT id, 1 AS half FROM people_person
          WHERE number_index = ANY(%(indexes)s) AND merged_into_id IS NOT NULL ORDER BY id DESC LIMIT 1)
    ) held ORDER BY half LIMIT 1
"""  # each half has its own index
COLUMNS: tuple[tuple[Any, tuple[str, ...]], ...] = tuple(
    (model, tuple(field.attname for field in model._meta.concrete_fields))
    for model in (Membership, Unit, Employer)
)
_READ = ", ".join(
    f'{alias}."{name}"' for alias, (_, names) in zip("mue", COLUMNS, strict=True) for name in names
)
STRETCH = f"""
    SELECT {_READ} FROM people_membership m
      JOIN org_unit u ON u.id = m.unit_id LEFT JOIN org_employer e ON e.id = u.employer_id
     WHERE m.person_id = %s AND m.valid_to IS NULL AND m.superseded_at IS NULL ORDER BY m.id LIMIT 1
"""  # noqa: S608  our own columns
NAMES = "SELECT id, name_sealed FROM people_person WHERE id = ANY(%s::uuid[])"
CARDS = """
    SELECT p.name_sealed, p.number_sealed, p.phone_sealed, p.sex, p.verified, s.unit_id, u.name, s.standing,
        s.joined_on, s.number, s.trade, e.name, w.trade
    FROM people_person p
    LEFT JOIN people_membership s ON s.person_id = p.id AND s.valid_to IS NULL AND s.superseded_at IS NULL
    LEFT JOIN org_unit u ON u.id = s.unit_id
    LEFT JOIN LATERAL (SELECT employer_id, trade FROM people_employment
                       WHERE person_id = p.id AND valid_to IS NULL ORDER BY id DESC LIMIT 1) w ON true
    LEFT JOIN org_employer e ON e.id = w.employer_id
    WHERE p.id = {person}
"""
CARD = CARDS.format(person="%s")

NONE = (None, "", "", None, "", "")  # where somebody stands who is no member


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as an officer sees him before any reveal: the name in full, numbers masked."""

    id: UUID
    name: str
    number: str
    phone: str
    sex: str
    verified: bool
    unit_id: int | None
    unit_name: str
    standing: str
    joined_on: date | None
    member_number: str
    employer_name: str
    trade: str


@dataclass(frozen=True, slots=True)
class CardView:
    """What a partner sees of a member's card, as its purpose needs: no number, no phone, the name masked."""

    name: str
    standing: str
    unit_name: str = ""
    joined_on: date | None = None


def identity_of(person: Person) -> Identity:
    """All facts in clear; for the person himself and for matching inside actions."""
    return open_person(person)


def followed(person: Person) -> Person:
    """The row a person stands in today, when his own was merged into another."""
    while person.merged_into is not None:
        person = person.merged_into
    return person


def find_by_number(number: str, *, paper: str = "resident") -> Person | None:
    """The person with this number; of a row merged into another, the one that was kept."""
    indexes = vault.blinds(f"{paper}:{number}", "number")
    with connection.cursor() as cursor:
        cursor.execute(HOLDER, {"indexes": indexes})
        found = cursor.fetchone()
    return followed(Person.objects.get(pk=found[0])) if found else None


def unproved(person: Person, *, phone: str) -> bool:
    """Whether only his own word ties a person to his number: he entered it himself, no union has ever taken
    him in, and this phone, which a union or an applicant gives for the number, is not his."""
    if person.source != "join" or person.verified or open_person(person).phone == phone:
        return False
    return not (Membership.objects.filter(person=person).exists() or person.merged.exists())


def find_by_phone(phone: str) -> list[Person]:
    """Persons with this phone; a family may share one."""
    rows = Person.objects.filter(phone_index__in=vault.blinds(phone, "phone"), merged_into__isnull=True)
    return list(rows.order_by("id")[:10])


def members_named(unit_id: int, name: str) -> list[Person]:
    """The members of one union with exactly this name."""
    here = Membership.objects.filter(unit_id=unit_id, valid_to=None, superseded_at=None)
    rows = Person.objects.filter(name_index__in=vault.blinds(name, "name"), merged_into=None)
    return list(rows.filter(pk__in=here.values("person")).order_by("id")[:5])


def membership_of(person_id: UUID) -> Membership | None:
    """The stretch a person stands in now, with its unit."""
    with connection.cursor() as cursor:
        cursor.execute(STRETCH, [person_id])
        found = cursor.fetchone()
    if found is None:
        return None
    rest = iter(found)
    stretch, unit, employer = (
        model.from_db(connection.alias, names, [next(rest) for _ in names]) for model, names in COLUMNS
    )
    stretch.unit, unit.employer = unit, employer if employer.pk else None
    held: Membership = stretch
    return held


def employment_of(person_id: UUID) -> Employment | None:
    """Where a person works now."""
    rows = Employment.objects.filter(person_id=person_id, valid_to=None).select_related("employer")
    return rows.order_by("-id").first()


def consents_of(person_id: UUID) -> list[Consent]:
    """A person's consents, the newest first."""
    return list(Consent.objects.filter(person_id=person_id).order_by("-id"))


def names(person_ids: set[UUID]) -> dict[UUID, str]:
    """Names of several persons at once, in one query that is the same for few and for many."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES, [[one for one in person_ids if one is not None]])
        return {row: name_of(row, sealed) for row, sealed in cursor.fetchall()}


def person_card(person_id: UUID) -> PersonCard | None:
    """The masked view of a person with his union and work; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(CARD, [person_id])
        found = cursor.fetchone()
    return card_read(person_id, found) if found else None


def card_read(person_id: UUID, found: Sequence[Any]) -> PersonCard:
    """The card of a row as CARDS reads it, by itself or within another statement."""
    name, number, phone, sex, verified = found[:5]
    shown = (
        opened(person_id, "name_sealed", name),
        masked(person_id, "number_sealed", number and bytes(number)),
        masked(person_id, "phone_sealed", phone and bytes(phone)),
    )
    return card_of(person_id, shown, sex, verified, *found[5:])


@lru_cache(maxsize=4096)
def masked(person_id: UUID, column: str, blob: bytes | None) -> str:
    """A sealed number masked; what was masked before is remembered by what is sealed."""
    text = opened(person_id, column, blob)
    return MASKS[column](text) if text else ""


def card_of(
    person_id: UUID,
    shown: tuple[str, str, str],
    sex: str,
    verified: bool,
    *stands: Any,
) -> PersonCard:
    """The card of a name, a masked number and phone, and of where he stands and works, as CARD reads it."""
    name, number, phone = shown
    unit, union, standing, joined, member, trade, employer, job = stands
    return PersonCard(
        id=person_id,
        name=name,
        number=number,
        phone=phone,
        sex=SEXES.get(sex, ""),
        verified=verified,
        unit_id=unit,
        unit_name=union or "",
        standing=Standing(standing).label if standing else "非会员",
        joined_on=joined,
        member_number=member or "",
        employer_name=employer or "",
        trade=job or trade or "",
    )


def card(person_id: UUID) -> Membership | None:
    """The membership behind a person's own card."""
    return membership_of(person_id)


def card_view(token: CardToken) -> CardView | None:
    """What the reader of a shown code learns; None when the membership has ended meanwhile."""
    stretch = membership_of(token.person_id)
    if stretch is None:
        return None
    held = name_of(token.person_id, token.person.name_sealed)
    seen = CardView(masking.name(held), stretch.get_standing_display())
    if token.purpose == "benefit":
        return seen
    return replace(seen, unit_name=stretch.unit.name, joined_on=stretch.joined_on)
