"""A year of the books month by month: income, outlay, what is left, what is arranged and not yet paid."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import ExtractMonth, ExtractYear

from yugong.engines.ledger.models import Commitment, Entry, Posting
from yugong.engines.ledger.queries.reach import Reach
from yugong.kernel.books import CNY, running
from yugong.kernel.calendar import ZONE


@dataclass(frozen=True, slots=True)
class Month:
    """One month in fen; `surplus` and `held` stand at its end."""

    number: int
    income: int
    outlay: int
    surplus: int
    held: int


@dataclass(frozen=True, slots=True)
class Year:
    """The months of a year, and what was carried over into it."""

    year: int
    carried: int
    months: tuple[Month, ...]
    open_count: int

    @property
    def income(self) -> int:
        return sum(one.income for one in self.months)

    @property
    def outlay(self) -> int:
        return sum(one.outlay for one in self.months)

    @property
    def surplus(self) -> int:
        return self.months[-1].surplus if self.months else self.carried

    @property
    def held(self) -> int:
        return self.months[-1].held if self.months else 0


def year_of(reach: Reach, year: int, *, today: date) -> Year:
    """The year until today: every number is a sum of entries or commitments; six queries."""
    last = 12 if year < today.year else today.month
    entries = Entry.objects.filter(**reach.of()).order_by()
    before = entries.filter(year__lt=year).aggregate(rest=Sum(F("income") - F("outlay")))["rest"] or 0
    rows = entries.filter(year=year).annotate(month=ExtractMonth("on")).values("month")
    flows = {row["month"]: row for row in rows.annotate(came=Sum("income"), went=Sum("outlay"))}
    carried = before + _carried(reach, year)  # opening balances stand before the months of their year
    incomes = [flows[n]["came"] if n in flows else 0 for n in range(1, last + 1)]
    outlays = [flows[n]["went"] if n in flows else 0 for n in range(1, last + 1)]
    changes = [came - went for came, went in zip(incomes, outlays, strict=True)]
    left, held = running(carried, changes), _held(reach, year, last)
    months = (Month(n + 1, incomes[n], outlays[n], left[n], held[n]) for n in range(last))
    kept = Commitment.objects.filter(_of(reach, year), released_at__isnull=True, amount__gt=F("spent"))
    return Year(year, carried, tuple(months), kept.count())


def _carried(reach: Reach, year: int) -> int:
    """What was booked as carried over until the end of the year."""
    rows = Posting.objects.filter(
        account__head="carried", account__commodity=CNY, entry__year__lte=year, **reach.of("entry__unit")
    )
    return -int(rows.aggregate(sum=Sum("amount"))["sum"] or 0)


def _of(reach: Reach, year: int) -> Q:
    return Q(line__fund__year=year, **reach.of("line__fund__unit"))


def _held(reach: Reach, year: int, last: int) -> tuple[int, ...]:
    """What was arranged of the year's funds and not yet paid, at the end of each month."""
    rows = Commitment.objects.filter(_of(reach, year)).order_by()
    spends = Entry.objects.filter(
        spends__line__fund__year=year, **reach.of("spends__line__fund__unit")
    ).order_by()
    changes = _by_month(rows, "at", F("amount"), year)
    changes.subtract(
        _by_month(rows.filter(released_at__isnull=False), "released_at", F("amount") - F("spent"), year)
    )
    changes.subtract(_by_month(spends, "on", F("outlay"), year))
    return running(changes[0], [changes[n] for n in range(1, last + 1)])


def _by_month(rows: QuerySet, at: str, amount: Combinable, year: int) -> Counter[int]:
    """Sums by the month of a day or time, what lies before the year under 0, what lies after under 13."""
    zone = None if at == "on" else ZONE
    dated = rows.annotate(y=ExtractYear(at, tzinfo=zone), m=ExtractMonth(at, tzinfo=zone)).values("y", "m")
    found: Counter[int] = Counter()
    for row in dated.annotate(sum=Sum(amount)):
        found[row["m"] if row["y"] == year else 0 if row["y"] < year else 13] += row["sum"]
    return found
