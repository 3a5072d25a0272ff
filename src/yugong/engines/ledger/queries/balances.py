"""What stands on accounts, and what of a budget line is left."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Sum

from yugong.engines.ledger.models import Account, Fund, Line
from yugong.ground.org.models import Unit
from yugong.kernel.books import CNY


def balance(*, unit: Unit, head: str, fund: Fund | UUID | None = None, commodity: str = CNY) -> int:
    """What stands on a head of a unit in fen or pieces, debits positive; of one fund, or of all together."""
    rows = Account.objects.filter(unit=unit, head=head, commodity=commodity)
    if fund is not None:
        rows = rows.filter(fund=fund)
    return int(rows.aggregate(sum=Sum("balance"))["sum"] or 0)


def left(line: Line) -> int:
    """What may still be arranged of a budget line at this moment, in fen."""
    return Line.objects.get(pk=line.pk).left


def line_of(key: UUID) -> Line | None:
    """A budget line with its fund and union."""
    return Line.objects.select_related("fund__unit").filter(pk=key).first()


def lines_of(unit: Unit, *, heads: Sequence[str] = (), year: int | None = None) -> list[Line]:
    """The budget lines of a union, newest fund first; of some heads, of one year."""
    rows = Line.objects.filter(fund__unit=unit).select_related("fund")
    if heads:
        rows = rows.filter(head__in=heads)
    if year is not None:
        rows = rows.filter(fund__year=year)
    return list(rows.order_by("-fund__year", "-fund__id", "id"))
