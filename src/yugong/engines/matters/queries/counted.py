"""What measures may count of matters and hearings: the sources over their rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from yugong.engines.matters.models import Hearing, Matter
from yugong.engines.matters.queries.keeping import kept_numbers
from yugong.ground.access import scope
from yugong.kernel.measure import Shown, Source, sources
from yugong.kernel.permissions import Permission

KEPT = "不能向您显示的办件"


def _shown(actor: Any, numbers: Mapping[str, str]) -> dict[str, Shown]:
    """The numbers of matters by record, with the page of those that the actor may open; none that is kept."""
    rows = scope.within(actor, Permission.MATTER_VIEW, Matter.objects.filter(number__in=numbers.values()))
    kept = kept_numbers(actor.person_id, list(numbers.values()))
    seen = set(rows.values_list("number", flat=True)) - kept
    pages = {number: reverse("desk_matter", args=(number,)) for number in seen}
    return {
        key: (KEPT if number in kept else number, pages.get(number, "")) for key, number in numbers.items()
    }


def _matters(actor: Any, keys: Sequence[str]) -> dict[str, Shown]:
    rows = Matter.objects.filter(pk__in=keys).values_list("pk", "number")
    return _shown(actor, {str(key): number for key, number in rows})


def _hearings(actor: Any, keys: Sequence[str]) -> dict[str, Shown]:
    rows = Hearing.objects.filter(pk__in=keys).values_list("pk", "matter__number")
    return _shown(actor, {str(key): number for key, number in rows})


def by_number(actor: Any, numbers: Mapping[str, str]) -> dict[str, Shown]:
    """The same for records of a scene that name their matter by its number."""
    return _shown(actor, numbers)


MATTERS = sources.add(
    Source(
        "matters.matter",
        "办件",
        rows="matters_matter t",
        record="t.id",
        unit="t.unit_id",
        watched=(("matters_matter", "id"),),
        show=_matters,
    )
)
HEARINGS = sources.add(
    Source(
        "matters.hearing",
        "回访",
        rows="matters_hearing h JOIN matters_matter t ON t.id = h.matter_id",
        record="h.id",
        unit="h.unit_id",
        watched=(("matters_hearing", "id"), ("matters_matter", "id")),
        show=_hearings,
    )
)
