"""What measures may count of the books: the sources over postings and payments."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from yugong.engines.ledger.models import Entry, Payment, Posting
from yugong.ground.access import scope
from yugong.kernel.measure import Shown, Source, sources
from yugong.kernel.permissions import Permission


def _postings(actor: Any, keys: Sequence[str]) -> Mapping[str, Shown]:
    rows = list(Posting.objects.filter(pk__in=keys).select_related("entry"))
    entries = Entry.objects.filter(pk__in=[row.entry_id for row in rows])
    seen = set(scope.within(actor, Permission.FUND_VIEW, entries).values_list("pk", flat=True))
    return {
        str(row.pk): (
            f"{row.entry.year} 年 {row.entry.label}",
            reverse("desk_voucher", args=(row.entry_id,)) if row.entry_id in seen else "",
        )
        for row in rows
    }


def _payments(actor: Any, keys: Sequence[str]) -> Mapping[str, Shown]:
    rows = Payment.objects.filter(pk__in=keys)
    seen = set(scope.within(actor, Permission.FUND_VIEW, rows).values_list("pk", flat=True))
    return {
        str(row.pk): (
            f"{row.purpose} {row.period}",
            reverse("desk_payment", args=(row.pk,)) if row.pk in seen else "",
        )
        for row in rows
    }


POSTINGS = sources.add(
    Source(
        "ledger.posting",
        "分录",
        rows="ledger_posting p JOIN ledger_account a ON a.id = p.account_id"
        " JOIN ledger_entry e ON e.id = p.entry_id",
        record="p.id",
        unit="a.unit_id",
        watched=(("ledger_posting", "id"),),
        kind="bigint",
        show=_postings,
    )
)
PAYMENTS = sources.add(
    Source(
        "ledger.payment",
        "付款",
        rows="ledger_payment y",
        record="y.id",
        unit="y.unit_id",
        watched=(("ledger_payment", "id"),),
        show=_payments,
    )
)
