"""A district with a hospital, a mentor, a counsellor; a rider and his employer's union, blind."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from tests.ground.access import town as towns
from tests.scenes.organise.desk_town import at_desk, member

from yugong.ground.access import principal
from yugong.ground.org import actions as org
from yugong.ground.people.models import Account, Person, Tenure
from yugong.kernel import actor
from yugong.kernel.actor import SYSTEM, Actor
from yugong.kernel.calendar import local_day
from yugong.scenes.rights.actions import agencies
from yugong.scenes.service.actions import counselling, examining, mentors, screening
from yugong.scenes.service.models import Counsellor, Examinee, Mentor, Screening, ScreeningSlot

NOW = timezone.now()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ROLES = {"writer": "district_officer", "head": "district_officer", "healer": "counsel_post"}
WHO: dict[str, Any] = {"by": SYSTEM, "at": NOW}


class Clinic:
    """Short verbs for the tests."""

    def __init__(self) -> None:
        self.tree = towns.build()
        self.accounts: dict[str, Account] = {}
        for n, (name, role) in enumerate(ROLES.items()):
            self.accounts[name], _ = towns.officer(name, 630 + n, self.tree.east, role)
        self.accounts["chair"], _ = towns.officer("chair", 610, self.tree.union, "grassroots_chair")
        self.hospital = org.register_agency(name="东区医院", kind="hospital", unit=self.tree.east, **WHO)
        self.accounts["nurse"] = self._liaison(self.hospital, "13800000620")
        self.rider = self.member("骑手甲", 601)
        self.accounts["rider"] = towns.open_account(self.rider, "rider", phone="13800000601")

    def _liaison(self, agency: Any, phone: str) -> Account:
        given = {"name": "况护士", "phone": phone, "title": "体检科", "on": local_day(NOW) - DAY, "basis": ""}
        sent: Tenure = agencies.send_liaison(agency=agency, **given, **WHO)
        return Account.objects.get(person=sent.person)

    def member(self, name: str, n: int, trade: str = "外卖骑手") -> Person:
        """A member of the employer's union; odd numbers are men, born in 1990."""
        return member(name, n, self.tree.union, trade=trade)

    def by(self, name: str) -> Actor:
        loaded = principal.load(self.accounts[name].pk, today=local_day(NOW))
        assert loaded
        found = loaded[0]
        return found.seated(found.seats[0]) if found.seats else found

    def client(self, name: str) -> Client:
        return at_desk(self.accounts[name])

    def screening(self, sort: str = "checkup", seats: int = 1, public: bool = True) -> Screening:
        hours = [screening.Hour(self.hospital, NOW + n * DAY, NOW + n * DAY + HOUR, seats) for n in (1, 2)]
        given = {"sort": sort, "title": "骑手免费体检", "about": "空腹来", "contact": "023-12351"}
        row = screening.plan(unit=self.tree.east, given=given, hours=hours, by=self.by("writer"), at=NOW)
        return screening.publish(screening=row, by=self.by("head"), at=NOW) if public else row

    def slots(self, row: Screening) -> list[ScreeningSlot]:
        return list(row.slots.order_by("starts_at"))

    def book(self, slot: ScreeningSlot, who: Person | None = None) -> Examinee:
        person = who or self.rider
        return examining.book(person=person, slot=slot, by=actor.person(person.pk), at=NOW)

    def mentor(self) -> Mentor:
        given = {"name": "况医生", "office": "东区医院", "field": "颈肩腰腿", "about": "坐诊二十年"}
        return mentors.name_mentor(unit=self.tree.east, given=given, by=self.by("writer"), at=NOW)

    def counsellor(self) -> Counsellor:
        healer = self.accounts["healer"].person
        assert healer
        return counselling.name_counsellor(
            unit=self.tree.east,
            person=healer,
            called="李老师",
            about="二级心理咨询师",
            by=self.by("writer"),
            at=NOW,
        )
