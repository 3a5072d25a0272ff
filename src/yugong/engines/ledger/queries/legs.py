"""The legs of entries as values."""

from collections.abc import Collection, Mapping
from uuid import UUID

from yugong.engines.ledger.models import Posting
from yugong.kernel.books import Leg

COLUMNS = ("entry_id", "account__head", "amount", "account__fund_id", "account__commodity")


def legs_of(entries: Collection[UUID]) -> Mapping[UUID, tuple[Leg, ...]]:
    """The legs of each of these entries, in the order they were written; one query."""
    found: dict[UUID, list[Leg]] = {pk: [] for pk in entries}
    rows = Posting.objects.filter(entry_id__in=entries).order_by("id").values_list(*COLUMNS)
    for entry, *leg in rows:
        found[entry].append(Leg(*leg))
    return {pk: tuple(legs) for pk, legs in found.items()}
