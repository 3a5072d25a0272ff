"""What a household declared and what the union found: the sealed sheets, opened."""

from collections.abc import Mapping
from typing import Any

from yugong.ground.people.row_cells import unseal
from yugong.scenes.aid.models import Household, HouseholdMember, Statement


def sheet(row: Statement | None) -> dict[str, Any]:
    """The answers of a sheet by topic."""
    held = unseal(row, "sheet_sealed") if row is not None else None
    return held if isinstance(held, dict) else {}


def declared(household: Household) -> Statement:
    """What the household itself says; there is one from its first day."""
    row: Statement = household.statements.filter(source="declared").latest("id")
    return row


def newest(household: Household) -> Statement:
    """The sheet by which the household is judged: what was found, else what was declared."""
    row: Statement = household.statements.latest("id")
    return row


def verified(household: Household, *, since: Any) -> Statement | None:
    """What the union found at or after a moment."""
    found: Statement | None = (
        household.statements.filter(source="verified", made_at__gte=since).order_by("-id").first()
    )
    return found


def member(row: HouseholdMember) -> dict[str, Any]:
    """A member in clear: for his own household's pages, for rules, and for officers who may see it."""
    own: Mapping[str, Any] = unseal(row, "facts_sealed") or {}
    return {
        **own,
        "pk": row.pk,
        "relation": row.relation,
        "adult": row.adult,
        "name": str(unseal(row, "name_sealed") or ""),
        "number": str(unseal(row, "number_sealed") or ""),
    }


def people(household: Household) -> list[dict[str, Any]]:
    """The members in clear, the main person first."""
    rows = household.members.filter(left_on__isnull=True).order_by("id")
    return [member(row) for row in rows]
