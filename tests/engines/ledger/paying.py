"""A union with money set aside, its finance hands, and payees with cards at a bank in memory."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from yugong.engines.ledger.actions import bank, batches, budgets, commitments, funds, payees, payments
from yugong.engines.ledger.bank_fake import FakeBank
from yugong.engines.ledger.models import Account, Batch, BatchLine, Commitment, Line, Payment
from yugong.ground.access.roles import roles
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Person
from yugong.kernel import actor
from yugong.kernel.actor import RULE, SYSTEM, Actor, Seat

START = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
LONG_AGO = date(2020, 1, 1)
ROLES = {
    "maker": "finance_maker", "checker": "finance_checker", "payer": "finance_payer",
    "second": "finance_payer", "officer": "district_officer", "leader": "district_officer",
}  # fmt: skip


def card(n: int) -> str:
    """A card number of nobody."""
    return f"6222000000{n:09d}"


@dataclass
class Office:
    """The federation that pays, its officers by what they do, its payees, and the bank."""

    city: Unit
    unit: Unit
    other: Unit
    line: Line
    officers: dict[str, Actor]
    bank: FakeBank
    people: list[Person] = field(default_factory=list)
    commitment: Commitment | None = None

    def payee(self, name: str = "", *, carded: bool = True) -> Person:
        n = len(self.people) + 1
        name = name or f"工友{chr(0x4E00 + n)}"
        given = Identity(name=name, phone=f"1390000{n:04d}")
        who = people.enrol(given=given, source="test", by=SYSTEM, at=START)
        people.join(person=who, unit=self.unit, on=LONG_AGO, route="test", by=SYSTEM, at=START)
        self.people.append(who)
        if carded:
            self.give_card(who, card(n), name)
        return who

    def give_card(
        self, who: Person, number: str, holder: str, *, by: Actor | None = None, known: bool = True
    ) -> Any:
        if known:
            self.bank.holders = {**self.bank.holders, number: holder}
        return payees.account(
            person=who, bank="渝州银行", number=number, holder=holder, by=by or actor.person(who.pk), at=START
        )

    def arrange(self, amount: int, about: str = "aid.test:1") -> Commitment:
        self.commitment = commitments.commit(
            line=self.line, amount_fen=amount, about=about, by=RULE, at=START
        )
        return self.commitment

    def order(self, who: Person, amount: int = 100_00, *, period: str = "2026", **more: Any) -> Payment:
        commitment = more.pop("commitment", None) or self.commitment or self.arrange(100_000_00)
        approved_by = more.pop("approved_by", self.officers["officer"].key)
        return payments.order(
            commitment=commitment, payee=who, amount_fen=amount, purpose=more.pop("purpose", "金秋助学"),
            period=period, approved_by=approved_by, by=RULE, at=START, **more,
        )  # fmt: skip

    def make(self, **more: Any) -> Batch:
        return batches.make(unit=self.unit, by=self.officers["maker"], at=START, **more)

    def checked(self, batch: Batch | None = None) -> Batch:
        return batches.check(batch=batch or self.make(), by=self.officers["checker"], at=START)

    def released(self, batch: Batch | None = None) -> Batch:
        return batches.release(batch=batch or self.checked(), by=self.officers["payer"], at=START)

    def sent(self, batch: Batch | None = None) -> tuple[Batch, bytes]:
        batch = batch or self.released()
        _, data = bank.take(batch=batch, by=self.officers["payer"], at=START)
        batch.refresh_from_db()
        return batch, data

    def record(self, batch: Batch, data: bytes, at: datetime = START) -> Any:
        return bank.record(batch=batch, data=data, by=self.officers["payer"], at=at)

    def balance(self, head: str) -> int:
        found = Account.objects.filter(unit=self.unit, head=head, fund=self.line.fund).first()
        return found.balance if found else 0


def officer(name: str, n: int, unit: Unit, role: str) -> Actor:
    who = people.enrol(given=Identity(name=name, phone=f"1370000{n:04d}"), source="test", by=SYSTEM, at=START)
    known = roles[role]
    post = org.make_post(unit=unit, role=role, title=known.name, by=SYSTEM, at=START)
    held = people.appoint(post=post, person=who, on=LONG_AGO, by=SYSTEM, at=START)
    powers = frozenset(map(str, known.permissions))
    seat = Seat(held.pk, role, known.name, unit.pk, unit.path, unit.name, known.duties, powers)
    return actor.person(who.pk, label=name, seat=seat, seats=(seat,))


def build(budget: int = 1_000_000_00) -> Office:
    """A district federation with a fund of so many fen in the bank, all of it planned for one head."""
    at = START - timedelta(days=1)
    city = org.found_unit(name="演示市总工会", kind="city", parent=None, on=LONG_AGO, by=SYSTEM, at=at)
    places = [
        org.found_unit(name=name, kind="district", parent=city, on=LONG_AGO, by=SYSTEM, at=at)
        for name in ("东区总工会", "西区总工会")
    ]
    fund = funds.open_fund(
        unit=places[0], name="助学资金", source="city", year=2026, purpose="金秋助学", by=SYSTEM, at=at
    )
    funds.receive(fund=fund, amount_fen=budget, text="市级资金到账", on=at.date(), by=SYSTEM, at=at)
    line = budgets.plan(fund=fund, head="schooling", amount_fen=budget, by=SYSTEM, at=at)
    hands = {name: officer(name, n, places[0], role) for n, (name, role) in enumerate(ROLES.items(), 1)}
    hands |= {
        f"west_{name}": officer(f"west {name}", 50 + n, places[1], ROLES[name])
        for n, name in enumerate(("maker", "checker", "payer"))
    }
    return Office(city, places[0], places[1], line, hands, FakeBank({}))


def lines_of(batch: Batch) -> list[tuple[str, int, str]]:
    """(state, amount, reason) of each line of a batch."""
    rows = BatchLine.objects.filter(batch=batch).order_by("no")
    return [(row.state, row.amount_fen, row.reason) for row in rows]
