"""The money of the demo's year of aid: central and city funds, budgets, cards, finance's three hands."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from yugong.engines.ledger import queries as books
from yugong.engines.ledger.actions import bank, batches, budgets, funds, payees
from yugong.engines.ledger.bank_fake import FakeBank
from yugong.ground.people.models import Person
from yugong.ground.people.queries import identity_of
from yugong.kernel.actor import Actor, person
from yugong.worlds.making import Making
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.going import Going
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.timeline import Story

BANK = "重庆农村商业银行南川支行"


@dataclass(frozen=True)
class Source:
    """A fund of the year: two transfers in yuan, and what it is planned for, by head."""

    key: str
    name: str
    purpose: str
    transfers: tuple[int, int]
    lines: tuple[tuple[str, int], ...]


SOURCES = (  # 964,282 yuan together
    Source(
        "central", "中央财政专项帮扶资金", "困难职工生活救助、医疗救助、助学", (320_000, 200_000),
        (("hardship", 350_000), ("schooling", 170_000)),
    ),
    Source(
        "city", "市级专项帮扶资金", "送温暖、送清凉、临时救助", (264_282, 180_000),
        (("warmth", 260_000), ("urgent", 84_282), ("cool", 100_000)),
    ),
)  # fmt: skip


@dataclass
class Purse:
    """Where the money stands, who deals with it, and the bank that pays it."""

    making: Making
    tree: Tree
    crowd: Crowd
    dice: Random = field(init=False)
    lines: dict[str, Any] = field(default_factory=dict)  # budget lines by head
    bank: FakeBank = field(default_factory=lambda: FakeBank({}))

    def __post_init__(self) -> None:
        self.dice = self.making.dice("purse")

    def hand(self, role: str, title: str = "") -> Actor:
        """Whoever holds that post of the district's union."""
        return self.crowd.officer(self.tree.district, role, title).actor(self.making.today)

    @property
    def head(self) -> Actor:
        """The vice-chair, who sets up funds and countersigns."""
        return self.hand("district_officer", "副主席")

    def card(self, who: Person, at: datetime, *, known: bool = True) -> None:
        """Somebody names his card; one the bank does not know comes back."""
        number = f"62284800{self.dice.randrange(10**11):011d}"
        holder = identity_of(who).name
        if known:
            self.bank.holders = {**self.bank.holders, number: holder}
        payees.account(person=who, bank=BANK, number=number, holder=holder, by=person(who.pk), at=at)


def funding(purse: Purse, source: Source, one: Going) -> Story:
    """The first transfer and the budget; half a year on the second transfer."""
    yield one.now
    unit, by = purse.tree.district, purse.head
    fund = funds.open_fund(
        unit=unit, name=f"{one.now.year} 年{source.name}", source=source.key, year=one.now.year,
        purpose=source.purpose, by=by, at=one.now,
    )  # fmt: skip
    first, second = source.transfers
    _receive(fund, first, "第一批拨入", by, one.now)
    for head, yuan in source.lines:
        purse.lines[head] = budgets.plan(fund=fund, head=head, amount_fen=yuan * 100, by=by, at=one.now)
    purse.making.step("帮扶资金")
    yield one.office(90)
    _receive(fund, second, "第二批拨入", by, one.now)


def _receive(fund: Any, yuan: int, text: str, by: Actor, at: datetime) -> None:
    funds.receive(
        fund=fund, amount_fen=yuan * 100, text=text, on=at.date(), by=by, at=at, about=f"{fund.pk} {text}"
    )


def waiting(purse: Purse) -> bool:
    """Whether anything is to be paid."""
    return books.payments.payments("made").filter(unit=purse.tree.district).exists()


def made(purse: Purse, one: Going) -> Story:
    """A batch is made of what waits; whoever checks has not looked yet."""
    yield one.now
    if waiting(purse):
        batches.make(unit=purse.tree.district, by=purse.hand("finance_maker"), at=one.now)


def checked(purse: Purse, one: Going) -> Story:
    """Made and checked; waits for the payer."""
    yield one.now
    if waiting(purse):
        batch = batches.make(unit=purse.tree.district, by=purse.hand("finance_maker"), at=one.now)
        yield one.office(1)
        batches.check(batch=batch, by=purse.hand("finance_checker"), at=one.now)


def settled(purse: Purse, one: Going) -> Story:
    """All hands, the bank's file and its answer."""
    yield one.now
    if not waiting(purse):
        return
    payer = purse.hand("finance_payer")
    batch = batches.make(unit=purse.tree.district, by=purse.hand("finance_maker"), at=one.now)
    yield one.office(1)
    batch = batches.check(batch=batch, by=purse.hand("finance_checker"), at=one.now)
    if batch.total_fen > batches.limit_of(purse.tree.district.path, one.now):
        batch = batches.countersign(batch=batch, by=purse.head, at=one.later(1))
    yield one.later(2)
    batch = batches.release(batch=batch, by=payer, at=one.now)
    _, data = bank.take(batch=batch, by=payer, at=one.now)
    yield one.office(1)
    bank.record(batch=batch, data=purse.bank.take(data), by=payer, at=one.now)
    purse.making.step("付款批次")
