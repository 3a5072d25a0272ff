"""The statement: the entries behind any number of the books, what they amount to, page by page."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from yugong.engines.ledger.models import Entry, Fund, Posting
from yugong.engines.ledger.queries.legs import legs_of
from yugong.engines.ledger.queries.reach import Reach
from yugong.kernel.books import CNY, UNION, Sort, totals

FLOWS = (Sort.INCOME, Sort.OUTLAY)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries: of a year or month by their day; on accounts of a head, fund, source, year of funds."""

    reach: Reach
    year: int | None = None
    month: int | None = None
    head: str = ""
    fund: UUID | None = None
    source: str = ""
    of: int | None = None
    side: str = ""
    text: str = ""

    @property
    def of_accounts(self) -> dict[str, object]:
        """The filter on the accounts of postings; empty when whole entries are asked for."""
        wanted = {"head": self.head, "fund": self.fund, "fund__source": self.source, "fund__year": self.of}
        return {f"account__{name}": value for name, value in wanted.items() if value}

    @property
    def two_sided(self) -> bool:
        """Whether debits and credits are shown, because the head is neither income nor outlay."""
        return bool(self.head) and UNION[self.head].sort not in FLOWS


@dataclass(frozen=True, slots=True)
class Amounts:
    """What entries amount to in fen: income and outlay, or debits and credits of a two-sided head."""

    left: int = 0
    right: int = 0

    def __add__(self, other: "Amounts") -> "Amounts":
        return Amounts(self.left + other.left, self.right + other.right)


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a statement with its amounts, the heads it stands on and its funds."""

    entry: Entry
    amounts: Amounts
    heads: tuple[str, ...]
    funds: tuple[str, ...]


def entries() -> QuerySet[Entry]:
    """All entries, with their union and what reversed them; the caller keeps those the reader may see."""
    return Entry.objects.select_related("unit", "reverses", "reversal")


def asked_for(rows: QuerySet[Entry], asked: Asked) -> QuerySet[Entry]:
    """Those of the entries that are asked for."""
    rows = rows.filter(**asked.reach.of())
    if asked.year:
        rows = rows.filter(year=asked.year)
        if asked.month:
            rows = rows.filter(
                on__gte=date(asked.year, asked.month, 1), on__lt=_after(asked.year, asked.month)
            )
    if asked.of_accounts:
        rows = rows.filter(Exists(_postings(asked).filter(entry=OuterRef("pk"))))
    if asked.side and not asked.of_accounts:
        rows = rows.exclude(**{"income" if asked.side == "in" else "outlay": 0})
    if asked.text:
        rows = rows.filter(_named(asked.text))
    return rows


def _after(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


def _named(text: str) -> Q:
    """By words of the text, by what it is about, or by the number as people write it."""
    wanted = Q(text__icontains=text) | Q(about__startswith=text)
    digits = text.removeprefix("记").removeprefix("-")
    return wanted | Q(number=int(digits)) if digits.isdecimal() and len(digits) < 10 else wanted


def _postings(asked: Asked) -> QuerySet[Posting]:
    """The postings in money that are asked for; of whole entries those of income and outlay alone."""
    rows = Posting.objects.filter(account__commodity=CNY, **asked.of_accounts)
    if asked.two_sided:
        return rows
    sides = {"in": (Sort.INCOME,), "out": (Sort.OUTLAY,)}.get(asked.side, FLOWS)
    return rows.filter(account__head__in=UNION.keys(*sides))


def amounts_of(keys: Collection[UUID], asked: Asked) -> Mapping[UUID, Amounts]:
    """What each of these entries amounts to, as far as it is asked for; one query."""
    rows = _postings(asked).filter(entry_id__in=keys).order_by()
    found: Counter[tuple[UUID, bool]] = Counter()
    for entry, head, amount in rows.values_list("entry_id", "account__head", "amount"):
        found[entry, _is_left(head, amount, asked)] += _shown(head, amount, asked)
    return {key: Amounts(found[key, True], found[key, False]) for key in keys}


def total(rows: QuerySet[Entry], asked: Asked) -> Amounts:
    """What all these entries together amount to; one query."""
    found: Counter[bool] = Counter()
    summed = _postings(asked).filter(entry__in=rows.order_by().values("pk")).order_by()
    if asked.two_sided:
        debit = summed.aggregate(sum=Sum("amount", filter=Q(amount__gt=0)))["sum"] or 0
        credit = summed.aggregate(sum=Sum("amount", filter=Q(amount__lt=0)))["sum"] or 0
        return Amounts(debit, -credit)
    for row in summed.values("account__head").annotate(sum=Sum("amount")):
        head = row["account__head"]
        found[_is_left(head, row["sum"], asked)] += _shown(head, row["sum"], asked)
    return Amounts(found[True], found[False])


def _is_left(head: str, amount: int, asked: Asked) -> bool:
    return amount > 0 if asked.two_sided else UNION[head].sort is Sort.INCOME


def _shown(head: str, amount: int, asked: Asked) -> int:
    if asked.two_sided:
        return abs(amount)
    return -amount if UNION[head].sort is Sort.INCOME else amount


def told(found: Sequence[Entry], asked: Asked) -> list[Told]:
    """The entries of a page with what they amount to and stand on; three queries."""
    keys = [entry.pk for entry in found]
    amounts, legs = amounts_of(keys, asked), legs_of(keys)
    named = {leg.fund for those in legs.values() for leg in those if leg.fund}
    names = dict(Fund.objects.filter(pk__in=named).values_list("pk", "name"))
    return [
        Told(
            entry,
            amounts[entry.pk],
            _heads([leg.head for leg in legs[entry.pk]]),
            tuple(dict.fromkeys(names[leg.fund] for leg in legs[entry.pk] if leg.fund)),
        )
        for entry in found
    ]


def _heads(keys: Sequence[str]) -> tuple[str, ...]:
    """The heads in words, those of income and outlay first; the bank is named only when it stands alone."""
    known = dict.fromkeys(keys)
    flows = [key for key in known if UNION[key].sort in FLOWS]
    others = [key for key in known if UNION[key].sort not in FLOWS and key != "bank"]
    return tuple(UNION[key].words for key in flows or others or known)


def fund_surplus(fund: UUID, *, until: int) -> int:
    """What a fund had left after the entry with this place in its union's chain, in fen."""
    legs = Posting.objects.filter(
        account__fund=fund, account__commodity=CNY, entry__seq__lte=until,
        account__head__in=UNION.keys(*FLOWS, Sort.NET),
    )  # fmt: skip
    return -int(legs.aggregate(sum=Sum("amount"))["sum"] or 0)


def surplus_changes(keys: Collection[UUID], fund: UUID) -> Mapping[UUID, int]:
    """By how much each of these entries changed what a fund has left."""
    return {
        key: totals(leg for leg in legs if leg.fund == fund).surplus for key, legs in legs_of(keys).items()
    }
