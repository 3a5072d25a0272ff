"""What a form need not ask or can offer: facts already held of a person, names of picked rows, searches."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from yugong.engines.matters.models import Matter, Submission
from yugong.engines.matters.queries.keeping import barred
from yugong.ground.files.owners import Owner, owners
from yugong.ground.org import queries as org
from yugong.ground.org.models import Employer, Unit
from yugong.ground.org.names import plain
from yugong.ground.people.models import Person
from yugong.ground.people.queries import employment_of, identity_of, membership_of
from yugong.kernel.decision import Decision
from yugong.kernel.fields import EmployerPick, Field, UnitPick

Option = tuple[str, str, str]  # value, label, note
MOST = 12

owners.add(
    Owner(
        "matters.matter",
        lambda key: Matter.objects.select_related("unit").filter(pk=key).first(),
        bars=barred,
    )
)


def person(person_id: UUID) -> Person:
    """The person's row."""
    return Person.objects.get(pk=person_id)


def known_facts(person_id: UUID, fields: Iterable[Field]) -> dict[str, Any]:
    """By field name, what the house already knows: such a field is shown and not asked."""
    wanted = {field.known for field in fields if field.known}
    if not wanted:
        return {}
    held = identity_of(person(person_id))
    facts: dict[str, Any] = {"name": held.name, "number": held.number, "phone": held.phone}
    facts["paper"] = held.paper if held.number else ""
    if wanted & {"employer", "employer_id"} and (work := employment_of(person_id)) and work.employer:
        facts |= {"employer": work.employer.name, "employer_id": work.employer_id}
    if wanted & {"unit"} and (stretch := membership_of(person_id)):
        facts["unit"] = stretch.unit_id
    return {field.name: facts[field.known] for field in fields if field.known and facts.get(field.known)}


def picked_words(fields: Iterable[Field], answers: Mapping[str, Any]) -> dict[str, str]:
    """By field name, what the picked unions and employers are called; one query for each picked."""
    found: dict[str, str] = {}
    for field in fields:
        if not answers.get(field.name):
            continue
        rows: Any = (
            Unit if isinstance(field, UnitPick) else Employer if isinstance(field, EmployerPick) else None
        )
        if rows is not None:
            name = rows.objects.filter(pk=answers[field.name]).values_list("name", flat=True).first()
            found[field.name] = name or ""
    return found


def offered(field: Field, text: str) -> list[Option]:
    """What a search for a picked row offers."""
    if not text.strip():
        return []
    if isinstance(field, UnitPick):
        return [(str(row.id), row.name, row.parent_name or "") for row in org.search(text, limit=MOST)]
    rows = Employer.objects.filter(plain_name__contains=plain(text) or text.strip()).order_by("id")[:MOST]
    return [(str(row.pk), row.name, row.industry) for row in rows]


def sent(actor_key: str, key: str) -> Matter | None:
    """The matter that was opened under this key, when the form is sent once more."""
    row = Submission.objects.filter(actor=actor_key, key=key).select_related("matter").first()
    return row.matter if row else None


def desks(text: str, *, but: int, fits: Callable[[Unit], Decision]) -> list[Option]:
    """Unions to which a matter may be handed, by a part of their name."""
    rows = [row for row in offered(UnitPick("to", "接收的工会"), text) if row[0] != str(but)]
    known = Unit.objects.in_bulk([int(row[0]) for row in rows])
    return [row for row in rows if fits(known[int(row[0])])]
