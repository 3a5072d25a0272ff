"""The proof of the books: every balance counted again from postings, every entry against its signature."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db.models import F, Sum

from yugong.engines.ledger.models import Account, Commitment, Entry, Line, Volume
from yugong.engines.ledger.queries.chain import body
from yugong.engines.ledger.queries.legs import legs_of
from yugong.ground.audit import chain
from yugong.kernel import books
from yugong.kernel.books import UNION, Leg, Sort

CHUNK = 2000
OUTLAY = UNION.keys(Sort.OUTLAY)


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the books are not what was written; `kind`: entry, account, line, commitment, volume."""

    kind: str
    key: str
    place: str
    why: str


@dataclass
class _End:
    """Where the chain of one union stands while it is read."""

    seq: int = 0
    digest: bytes = bytes(32)
    surplus: int = 0
    numbers: Counter[int] = field(default_factory=Counter)


def verify() -> Iterator[Fault]:
    """Read all books from the first entry; yields each fault found, nothing when they are whole."""
    yield from _chains()
    yield from _accounts()
    yield from _lines()
    yield from _commitments()


def _chains() -> Iterator[Fault]:
    ends: dict[int, _End] = {}
    rows = Entry.objects.select_related("unit").order_by("unit_id", "seq").iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        legs = legs_of([entry.pk for entry in chunk])
        for entry in chunk:
            end = ends.setdefault(entry.unit_id, _End())
            yield from (_fault(entry, why) for why in _wrong(entry, legs[entry.pk], end))
    for volume in Volume.objects.select_related("unit").order_by("pk"):
        end = ends.pop(volume.pk, _End())
        if (volume.seq, bytes(volume.digest), volume.surplus) != (end.seq, end.digest, end.surplus):
            yield Fault("volume", str(volume.pk), volume.unit.name, "账册的末尾被删去或者改动")
    for unit_id in ends:
        yield Fault("volume", str(unit_id), f"工会 {unit_id}", "有凭证，但没有账册")


def _wrong(entry: Entry, legs: tuple[Leg, ...], end: _End) -> Iterator[str]:
    """What is wrong with the next entry of a chain; the end moves on to it."""
    sums = books.totals(legs)
    end.numbers[entry.year] += 1
    if entry.seq != end.seq + 1 or entry.number != end.numbers[entry.year]:
        yield f"前面缺 {max(entry.seq - end.seq - 1, entry.number - end.numbers[entry.year])} 张凭证"
    if len(legs) != entry.legs or len(legs) < 2 or books.unbalanced(legs):
        yield "借贷不平，或者分录被增减"
    if (entry.income, entry.outlay) != (sums.income, sums.outlay):
        yield "收入、支出与分录不符"
    if entry.surplus != end.surplus + sums.surplus:
        yield "结余与分录不符"
    if bytes(entry.before) != end.digest:
        yield "与上一张凭证接不上"
    if chain.link(bytes(entry.before), body(entry, legs), key_id=entry.key_id) != bytes(entry.digest):
        yield "内容被改动"
    end.seq, end.digest, end.surplus = entry.seq, bytes(entry.digest), entry.surplus
    end.numbers[entry.year] = entry.number


def _fault(entry: Entry, why: str) -> Fault:
    return Fault("entry", str(entry.pk), f"{entry.unit.name} {entry.year} 年 {entry.label}", why)


def _accounts() -> Iterator[Fault]:
    rows = Account.objects.select_related("unit", "fund").annotate(counted=Sum("postings__amount"))
    for account in rows.order_by("pk").iterator(chunk_size=CHUNK):
        counted = account.counted or 0
        if account.balance != counted:
            fund = f"“{account.fund.name}”" if account.fund else ""
            place = f"{account.unit.name}{fund}{UNION[account.head].name}（{account.commodity}）"
            why = f"余额记为 {account.balance}，按分录重算为 {counted}"
            yield Fault("account", str(account.pk), place, why)


def _lines() -> Iterator[Fault]:
    """What is spent of a line against its accounts, and what is held against its commitments."""
    on_accounts = Account.objects.filter(head__in=OUTLAY, postings__isnull=False).order_by()
    summed = on_accounts.values("fund_id", "head").annotate(sum=Sum("postings__amount"))
    spent = {(row["fund_id"], row["head"]): row["sum"] for row in summed}
    held: Counter[object] = Counter()
    open_ones = Commitment.objects.filter(released_at__isnull=True).values("line_id").order_by()
    for row in open_ones.annotate(sum=Sum(F("amount") - F("spent"))):
        held[row["line_id"]] = row["sum"]
    for line in Line.objects.select_related("fund__unit").order_by("pk").iterator(chunk_size=CHUNK):
        place = f"{line.fund.unit.name}“{line.fund.name}”{UNION[line.head].name}的预算"
        counted = spent.pop((line.fund_id, line.head), 0)
        if line.spent != counted and line.head in OUTLAY:
            yield Fault("line", str(line.pk), place, f"已支出记为 {line.spent}，按分录重算为 {counted}")
        if line.held != held[line.pk]:
            yield Fault("line", str(line.pk), place, f"已安排记为 {line.held}，重算为 {held[line.pk]}")
    for (fund, head), sum_ in spent.items():
        if sum_:
            yield Fault("line", str(fund), f"资金 {fund} {UNION[head].name}", f"没有预算，却支出了 {sum_}")


def _commitments() -> Iterator[Fault]:
    rows = Commitment.objects.annotate(counted=Sum("entries__outlay"))
    for one in rows.select_related("line__fund__unit").order_by("pk").iterator(chunk_size=CHUNK):
        counted = one.counted or 0
        if one.spent != counted:
            place = f"{one.line.fund.unit.name}的用款安排 {one.about}"
            yield Fault("commitment", str(one.pk), place, f"已支出记为 {one.spent}，按凭证重算为 {counted}")
