"""One person: found by number or phone, shown masked, or as the card a partner may see."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from yugong.ground.people import vault
from yugong.ground.people.identity import Identity, name_of, open_person
from yugong.ground.people.models import CardToken, Consent, Employment, Membership, Person
from yugong.kernel import masking


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
    rows = Person.objects.filter(number_index__in=indexes).order_by("-id")
    kept = rows.filter(merged_into__isnull=True).first()  # each half has its own index
    found = kept or rows.filter(merged_into__isnull=False).first()
    return followed(found) if found else None


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
    rows = Membership.objects.filter(person_id=person_id, valid_to=None, superseded_at=None)
    return rows.select_related("unit", "unit__employer").first()


def employment_of(person_id: UUID) -> Employment | None:
    """Where a person works now."""
    rows = Employment.objects.filter(person_id=person_id, valid_to=None).select_related("employer")
    return rows.order_by("-id").first()


def consents_of(person_id: UUID) -> list[Consent]:
    """A person's consents, the newest first."""
    return list(Consent.objects.filter(person_id=person_id).order_by("-id"))


def names(person_ids: set[UUID]) -> dict[UUID, str]:
    """Names of several persons at once, in one query."""
    rows = Person.objects.filter(pk__in=person_ids).values_list("id", "name_sealed")
    return {row: name_of(row, sealed) for row, sealed in rows}


def person_card(person_id: UUID) -> PersonCard | None:
    """The masked view of a person with his union and work; three queries."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        return None
    held = open_person(person)
    stretch, work = membership_of(person_id), employment_of(person_id)
    return PersonCard(
        id=person.pk,
        name=held.name,
        number=masking.id_number(held.number) if held.number else "",
        phone=masking.phone(held.phone) if held.phone else "",
        sex=person.get_sex_display() if person.sex else "",
        verified=person.verified,
        unit_id=stretch.unit_id if stretch else None,
        unit_name=stretch.unit.name if stretch else "",
        standing=stretch.get_standing_display() if stretch else "非会员",
        joined_on=stretch.joined_on if stretch else None,
        member_number=stretch.number if stretch else "",
        employer_name=work.employer.name if work and work.employer else "",
        trade=(work.trade if work else "") or (stretch.trade if stretch else ""),
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
