"""A district that holds votes, two who review them, members who vote and jurors who score."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from tests.ground.access import town as towns

from yugong.engines.selection.actions import drafting, jury, reviewing, sealing, voting
from yugong.engines.selection.actions.drafting import Nominee
from yugong.engines.selection.models import Entry, Round
from yugong.ground.access import principal
from yugong.ground.people.models import Account, Person
from yugong.kernel import actor
from yugong.kernel.actor import CLOCK, SYSTEM, Actor
from yugong.kernel.calendar import local_day
from yugong.scenes.service.actions.stations import StationFacts, open_station

NOW = timezone.now()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
VOTE, MIXED, JURY = "service.favourite", "service.finest_station", "service.best_canteen"


class Hall:
    """Short verbs for the tests."""

    def __init__(self) -> None:
        self.tree = towns.build()
        self.accounts: dict[str, Account] = {}
        for n, name in enumerate(("writer", "first", "second")):
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

    def draft(self, contest: str = VOTE, entries: int = 4, jurors: int = 0, **more: Any) -> Round:
        given = {
            "title": "最喜爱的驿站", "about": "一人一票", "contact": "023-12351", "opens_at": NOW,
            "closes_at": NOW + DAY, "winners": 1,
        }  # fmt: skip
        named = [
            Nominee(f"驿站{n}", unit=self.tree.street, source=f"test:{n}") for n in range(1, entries + 1)
        ]
        row = drafting.draft(
            unit=self.tree.east,
            contest=contest,
            given=given | more,
            nominees=named,
            by=self.by("writer"),
            at=NOW,
        )
        if jurors:
            jury.invite(poll=row, people=self.crowd(jurors, self.tree.other), by=self.by("writer"), at=NOW)
        return row

    def public(self, contest: str = VOTE, **more: Any) -> Round:
        return self.announced(self.draft(contest, **more))

    def announced(self, row: Round) -> Round:
        row = reviewing.submit(poll=row, by=self.by("writer"), at=NOW)
        for name in ("first", "second"):
            row = reviewing.review(poll=row, passed=True, reason="", by=self.by(name), at=NOW)
        return row

    def stations(self, *names: str) -> list[Any]:
        """Stations of the street, for contests that take nothing else."""
        plain = StationFacts("", "正街 1 号", 29.5, 106.5, always_open=True)
        return [
            open_station(unit=self.tree.street, given=replace(plain, name=name), by=SYSTEM, at=NOW)
            for name in names
        ]

    def vote(self, row: Round, who: Person, *choices: int, at: datetime = NOW, device: str = "") -> str:
        code = voting.receipt()
        voting.vote(
            person=who, poll=row, code=code, choices=choices, device=device, by=actor.person(who.pk), at=at
        )
        return code

    def seal(self, row: Round, at: datetime = NOW) -> Any:
        return sealing.seal(poll=row, by=CLOCK, at=at)

    def close(self, row: Round) -> Round:
        return sealing.close(poll=row, by=CLOCK, at=max(NOW + DAY, row.closes_at))

    def score(self, row: Round, who: Person, number: int, points: int) -> Any:
        entry = Entry.objects.get(poll=row, number=number)
        return jury.score(person=who, entry=entry, points=points, by=actor.person(who.pk), at=NOW)
