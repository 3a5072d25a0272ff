"""How a budget is carried out: per head and per source, planned, arranged, spent and left."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Sum

from yugong.engines.ledger.models import Account, Line, Source
from yugong.engines.ledger.queries.reach import Reach, own
from yugong.ground.org.models import Unit
from yugong.kernel.books import CNY, UNION, Sort

INCOME, OUTLAY = UNION.keys(Sort.INCOME), UNION.keys(Sort.OUTLAY)


@dataclass(frozen=True, slots=True)
class Executed:
    """One head or source in fen: `done` is what came in of a head of income, or is spent of one of outlay."""

    key: str
    name: str
    planned: int = 0
    held: int = 0
    done: int = 0

    @property
    def left(self) -> int:
        return self.planned - self.held - self.done

    @property
    def share(self) -> float | None:
        """The part of the plan that is done; nothing where nothing was planned."""
        return self.done / self.planned if self.planned else None


@dataclass(frozen=True, slots=True)
class SourceExecuted:
    """The funds of one source in fen: what came in, is planned, arranged, spent, and lies in the bank."""

    key: str
    name: str
    received: int
    planned: int
    held: int
    spent: int
    bank: int

    @property
    def left(self) -> int:
        """What may still be arranged."""
        return self.planned - self.held - self.spent

    @property
    def percent(self) -> int | None:
        """How much of the plan is spent, in whole per cent; nothing where nothing is planned."""
        return self.spent * 100 // self.planned if self.planned else None


@dataclass(frozen=True, slots=True)
class Execution:
    """The budgets of one year: heads of income, heads of outlay, and sources."""

    year: int
    income: tuple[Executed, ...]
    outlay: tuple[Executed, ...]
    sources: tuple[SourceExecuted, ...]

    def total(self, rows: tuple[Executed, ...]) -> Executed:
        """The heads together."""
        planned, held, done = (
            sum(getattr(one, name) for one in rows) for name in ("planned", "held", "done")
        )
        return Executed("", "合计", planned, held, done)


def execution(unit: Unit, year: int) -> Execution:
    """How the budgets of one union's funds of a year are carried out."""
    return execution_of(own(unit), year)


def execution_of(reach: Reach, year: int) -> Execution:
    """The same for everything within a reach; two queries."""
    lines, accounts = _lines(reach, year), _accounts(reach, year)
    income = (_head(key, lines, done=-_of(accounts, head=key)) for key in INCOME)
    outlay = (_head(key, lines, done=_of(accounts, head=key)) for key in OUTLAY)
    sources = (_source(source, lines, accounts) for source in Source)
    return Execution(
        year,
        tuple(one for one in income if one.planned or one.done),
        tuple(one for one in outlay if one.planned or one.done),
        tuple(one for one in sources if one.received or one.planned or one.bank or one.spent),
    )


Sums = dict[tuple[str, str], tuple[int, int]]


def _lines(reach: Reach, year: int) -> Sums:
    """(planned, held) by (source, head)."""
    rows = Line.objects.filter(fund__year=year, **reach.of("fund__unit")).order_by()
    summed = rows.values("fund__source", "head").annotate(planned=Sum("amount"), kept=Sum("held"))
    return {(row["fund__source"], row["head"]): (row["planned"], row["kept"]) for row in summed}


def _accounts(reach: Reach, year: int) -> Counter[tuple[str, str]]:
    """Balances in money by (source, head)."""
    rows = Account.objects.filter(fund__year=year, commodity=CNY, **reach.of()).order_by()
    summed = rows.values("fund__source", "head").annotate(sum=Sum("balance"))
    return Counter({(row["fund__source"], row["head"]): row["sum"] for row in summed})


def _of(
    sums: Counter[tuple[str, str]], *, head: str = "", heads: tuple[str, ...] = (), source: str = ""
) -> int:
    wanted = heads or (head,)
    return sum(rest for (of, key), rest in sums.items() if key in wanted and source in ("", of))


def _head(key: str, lines: Sums, *, done: int) -> Executed:
    of = [both for (_, head), both in lines.items() if head == key]
    return Executed(key, UNION[key].name, sum(p for p, _ in of), sum(h for _, h in of), done)


def _source(source: Source, lines: Sums, accounts: Counter[tuple[str, str]]) -> SourceExecuted:
    of = [both for (one, head), both in lines.items() if one == source and head in OUTLAY]
    return SourceExecuted(
        source.value,
        str(source.label),
        received=-_of(accounts, heads=INCOME, source=source),
        planned=sum(planned for planned, _ in of),
        held=sum(held for _, held in of),
        spent=_of(accounts, heads=OUTLAY, source=source),
        bank=_of(accounts, head="bank", source=source),
    )
