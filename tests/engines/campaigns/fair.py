"""A district that announces things, three who review them, and people who come."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from tests.ground.access import town as towns

from yugong.engines.campaigns.actions import drafting, enrolling, handing_on, reviewing
from yugong.engines.campaigns.models import Campaign, Enrolment
from yugong.ground.access import principal
from yugong.ground.people.models import Account, Person
from yugong.kernel import actor
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day

NOW = timezone.now()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SEATS = ("writer", "first", "second", "third")


class Fair:
    """Short verbs for the tests."""

    def __init__(self) -> None:
        self.tree = towns.build()
        self.accounts: dict[str, Account] = {}
        for n, name in enumerate(SEATS):
            self.accounts[name], _ = towns.officer(name, 300 + n, self.tree.east, "district_officer")
        self.accounts["west"], _ = towns.officer("west", 320, self.tree.west, "district_officer")
        self.people: list[Person] = []

    def by(self, name: str) -> Actor:
        loaded = principal.load(self.accounts[name].pk, today=local_day(NOW))
        assert loaded
        return loaded[0].seated(loaded[0].seats[0])

    def crowd(self, count: int, unit: Any = None) -> list[Person]:
        """So many members more, of the union or another."""
        start = len(self.people)
        found = [towns.enrol(f"工友{n}", 500 + n) for n in range(start, start + count)]
        for one in found:
            towns.join(one, unit or self.tree.union)
        self.people += found
        return found

    def draft(self, *, gathering: str = "service.activity", **more: Any) -> Campaign:
        given = {
            "title": "亲子夏令营", "about": "两天一夜", "place": "南山", "contact": "023-12351",
            "audience": "members",
            "taking": "queue", "places": 3, "per_unit": None, "opens_at": NOW, "closes_at": NOW + DAY,
            "accept_hours": 24, "public_source": "",
        }  # fmt: skip
        times = [(NOW + 5 * DAY, NOW + 5 * DAY + 2 * HOUR)]
        return drafting.draft(
            unit=self.tree.east, gathering=gathering, given=given | more, sittings=times,
            by=self.by("writer"), at=NOW,
        )  # fmt: skip

    def public(self, **more: Any) -> Campaign:
        row = reviewing.submit(campaign=self.draft(**more), by=self.by("writer"), at=NOW)
        for name in ("first", "second", "third"):
            row = reviewing.review(campaign=row, passed=True, reason="", by=self.by(name), at=NOW)
        return row

    def lot(self, **more: Any) -> Campaign:
        return self.public(taking="lot", public_source="福彩双色球当日号码", **more)

    def enrol(self, row: Campaign, who: Person, at: datetime = NOW) -> Enrolment:
        return enrolling.enrol(person=who, campaign=row, by=actor.person(who.pk), at=at)

    def leave(self, row: Campaign, who: Person, at: datetime = NOW) -> Enrolment:
        return handing_on.leave(person=who, campaign=row, by=actor.person(who.pk), at=at)

    def accept(self, row: Campaign, who: Person, at: datetime = NOW) -> Enrolment:
        return handing_on.accept(person=who, campaign=row, by=actor.person(who.pk), at=at)


def standings(row: Campaign) -> list[str]:
    """Of all who enrolled, in the order of coming."""
    return list(
        Enrolment.objects.filter(campaign=row).order_by("at", "id").values_list("standing", flat=True)
    )
