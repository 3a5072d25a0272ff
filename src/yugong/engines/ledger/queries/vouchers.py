"""The legs of one voucher as people read them: head, fund, debit and credit."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from yugong.engines.ledger.models import Entry, Fund
from yugong.engines.ledger.queries.legs import legs_of
from yugong.kernel.books import CNY, CREDITS, UNION
from yugong.kernel.money import yuan


@dataclass(frozen=True, slots=True)
class Side:
    """One leg: the amount stands as a debit or as a credit, in fen or pieces."""

    head: str
    fund: str
    fund_id: UUID | None
    commodity: str
    amount: int

    @property
    def unit(self) -> str:
        return unit_of(self.commodity)

    @property
    def debit(self) -> str:
        return written(self.amount, self.commodity) if self.amount > 0 else ""

    @property
    def credit(self) -> str:
        return written(-self.amount, self.commodity) if self.amount < 0 else ""


def unit_of(commodity: str) -> str:
    """In what a commodity is counted."""
    return {CNY: "元", CREDITS: "学分"}.get(commodity) or f"件（{commodity.partition(':')[2]}）"


def written(amount: int, commodity: str) -> str:
    """Fen as yuan, everything else as whole numbers."""
    return yuan(amount) if commodity == CNY else f"{amount:,}"


def sides(entry: Entry) -> list[Side]:
    """The legs of a voucher, in the order they were written; two queries."""
    legs = legs_of([entry.pk])[entry.pk]
    names = dict(Fund.objects.filter(pk__in={leg.fund for leg in legs if leg.fund}).values_list("pk", "name"))
    return [
        Side(UNION[leg.head].words, names[leg.fund] if leg.fund else "", leg.fund, leg.commodity, leg.amount)
        for leg in legs
    ]


def sums(sides: Sequence[Side]) -> list[tuple[str, str]]:
    """What both sides come to, for each commodity: debits, which equal the credits."""
    found: Counter[str] = Counter()
    for side in sides:
        found[side.commodity] += max(side.amount, 0)
    return [(unit_of(commodity), written(amount, commodity)) for commodity, amount in found.items()]
