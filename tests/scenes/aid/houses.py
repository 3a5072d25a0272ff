"""A town for households: officers at every level, a member with a family, and the way of a file."""

from datetime import date, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from tests.ground.access import town as towns
from tests.scenes.organise.desk_town import at_desk

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import Matter
from yugong.ground.access import principal
from yugong.ground.audit.writing import writing
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.models import Account, Person
from yugong.kernel import actor
from yugong.kernel.actor import CLOCK, SYSTEM, VISITOR, Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.identifiers import id_check_digit
from yugong.scenes.aid.actions import consents, household, members, reviews, visits
from yugong.scenes.aid.models import Household, HouseholdMember
from yugong.scenes.aid.queries import households

NOW = timezone.now()
DAY = timedelta(days=1)
ILLNESS, SCHOOL, SPOUSE, CHILD = "尿毒症", "江边中学", "赵小兰", "陈小树"
SEATS = {
    "chair": ("union", "grassroots_chair"),
    "clerk": ("union", "grassroots_clerk"),
    "street": ("street", "street_officer"),
    "street2": ("street", "street_officer"),
    "street3": ("street", "street_officer"),
    "east": ("east", "district_officer"),
    "east2": ("east", "district_officer"),
    "west": ("west", "district_officer"),
    "city": ("city", "city_officer"),
}
POOR = {
    "income": {"wages": "60000", "business": "0", "pension": "0", "subsidy": "0", "other": "0"},
    "outlay": {"medical": "30000", "schooling": "6000", "care": "0", "housing": "0", "accident": "0"},
    "belongings": {
        "rural": "no",
        "subsistence": "no",
        "homes": "1",
        "cars": "0",
        "firms": "0",
        "labour_months": "30",
    },
}
WELL = {**POOR, "income": {**POOR["income"], "wages": "200000"}}
WHY = {"cause": "illness", "story": f"爱人得了{ILLNESS}，每周透析三次", "kept": "yes"}


def number(day: str, n: int) -> str:
    """A synthetic identity number of somebody born on a day."""
    first = f"500103{day}{n:03d}"
    return first + id_check_digit(first)


class Houses:
    """The town, and one household on its way."""

    def __init__(self) -> None:
        self.tree = towns.build()
        self.accounts: dict[str, Account] = {}
        for n, (name, (unit, role)) in enumerate(SEATS.items()):
            self.accounts[name], _ = towns.officer(name, 500 + 10 * n, getattr(self.tree, unit), role)
        self.employer = org.register_employer(name="江边茶厂有限公司", by=SYSTEM, at=NOW)
        with writing("test"):
            Unit.objects.filter(pk=self.tree.union.pk).update(employer=self.employer)
        self.worker = towns.enrol("陈大勇", 401)
        towns.join(self.worker, self.tree.union)
        people.employ(
            person=self.worker, employer=self.employer, trade="制茶工", source="test", by=SYSTEM, at=NOW
        )
        self.phone = towns.open_account(self.worker, "worker", phone="13800000401")

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

    def begun(
        self, *, facts: Any = POOR, at: datetime = NOW, who: Person | None = None, n: int = 1, **why: str
    ) -> Household:
        """Everything filled in, nobody has agreed yet."""
        person = who or self.worker
        by = actor.person(person.pk)
        row = household.begin(person=person, by=by, at=at)
        for topic, given in {**facts, "why": {**WHY, **why}}.items():
            household.fill(household=row, topic=topic, given=given, by=by, at=at)
        row.refresh_from_db()
        me = row.members.get(relation="self")
        known = {"health": "well", "study": "none"}
        held = number("19900101", 401) if person == self.worker else number("19880808", 700 + n)
        members.change(household=row, member=me, given={**known, "number": held}, by=by, at=at)
        self.add(
            row,
            SPOUSE,
            number("19910101", 100 + n),
            "spouse",
            by=by,
            at=at,
            phone=f"1380000{8000 + n}",
            health="ill",
            illness=ILLNESS,
        )
        self.add(row, CHILD, number("20120101", 200 + n), "child", by=by, at=at, study="basic", school=SCHOOL)
        return row

    def add(
        self,
        row: Household,
        name: str,
        held: str,
        relation: str,
        *,
        by: Actor,
        at: datetime = NOW,
        **more: str,
    ) -> HouseholdMember:
        given = {
            "name": name,
            "number": held,
            "relation": relation,
            "health": "well",
            "study": "none",
            **more,
        }
        return members.add(household=row, given=given, by=by, at=at)

    def agreed(self, row: Household, at: datetime = NOW) -> Household:
        """The applicant for himself and the child, the spouse behind her link."""
        by = actor.person(row.person_id)
        consents.agree(household=row, by=by, at=at)
        for one in row.members.filter(relation="spouse", left_on=None):
            _, secret, code = consents.ask(household=row, member=one, by=by, at=at)
            one.refresh_from_db()
            consents.answer(member=one, secret=secret, code=code, by=VISITOR, at=at)
        return row

    def sent(self, at: datetime = NOW, **given: Any) -> Matter:
        row = self.agreed(self.begun(at=at, **given), at)
        return household.submit(household=row, by=actor.person(row.person_id), at=at)

    def house(self, matter: Matter) -> Household:
        return Household.objects.select_related("unit", "person").get(matter=matter.number)

    def go(self, matter: Matter, name: str, by: str = "", at: datetime = NOW, **answers: Any) -> Matter:
        matter.refresh_from_db()
        who = self.by(by) if by else actor.person(matter.asker_id)
        matters.move(matter=matter, name=name, answers=answers, by=who, at=at)
        matter.refresh_from_db()
        return matter

    def visit(self, matter: Matter, by: str = "street", at: datetime = NOW, **more: Any) -> Any:
        other = Person.objects.get(pk=self.accounts["street2"].person_id)
        given = {
            "colleagues": [other.pk],
            "companion": "",
            "agrees": "yes",
            "findings": f"家中一人{ILLNESS}",
            "key": "visit-1",
        }
        made = visits.record(
            household=self.house(matter), on=local_day(at), **{**given, **more}, by=self.by(by), at=at
        )
        matter.refresh_from_db()
        return made

    def verify(self, matter: Matter, by: str = "street", at: datetime = NOW, facts: Any = POOR) -> Any:
        return reviews.verify(household=self.house(matter), given=facts, by=self.by(by), at=at)

    def discussed(self, at: datetime = NOW, facts: Any = POOR, **given: Any) -> Matter:
        matter = self.sent(at=at, facts=facts, **given)
        self.go(matter, "accept", "street", at)
        self.visit(matter, at=at)
        self.verify(matter, at=at, facts=facts)
        return matter

    def posted(self, at: datetime = NOW, **given: Any) -> Matter:
        matter = self.discussed(at=at, **given)
        return self.go(matter, "post", "street", at, heads="5")

    def sweep(self, matter: Matter, at: datetime) -> Matter:
        matters.sweep(by=CLOCK, at=at)
        matter.refresh_from_db()
        return matter

    def approved(self, at: datetime = NOW, **given: Any) -> Matter:
        matter = self.posted(at=at, **given)
        self.sweep(matter, at + 20 * DAY)
        self.go(matter, "pass", "street3", at + 20 * DAY, relation="none")
        return self.go(matter, "approve", "east", at + 21 * DAY, relation="none")

    def refused(self, at: datetime = NOW) -> Matter:
        matter = self.discussed(at=at, facts=WELL)
        self.go(matter, "none", "street", at, why="收入高于标准")
        self.go(matter, "pass", "street3", at, relation="none")
        return self.go(matter, "refuse", "east", at, relation="none", why="核定收入高于标准")

    def on_file(self, at: datetime) -> Household:
        """A household on file."""
        return self.house(self.approved(at=at))


def file_today(person: Person, on: date) -> Any:
    return households.file_of(person.pk, on)
