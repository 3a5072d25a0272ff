"""What is known of a household: the names of the figures, the row in force, and how it came to be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from yugong.scenes.aid.models import HouseholdFacts

MOST = 1_000_000_000_000  # fen; more than that is a slip of the pen
YES_NO = frozenset(("rural", "rural_migrant", "subsistence"))
NAMES = (
    *(
        "persons",
        "annual_income_fen",
        "rigid_expenses_fen",
        "accident_costs_fen",
        "medical_costs_fen",
        "rural",
    ),
    *("labour_months", "subsistence", "minors", "senior_pupils", "students", "entrants", "private_pupils"),
    *("disabled", "cars", "homes", "firms"),
)
FIGURES = {one.name: str(one.verbose_name) for one in HouseholdFacts._meta.fields if one.name in NAMES}


@dataclass(frozen=True, slots=True)
class Told:
    """One figure with the day and the source from which it is known."""

    name: str
    label: str
    value: int | None
    source: str
    since: date


def figures(row: HouseholdFacts) -> dict[str, int | None]:
    """The plain whole numbers of a row by name."""
    return {name: getattr(row, name) for name in FIGURES}


def present() -> QuerySet[HouseholdFacts]:
    """The rows in force."""
    return HouseholdFacts.objects.filter(valid_to=None, superseded_at=None)


def facts_of(person_id: UUID, *, on: date | None = None) -> HouseholdFacts | None:
    """What is known of a person's household now, or was valid on a day."""
    rows = HouseholdFacts.objects.filter(person_id=person_id, superseded_at=None).select_related("unit")
    if on is None:
        return rows.filter(valid_to=None).first()
    return rows.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on).first()


def facts_of_many(person_ids: Iterable[UUID]) -> dict[UUID, HouseholdFacts]:
    """The rows in force of several persons."""
    rows = present().filter(person_id__in=list(person_ids)).select_related("unit")
    return {row.person_id: row for row in rows}


def told(person_id: UUID) -> list[Told]:
    """Every figure in force with the source that gave it its present value."""
    rows = list(HouseholdFacts.objects.filter(person_id=person_id, superseded_at=None).order_by("valid_from"))
    found: dict[str, Told] = {}
    for row in rows:
        for name, value in figures(row).items():
            if name not in found or found[name].value != value:
                found[name] = Told(name, FIGURES[name], value, row.source, row.valid_from)
    return list(found.values())
