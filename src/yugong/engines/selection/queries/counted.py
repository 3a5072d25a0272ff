"""What measures may count of contests: the source over what was entered, with its round and who held it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from yugong.engines.selection.models import Entry
from yugong.kernel.measure import Shown, Source, sources


def _entries(actor: Any, keys: Sequence[str]) -> Mapping[str, Shown]:
    """The names of entries, with the public page of a round that was published."""
    rows = Entry.objects.filter(pk__in=keys).values_list("pk", "title", "poll_id", "poll__published_at")
    return {
        str(pk): (title, reverse("vote_page", args=(poll,)) if published else "")
        for pk, title, poll, published in rows
    }


ENTRIES = sources.add(
    Source(
        "selection.entry",
        "参评项",
        rows="selection_entry n JOIN selection_round r ON r.id = n.poll_id"
        " JOIN org_unit u ON u.id = r.unit_id",
        record="n.id",
        unit="n.unit_id",
        watched=(("selection_entry", "id"), ("selection_round", "id")),
        show=_entries,
    )
)
