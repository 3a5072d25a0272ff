"""Home visits: who could go along, and what was found."""

from datetime import date
from typing import Any
from uuid import UUID

from yugong.engines.matters import queries as matters
from yugong.ground.people.queries import names
from yugong.ground.people.row_cells import unseal
from yugong.kernel.flow import HANDLER
from yugong.scenes.aid.models import HomeVisit, Household


def colleagues(unit_id: int, *, on: date, but: UUID) -> dict[UUID, str]:
    """The others who handle matters at a union, by name."""
    found = {one.person_id for one in matters.officers([unit_id], duty=HANDLER, on=on)} - {but}
    return names(found)


def visits_of(household: Household) -> list[HomeVisit]:
    """The visits, the newest first."""
    return list(household.visits.select_related("unit").prefetch_related("visitors").order_by("-on", "-id"))


def shown(row: HomeVisit, *, full: bool) -> dict[str, Any]:
    """A visit as a page shows it: who was there, and what was found for those who may read it."""
    visitors = list(row.visitors.order_by("id"))
    known = names({one.person_id for one in visitors if one.person_id})
    people = [
        known.get(one.person_id, "") if one.person_id else str(unseal(one, "name_sealed") or "")
        for one in visitors
    ]
    return {
        "pk": row.pk,
        "on": row.on,
        "unit": row.unit.name,
        "who": "、".join(filter(None, people)),
        "agrees": row.agrees,
        "findings": str(unseal(row, "findings_sealed") or "") if full else "",
    }


def since(household: Household, moment: Any) -> bool:
    """Whether somebody was there after a moment."""
    return household.visits.filter(recorded_at__gte=moment).exists()
