"""A district with its mediation committee: officers, mediators, a worker, his employer."""

from datetime import date, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from tests.ground.access import town as towns
from tests.scenes.organise.desk_town import at_desk

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import Matter
from yugong.ground.access import principal
from yugong.ground.org import actions as org
from yugong.ground.people import actions as people
from yugong.ground.people.models import Account, Person
from yugong.kernel import actor
from yugong.kernel.actor import CLOCK, SYSTEM, Actor
from yugong.kernel.calendar import local_day
from yugong.scenes.rights.actions import mediation as cases
from yugong.scenes.rights.actions import mediation_bodies as bodies
from yugong.scenes.rights.actions import mediation_room as room
from yugong.scenes.rights.models import Mediation

NOW = timezone.now()
DAY = timedelta(days=1)
KEY = "rights.mediation"
PHONE = "13800000401"
FACTS = "从 2026 年 6 月起没有发工资，我的电话 13800000401，证件 500103199001014010。"
GIVEN = {
    "topic": "pay", "employer": "嘉陵星即时配送（重庆）有限公司", "started": "2025-03-01", "wage": "6000.00",
    "owed": "18000", "overtime": "1,430.50", "knew": "2026-06-30", "facts": FACTS, "share": "yes",
}  # fmt: skip
SEATS = {"first": "mediator", "second": "mediator", "head": "district_officer", "clerk": "district_officer"}


def today(ahead: int = 0) -> str:
    return (local_day(NOW) + timedelta(days=ahead)).isoformat()


class Desk:
    """A district with a committee, two mediators and two officers; a worker of an employer."""

    def __init__(self) -> None:
        self.tree = towns.build()
        self.accounts: dict[str, Account] = {}
        for n, (name, role) in enumerate(SEATS.items()):
            self.accounts[name], _ = towns.officer(name, 400 + 10 * n, self.tree.east, role)
        self.employer = org.register_employer(name=str(GIVEN["employer"]), by=SYSTEM, at=NOW)
        self.worker = towns.enrol("陈大勇", 401)
        towns.join(self.worker, self.tree.union)
        self.phone = towns.open_account(self.worker, "worker", phone=PHONE)
        self.body = bodies.form_body(
            unit=self.tree.east, kind="district", name="东区总工会劳动争议调解委员会",
            formed_on=date(2024, 1, 1), years=5, by=SYSTEM, at=NOW,
        )  # fmt: skip

    def by(self, name: str) -> Actor:
        loaded = principal.load(self.accounts[name].pk, today=local_day(NOW))
        assert loaded
        return loaded[0].seated(loaded[0].seats[0])

    @property
    def me(self) -> Actor:
        return actor.person(self.worker.pk)

    def client(self, name: str) -> Client:
        return at_desk(self.accounts[name])

    def my_client(self) -> Client:
        return at_desk(self.phone)

    def open(self, who: Person | None = None, **more: Any) -> Matter:
        who = who or self.worker
        by = actor.person(who.pk)
        return matters.open(kind=KEY, asker=who, answers=GIVEN | more, by=by, at=NOW)

    def go(self, matter: Matter, name: str, by: str = "", at: datetime = NOW, **answers: Any) -> Matter:
        who = self.by(by) if by else self.me
        matters.move(matter=matter, name=name, answers=answers, by=who, at=at)
        matter.refresh_from_db()
        return matter

    def talking(self, **more: Any) -> Matter:
        matter = self.open(**more)
        self.go(matter, "accept", "clerk")
        return self.go(matter, "take", "first", relation="none")

    def case(self, matter: Matter) -> Mediation:
        return Mediation.objects.get(matter=matter.number)

    def drafted(self, plan: str = "", **more: Any) -> Matter:
        matter = self.talking(**more)
        lines = plan or f"{today(10)} 5000.00\n{today(40)} 7000.00"
        cases.draft_terms(
            mediation=self.case(matter), terms="单位一次性认账", plan=lines, by=self.by("first"), at=NOW
        )
        return self.go(matter, "propose", "first")

    def sealed(self, plan: str = "") -> Matter:
        matter = self.drafted(plan)
        self.go(matter, "agree")
        room.employer_agrees(
            mediation=self.case(matter), who="王丽，人事经理", version=self.case(matter).version,
            by=actor.VISITOR, at=NOW,
        )  # fmt: skip
        return self.go(matter, "seal", "head")

    def pay(self, matter: Matter, fen: int, at: datetime = NOW) -> None:
        cases.record_payment(
            mediation=self.case(matter), on=local_day(at), fen=fen, way="bank", by=self.by("clerk"), at=at
        )
        matter.refresh_from_db()

    def link(self, matter: Matter) -> str:
        return cases.link(mediation=self.case(matter), by=self.by("first"), at=NOW)

    def sweep(self, at: datetime) -> None:
        matters.sweep(by=CLOCK, at=at)

    def works_at_employer(self, name: str) -> None:
        who = Person.objects.get(pk=self.accounts[name].person_id)
        people.employ(person=who, employer=self.employer, trade="会计", source="test", by=SYSTEM, at=NOW)
