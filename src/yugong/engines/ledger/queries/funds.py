"""Funds with what came in, is planned, arranged, spent and left; their lines, plans and commitments."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet, Sum

from yugong.engines.ledger.models import Account, Commitment, Fund, Line, Plan, Source
from yugong.engines.ledger.queries.execution import INCOME, OUTLAY
from yugong.engines.ledger.queries.reach import Reach
from yugong.kernel.books import CNY


@dataclass(frozen=True, slots=True)
class Standing:
    """A fund in fen: what came in, is planned to be spent, arranged, spent, and lies in the bank."""

    received: int = 0
    planned: int = 0
    held: int = 0
    spent: int = 0
    bank: int = 0


def funds() -> QuerySet[Fund]:
    """All funds with their union; the caller keeps those the reader may see."""
    return Fund.objects.select_related("unit")


def funds_within(
    rows: QuerySet[Fund], reach: Reach, *, year: int | None = None, source: str = ""
) -> QuerySet[Fund]:
    """The funds of a reach, of one year and source."""
    wanted = {"year": year, "source": source}
    return rows.filter(**reach.of(), **{name: value for name, value in wanted.items() if value})


def standings(keys: Collection[UUID]) -> Mapping[UUID, Standing]:
    """Where each of these funds stands; two queries however many."""
    on: dict[UUID, dict[str, int]] = {key: {} for key in keys}
    accounts = Account.objects.filter(fund_id__in=keys, commodity=CNY)
    for fund, head, balance in accounts.values_list("fund_id", "head", "balance"):
        if fund is not None:
            on[fund][head] = balance
    lines = Line.objects.filter(fund_id__in=keys, head__in=OUTLAY).order_by().values("fund_id")
    planned = {row["fund_id"]: row for row in lines.annotate(planned=Sum("amount"), kept=Sum("held"))}
    return {
        key: Standing(
            received=-sum(heads.get(head, 0) for head in INCOME),
            planned=planned[key]["planned"] if key in planned else 0,
            held=planned[key]["kept"] if key in planned else 0,
            spent=sum(heads.get(head, 0) for head in OUTLAY),
            bank=heads.get("bank", 0),
        )
        for key, heads in on.items()
    }


def received_of(fund: Fund) -> Mapping[str, int]:
    """What came in under each head of income, in fen."""
    rows = Account.objects.filter(fund=fund, commodity=CNY, head__in=INCOME)
    return {head: -balance for head, balance in rows.values_list("head", "balance")}


def planned_lines(fund: Fund) -> Sequence[tuple[Line, Sequence[Plan]]]:
    """The budget lines of a fund, each with all its plannings, newest first."""
    lines = list(Line.objects.filter(fund=fund).order_by("id"))
    plans: dict[UUID, list[Plan]] = {line.pk: [] for line in lines}
    for plan in Plan.objects.filter(line__fund=fund).order_by("-id"):
        plans[plan.line_id].append(plan)
    return [(line, plans[line.pk]) for line in lines]


def commitments() -> QuerySet[Commitment]:
    """All commitments with their fund; the caller keeps those the reader may see."""
    return Commitment.objects.select_related("line__fund__unit")


def open_ones(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Those that still hold money of their line."""
    return rows.filter(released_at__isnull=True, amount__gt=F("spent"))


def held_by(rows: QuerySet[Commitment]) -> int:
    """What these still hold together, in fen."""
    return int(open_ones(rows).aggregate(sum=Sum(F("amount") - F("spent")))["sum"] or 0)


def sources() -> Sequence[tuple[str, str]]:
    """The sources of money: (key, Chinese)."""
    return [(str(value), str(label)) for value, label in Source.choices]


def years(reach: Reach) -> list[int]:
    """The years for which there are funds, newest first."""
    found = Fund.objects.filter(**reach.of()).order_by().values_list("year", flat=True).distinct()
    return sorted(found, reverse=True)
