"""The chain of a union's entries: numbers without gaps, the surplus, each entry signed after the last."""

from collections import Counter
from collections.abc import Sequence

from django.conf import settings
from django.db.models import Max

from yugong.engines.ledger.models import Entry, Volume
from yugong.engines.ledger.queries.chain import body
from yugong.ground.audit import chain
from yugong.ground.org.models import Unit
from yugong.kernel import books
from yugong.kernel.books import Leg


def opened(unit: Unit) -> Volume:
    """The volume of a unit under its lock: one writer at a time, until commit."""
    Volume.objects.bulk_create([Volume(unit=unit)], ignore_conflicts=True)
    volume: Volume = Volume.objects.select_for_update().get(pk=unit.pk)
    return volume


def chained(volume: Volume, drawn: Sequence[tuple[Entry, Sequence[Leg]]]) -> None:
    """Give every entry its number, its surplus and its digest, and move the end of the volume."""
    key_id, _ = settings.YUGONG_KEYRING.current("audit")
    numbers = _numbers(volume.unit_id, {entry.year for entry, _ in drawn})
    for entry, legs in drawn:
        volume.seq += 1
        volume.surplus += books.totals(legs).surplus
        numbers[entry.year] += 1
        entry.seq, entry.number, entry.surplus = volume.seq, numbers[entry.year], volume.surplus
        entry.before, entry.key_id = bytes(volume.digest), key_id
        volume.digest = entry.digest = chain.link(entry.before, body(entry, legs), key_id=key_id)
    volume.save(update_fields=["seq", "surplus", "digest"])


def _numbers(unit_id: int, years: set[int]) -> Counter[int]:
    """The last number of each of these years."""
    rows = Entry.objects.filter(unit_id=unit_id, year__in=years).values("year").annotate(last=Max("number"))
    return Counter({row["year"]: row["last"] for row in rows.order_by()})
