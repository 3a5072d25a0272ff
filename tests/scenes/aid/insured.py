"""A town whose workers are insured and paid for, with the hands that decide, pay, and the bank."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from matters.town import Town, officer
from PIL import Image

from yugong.engines.ledger.actions import bank, batches, budgets, funds, payees
from yugong.engines.ledger.bank_fake import FakeBank
from yugong.ground.files.actions import accept
from yugong.ground.people.identity import open_person
from yugong.ground.people.models import Person
from yugong.kernel import actor
from yugong.kernel.actor import RULE, Actor
from yugong.scenes.aid.actions import mutual_enrolling as enrolling
from yugong.scenes.aid.actions import mutual_money as money
from yugong.scenes.aid.models import MutualPool

from .mutual_town import AT, START, excel


@dataclass
class House:
    """Who is insured, who decides and pays, what came in."""

    town: Town
    people: Sequence[Person]
    chair: Actor
    district: Actor
    office: Actor
    hands: dict[str, Actor]
    premiums: int
    bank: FakeBank = field(default_factory=lambda: FakeBank({}))

    def name(self, n: int) -> str:
        return open_person(self.people[n]).name

    def papers(self, person: Person, at: datetime) -> list[str]:
        """One uploaded photo, as the form sends it."""
        out = BytesIO()
        Image.new("RGB", (20, 20), "white").save(out, "PNG")
        upload = SimpleUploadedFile("出院小结.png", out.getvalue(), "image/png")
        me = actor.person(person.pk)
        kept = accept(upload=upload, owner=f"people.person:{person.pk}", by=me, at=at)
        return [str(kept.pk)]

    def pool(self) -> MutualPool:
        return MutualPool.objects.select_related("fund", "line").get()

    def card(self, person: Person, number: str, at: datetime) -> None:
        holder = open_person(person).name
        self.bank.holders = {**self.bank.holders, number: holder}
        me = actor.person(person.pk)
        payees.account(person=person, bank="渝州银行", number=number, holder=holder, by=me, at=at)

    def pay(self, at: datetime, *, fails: bool = False) -> None:
        """All that waits goes to the bank and comes back."""
        known = self.bank.holders
        self.bank.holders = {} if fails else known
        batch = batches.make(unit=self.town.city, by=self.hands["maker"], at=at)
        batch = batches.check(batch=batch, by=self.hands["checker"], at=at)
        batch = batches.release(batch=batch, by=self.hands["payer"], at=at)
        _, data = bank.take(batch=batch, by=self.hands["payer"], at=at)
        batch.refresh_from_db()
        bank.record(batch=batch, data=self.bank.take(data), by=self.hands["payer"], at=at)
        self.bank.holders = known

    def balances(self) -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT head, sum(balance) FROM ledger_account GROUP BY head")
            return {head: int(total) for head, total in cursor.fetchall()}


def insure(town: Town, people: Sequence[Person], product: str = "hospital") -> House:
    """Insure these members from START, paid for at the city's office."""
    office = officer("市互助", 31, town.city, "city_officer")
    roles = {"maker": "finance_maker", "checker": "finance_checker", "payer": "finance_payer"}
    hands = {
        name: officer(f"财务{name}", 32 + n, town.city, role) for n, (name, role) in enumerate(roles.items())
    }
    rows = [[held.name, held.number, held.phone, 1] for held in map(open_person, people)]
    chair = town.officers["chair"]
    found = enrolling.check(
        unit=town.union, product=product, starts_on=START, data=excel(rows), file="名单.xlsx",
        by=chair, at=AT,
    )  # fmt: skip
    found = enrolling.enrol(enrolment=found, by=chair, at=AT)
    due = found.due_fen
    extra = 9000_00 * len(people)  # a reserve of the office, matched to nothing
    money.receive(
        office=town.city, reference="P1", amount_fen=due, on=AT.date(), note=found.number, by=office, at=AT
    )  # fmt: skip
    house = House(town, people, chair, town.officers["east"], office, hands, due + extra)
    reserve(house, extra)
    for n, person in enumerate(people):
        house.card(person, f"6222000000{n:09d}", AT)
    return house


def reserve(house: House, amount: int) -> None:
    """Money of former years in the pool, so that a small town's premiums are not the limit."""
    pool = house.pool()
    funds.receive(
        fund=pool.fund, amount_fen=amount, text="上年结转", on=AT.date(), head="carried", by=RULE, at=AT
    )
    budgets.plan(fund=pool.fund, head="mutual", amount_fen=pool.line.amount + amount, by=RULE, at=AT)
