"""Mutual aid pays: months of stays told by the insurer, illnesses told by members; granted, paid, heard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from yugong.engines.ledger.actions import bank, batches, payees
from yugong.engines.ledger.bank_fake import FakeBank
from yugong.engines.ledger.queries.payments import payments
from yugong.engines.matters import actions as matters
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor, person
from yugong.scenes.aid.actions import mutual_leads as leads
from yugong.scenes.aid.models import MutualLead
from yugong.worlds.nanchuan.aid.purse import BANK
from yugong.worlds.nanchuan.crowd import seat
from yugong.worlds.nanchuan.going import Going
from yugong.worlds.nanchuan_2025.claims import Case, listed, picture, stays
from yugong.worlds.nanchuan_2025.growing import Year
from yugong.worlds.timeline import Story

HANDS = (("finance_maker", "财务制单"), ("finance_checker", "财务复核"), ("finance_payer", "财务付款"))
KIND = "aid.mutual_claim"


@dataclass
class Office:
    """The city's office that keeps the premiums: who decides, who pays, and its bank."""

    year: Year
    bank: FakeBank = field(default_factory=lambda: FakeBank({}))
    serial: int = 0

    def __post_init__(self) -> None:
        for role, title in HANDS:
            seat(self.year.making, self.year.crowd, self.year.tree.city, role, title)

    @property
    def unit(self) -> Unit:
        return self.year.tree.city

    def hand(self, role: str, place: int = 0) -> Actor:
        """Whoever holds that post at the city."""
        return self.year.crowd.those(self.unit, role)[place].actor(self.year.making.today)

    @property
    def district(self) -> Actor:
        """Who looks at the papers in the district."""
        found = self.year.crowd.officer(self.year.tree.district, "district_officer", "权益保障部部长")
        return found.actor(self.year.making.today)

    def card(self, case: Case, at: datetime) -> None:
        """The member names the card to which he is paid."""
        self.serial += 1
        number = f"62284801{self.serial:011d}"
        self.bank.holders = {**self.bank.holders, number: case.who.name}
        payees.account(
            person=Person.objects.get(pk=case.who.person), bank=BANK, number=number, holder=case.who.name,
            by=person(case.who.person), at=at,
        )  # fmt: skip


@dataclass(kw_only=True)
class Month(Going):
    """The claims of one month, from the insurer's file to the members' word."""

    place: Office
    cases: Sequence[Case]
    held: dict[UUID, Any] = field(default_factory=dict)  # matters by person

    def told(self) -> None:
        """The insurer's file of stays, taken in by the district."""
        found = stays(self.cases)
        if found:
            unit = self.place.year.tree.district
            leads.bring(unit=unit, data=listed(found), file="住院.csv", by=self.place.district, at=self.now)

    def claimed(self) -> None:
        """One tap where the insurer told; papers where the member tells himself."""
        rows = MutualLead.objects.filter(matter="", person__in=[one.who.person for one in self.cases])
        offered = {row.person_id: row for row in rows}
        for case in self.cases:
            me = person(case.who.person)
            if case.illness:
                self.held[case.who.person] = self._ill(case, me)
            else:
                row = leads.take(lead=offered[case.who.person], agreed=True, by=me, at=self.now)
                self.held[case.who.person] = matters.Matter.objects.get(number=row.matter)
            self.place.card(case, self.now)
            self.making.step("互助保障给付")

    def _ill(self, case: Case, me: Actor) -> Any:
        asker = Person.objects.get(pk=case.who.person)
        answers = case.answers(papers=[picture(me, self.now)])
        found = matters.open(kind=KIND, asker=asker, answers=answers, by=me, at=self.now)
        return matters.move(matter=found, name="checked", by=self.place.district, at=self.now)

    def all_do(self, name: str, by: Actor | None = None) -> None:
        """One move for every claim of the month; without `by`, each by its member."""
        for who, matter in self.held.items():
            found = matters.Matter.objects.select_related("unit").get(pk=matter.pk)
            self.held[who] = matters.move(matter=found, name=name, by=by or person(who), at=self.now)


def month(one: Month) -> Story:
    """Told, claimed, looked at, granted, paid and heard."""
    yield one.now
    one.told()
    yield one.office(1)
    one.claimed()
    yield one.office(2)
    one.all_do("agree", one.place.district)
    yield one.office(1)
    one.all_do("grant", one.place.hand("city_officer"))
    yield from pay(one)
    yield one.later(22)
    one.all_do("received")


def pay(one: Month) -> Iterator[datetime]:
    """Batches of at most five hundred through three hands, and a further signature where they are large."""
    office = one.place
    while payments("made").filter(unit=office.unit).exists():
        yield one.later(1)
        batch = batches.make(unit=office.unit, by=office.hand("finance_maker"), at=one.now)
        yield one.office(1)
        batch = batches.check(batch=batch, by=office.hand("finance_checker"), at=one.now)
        if batch.total_fen > batches.limit_of(office.unit.path, one.now.date()):
            batch = batches.countersign(batch=batch, by=office.hand("city_officer", 1), at=one.later(1))
        payer = office.hand("finance_payer")
        batch = batches.release(batch=batch, by=payer, at=one.later(1))
        _, data = bank.take(batch=batch, by=payer, at=one.now)
        yield one.office(1)
        bank.record(batch=batch, data=office.bank.take(data), by=payer, at=one.now)


def first_day(year: int, number: int) -> date:
    """The fifth of a month, or the Monday after it."""
    day = date(year, number, 5)
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
