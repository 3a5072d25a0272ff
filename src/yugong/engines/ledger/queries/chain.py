"""The bytes of an entry that are signed: every column and every leg, in one order."""

import json
from collections.abc import Sequence
from datetime import UTC

from yugong.engines.ledger.models import Entry
from yugong.kernel.books import Leg


def body(entry: Entry, legs: Sequence[Leg]) -> bytes:
    """What the digest of an entry binds, besides the digest before it."""
    placed = sorted([leg.head, str(leg.fund or ""), leg.commodity, leg.amount] for leg in legs)
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    values = [
        str(entry.pk), entry.unit_id, entry.seq, entry.year, entry.number, entry.on.isoformat(),
        entry.text, entry.about, str(entry.reverses_id or ""), str(entry.spends_id or ""),
        entry.income, entry.outlay, entry.surplus, entry.legs, entry.by, at, placed,
    ]  # fmt: skip
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
