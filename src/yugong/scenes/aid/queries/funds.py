"""The money of aid by year: each source with what came in, is planned and spent; each programme."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, Sum

from yugong.engines.ledger import queries as books
from yugong.engines.ledger.queries.execution import SourceExecuted
from yugong.ground.org.models import Unit
from yugong.scenes.aid.models import Grant, GrantState, Programme, Season
from yugong.scenes.aid.queries.programmes import STANDING


@dataclass(frozen=True, slots=True)
class Spent:
    """One programme in fen: its budget, what was granted of it and what of that the bank has paid."""

    key: UUID
    name: str
    season: str
    budget: int
    granted: int
    paid: int

    @property
    def left(self) -> int:
        return self.budget - self.granted


@dataclass(frozen=True, slots=True)
class Funds:
    """A year of a union's aid money; `carried` is what earlier years' funds still have in the bank."""

    year: int
    sources: tuple[SourceExecuted, ...]
    total: SourceExecuted
    carried: int
    programmes: tuple[Spent, ...]


def funds(unit: Unit, year: int) -> Funds:
    """What the books say of a year, beside what the programmes have granted."""
    sources = books.execution(unit, year).sources
    figures = ("received", "planned", "held", "spent", "bank")
    total = SourceExecuted("", "合计", *(sum(getattr(one, name) for one in sources) for name in figures))
    earlier = (books.execution(unit, past).sources for past in range(year - 3, year))
    carried = sum(one.bank for past in earlier for one in past)
    return Funds(year, sources, total, carried, programmes(unit, year))


def programmes(unit: Unit, year: int) -> tuple[Spent, ...]:
    """The union's programmes that give money in a year, with their sums; two queries."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = Programme.objects.filter(unit=unit, opens_on__lte=last, closes_on__gte=first, budget_fen__gt=0)
    found = list(rows.order_by("opens_on", "id")[:200])
    summed = Grant.objects.filter(STANDING, programme__in=found).order_by().values_list("programme_id")
    paid = Sum("amount_fen", filter=Q(state=GrantState.PAID))
    money = {
        key: (given, done or 0) for key, given, done in summed.annotate(given=Sum("amount_fen"), done=paid)
    }
    return tuple(
        Spent(one.pk, one.name, Season(one.season).label, one.budget_fen, *money.get(one.pk, (0, 0)))
        for one in found
    )
