"""Double entry in plain values: the chart of accounts, legs that must balance, what a statement adds up."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from yugong.kernel.errors import Broken, Refused
from yugong.kernel.money import LIMIT, yuan

CNY, GOODS, CREDITS = "CNY", "goods", "credits"
COMMODITY = re.compile(r"CNY|credits|goods:[a-z0-9][a-z0-9_-]{0,39}")


class Sort(StrEnum):
    """What a head counts; debits are positive, so income and liabilities stand with a minus."""

    ASSET = "asset"
    LIABILITY = "liability"
    NET = "net"
    INCOME = "income"
    OUTLAY = "outlay"


SURPLUS = frozenset((Sort.INCOME, Sort.OUTLAY, Sort.NET))


@dataclass(frozen=True, slots=True)
class Head:
    """One head (科目); `of` is CNY, goods or credits; the balance of a `solid` one is never below zero."""

    key: str
    name: str
    sort: Sort
    group: str = ""
    of: str = CNY
    solid: bool = False

    @property
    def words(self) -> str:
        return f"{self.group} / {self.name}" if self.group else self.name


@dataclass(frozen=True)
class Book:
    """A chart of accounts; complaints about an unknown head list the known ones."""

    key: str
    name: str
    heads: tuple[Head, ...]

    def __post_init__(self) -> None:
        twice = [key for key, count in Counter(one.key for one in self.heads).items() if count > 1]
        if twice:
            raise Broken(f"book {self.key!r}: heads declared twice: {', '.join(twice)}")

    def __getitem__(self, key: str) -> Head:
        for head in self.heads:
            if head.key == key:
                return head
        raise Broken(f"book {self.key!r} has no head {key!r}; heads: {', '.join(h.key for h in self.heads)}")

    def of_sort(self, *sorts: Sort) -> tuple[Head, ...]:
        """The heads of these sorts, in the order of the chart."""
        return tuple(head for head in self.heads if head.sort in sorts)

    def keys(self, *sorts: Sort) -> tuple[str, ...]:
        return tuple(head.key for head in self.of_sort(*sorts))


def _heads(sort: Sort, *given: str, group: str = "") -> tuple[Head, ...]:
    return tuple(Head(key, name, sort, group) for key, name in (one.split(" ") for one in given))


ACTIVITY, RIGHTS = "职工活动支出", "维权支出"
UNION = Book(
    "union",
    "工会经费账",
    (  # 工会会计制度 and 总工办发〔2017〕32号: heads of income and outlay of grassroots unions
        Head("bank", "银行存款", Sort.ASSET, solid=True),
        Head("receivable", "应收款", Sort.ASSET),
        Head("stock", "库存物品", Sort.ASSET, of=GOODS, solid=True),
        Head("payable", "应付款", Sort.LIABILITY),
        Head("custody", "代收款项", Sort.LIABILITY),
        Head("carried", "上年结转", Sort.NET),
        *_heads(
            Sort.INCOME, "dues_in 会费收入", "fees_in 拨缴经费收入", "subsidy_in 上级补助收入",
            "administration_in 行政补助收入", "special_in 专项资金收入", "donation_in 捐赠收入",
            "premium_in 互助保费收入", "other_in 其他收入",
        ),
        *_heads(
            Sort.OUTLAY, "education 职工教育", "culture 文体活动", "publicity 宣传活动",
            "contest 劳动和技能竞赛", "welfare 职工集体福利", "cool 送清凉", "activity_other 其他活动",
            group=ACTIVITY,
        ),
        *_heads(
            Sort.OUTLAY, "relations 劳动关系协调", "protection 劳动保护", "legal_aid 法律援助",
            "hardship 困难职工帮扶", "schooling 金秋助学", "warmth 送温暖", "urgent 临时救助",
            group=RIGHTS,
        ),
        *_heads(
            Sort.OUTLAY, "stations 驿站阵地", "mutual 互助保障给付", "operations 业务支出",
            "capital 资本性支出", "subsidy_out 补助下级支出", "affiliated 对附属单位的支出",
            "other_out 其他支出",
        ),
        Head("goods_in", "物品购入", Sort.NET, of=GOODS),
        Head("goods_out", "物品发放", Sort.NET, of=GOODS),
        Head("credits_issued", "发放学分", Sort.NET, of=CREDITS),
        Head("credits_held", "持有学分", Sort.LIABILITY, of=CREDITS),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leg:
    """One side of an entry: `amount` in whole fen or pieces, a debit positive and a credit negative."""

    head: str
    amount: int
    fund: UUID | None = None
    commodity: str = CNY

    @property
    def place(self) -> tuple[str, UUID | None, str]:
        """The account of the unit on which it falls."""
        return self.head, self.fund, self.commodity


@dataclass(frozen=True, slots=True)
class Totals:
    """What a set of legs is in money: income and outlay in fen, and what the surplus grows by."""

    income: int = 0
    outlay: int = 0
    surplus: int = 0

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(self.income + other.income, self.outlay + other.outlay, self.surplus + other.surplus)


def checked(legs: Iterable[Leg], book: Book = UNION) -> tuple[Leg, ...]:
    """The same legs if they make an entry: known heads, two or more, each commodity adding up to nothing."""
    found = tuple(legs)
    for leg in found:
        _fits(leg, book)
    if len(found) < 2:
        raise Refused("一张凭证至少要有一借一贷两条分录。", code="legs_missing")
    for commodity, rest in unbalanced(found).items():
        amount = f"{yuan(abs(rest))} 元" if commodity == CNY else f"{abs(rest)}（{commodity}）"
        raise Refused(
            f"借贷不平：{'借' if rest > 0 else '贷'}方多 {amount}，请核对各条金额。", code="unbalanced"
        )
    return found


def _fits(leg: Leg, book: Book) -> None:
    head = book[leg.head]
    if not isinstance(leg.amount, int) or isinstance(leg.amount, bool):
        raise Broken(f"an amount is a whole number of fen or pieces, not {leg.amount!r}")
    if not COMMODITY.fullmatch(leg.commodity):
        raise Broken(f"no commodity {leg.commodity!r}: CNY, credits or goods:<code>")
    if leg.commodity.partition(":")[0] != head.of:
        raise Broken(f"head {head.key!r} counts {head.of}, not {leg.commodity!r}")
    if leg.amount == 0:
        raise Refused(f"“{head.name}”的金额是 0，请填写金额或者删去这一条。", code="amount_missing")
    if abs(leg.amount) > LIMIT:
        raise Refused("金额过大，请核对是否多写了数字。", code="amount_too_large")
    if head.sort in (Sort.INCOME, Sort.OUTLAY) and leg.fund is None:
        raise Refused(f"“{head.name}”要写明是哪一笔资金。", code="fund_missing")


def unbalanced(legs: Iterable[Leg]) -> dict[str, int]:
    """What is left over of each commodity that does not add up to nothing."""
    sums: Counter[str] = Counter()
    for leg in legs:
        sums[leg.commodity] += leg.amount
    return {commodity: rest for commodity, rest in sums.items() if rest}


def totals(legs: Iterable[Leg], book: Book = UNION) -> Totals:
    """Income, outlay and growth of the surplus in fen; goods and credits are not money."""
    income = outlay = surplus = 0
    for leg in legs:
        if leg.commodity != CNY:
            continue
        sort = book[leg.head].sort
        income -= leg.amount if sort is Sort.INCOME else 0
        outlay += leg.amount if sort is Sort.OUTLAY else 0
        surplus -= leg.amount if sort in SURPLUS else 0
    return Totals(income, outlay, surplus)


def balances(legs: Iterable[Leg]) -> dict[tuple[str, UUID | None, str], int]:
    """What stands on each account after these legs, from nothing."""
    sums: Counter[tuple[str, UUID | None, str]] = Counter()
    for leg in legs:
        sums[leg.place] += leg.amount
    return dict(sums)


def turned(legs: Iterable[Leg]) -> tuple[Leg, ...]:
    """The legs that take others back (红字冲销)."""
    return tuple(replace(leg, amount=-leg.amount) for leg in legs)


def outlays(legs: Iterable[Leg], book: Book = UNION) -> Mapping[tuple[UUID, str], int]:
    """What is spent of each budget line, by (fund, head), in fen."""
    sums: Counter[tuple[UUID, str]] = Counter()
    for leg in legs:
        if book[leg.head].sort is Sort.OUTLAY and leg.fund is not None:
            sums[leg.fund, leg.head] += leg.amount
    return dict(sums)


def running(opening: int, changes: Sequence[int]) -> tuple[int, ...]:
    """The balance after each change, from the opening one."""
    found, now = [], opening
    for change in changes:
        now += change
        found.append(now)
    return tuple(found)


def label(number: int) -> str:
    """A voucher's number as people write it: 记-0001."""
    return f"记-{number:04d}"
