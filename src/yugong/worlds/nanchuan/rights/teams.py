"""Seventy-seven supervision bodies and the four teams: who was chosen, when, trained in what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random

from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.scenes.rights.actions import teams
from yugong.scenes.rights.models import Badge
from yugong.worlds.making import LABEL, Making
from yugong.worlds.nanchuan.crowd import Crowd, Officer, identity
from yugong.worlds.nanchuan.tree import Tree

TOWNS = 16  # with a body of their own; with the sixty unions and the district 77
IN_TOWN, LARGE, THIRDS = 3, 60, 10  # ten of the larger unions have a third supervisor
LINES = (3, 4, 6)  # of a union's roster: its supervisors
NEIGHBOURS = (7, 8, 17, 18, 19, 20, 21, 22)  # of the rosters in a town: who serves the town's federation
OWN = 9  # supervisors of the district's own body, its officers among them
RUNNING_OUT, EXPIRED = (14, 27, 41, 55), (12, 33, 70)  # days until, and since, the end of the oldest cards
CARD = timedelta(days=5 * 365 + 1)
TRAININGS = (
    ("工会劳动法律监督办法和一函两书制作", 8),
    ("工资支付法规与欠薪线索核查", 6),
    ("新就业形态劳动者权益保障", 6),
    ("安全生产法和班组隐患排查", 8),
    ("劳动争议调解实务", 12),
)


def choose(making: Making, tree: Tree, crowd: Crowd) -> None:
    """Form the bodies and fill the teams, then school them."""
    Choosing(making, tree, crowd).all()


@dataclass
class Choosing:
    """The district's officer signs for the unions below; what is the district's own, the system enters."""

    making: Making
    tree: Tree
    crowd: Crowd
    dice: Random = field(init=False)
    chief: Actor = field(init=False)
    badges: list[Badge] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = self.making.dice("teams")
        chief = self.crowd.officer(self.tree.district, "district_officer")
        self.chief = chief.actor(self.making.today)

    def all(self) -> None:
        """The district's body, those of towns and unions, the other three teams, and the trainings."""
        self._district()
        towns = self._towns()
        for unit, found in towns:
            self.body(unit, islice(found, IN_TOWN))
        thirds = [unit.pk for planned, unit in self.tree.unions if planned.members > LARGE][:THIRDS]
        for _, unit in self.tree.unions:
            rows = self.crowd.members[unit.pk]
            self.body(unit, [rows[line] for line in LINES[: 2 + (unit.pk in thirds)]])
        for serial, (unit, found) in enumerate(towns):
            team = ("relations_informant", "protection_inspector", "mediator")[serial % 3]
            for person in islice(found, 1 + serial % 2):
                self.badge(unit, team, person, self._day(), by=self.chief)
        for badge in self.dice.sample(self.badges, k=60):
            self._school(badge)

    def _district(self) -> None:
        """A body of five years ago: some cards end soon, some have ended; officers sit in it, too."""
        unit, today, by = self.tree.district, self.making.today, self.making.by
        formed = today - CARD + timedelta(days=120)
        teams.form(unit=unit, on=formed, by=by, at=self.at(formed))
        self.making.step("监督组织")
        ends = [today + timedelta(days=days) for days in RUNNING_OUT]
        ends += [today - timedelta(days=days) for days in EXPIRED]
        for last in ends:
            self.badge(unit, "supervisor", self.person(), last - CARD, by=by)
        officers = [one for one in self.crowd.officers if one.unit.pk == unit.pk][:3]
        fresh = [self.person() for _ in range(OWN - len(RUNNING_OUT) - len(officers))]
        for person in (*(one.account.person for one in officers), *fresh):
            if person is not None:
                self.badge(unit, "supervisor", person, self._day(), by=by)
        for team, count in (("mediator", 4), ("protection_inspector", 2)):
            for _ in range(count):
                self.badge(unit, team, self.person(), self.making.settled.date(), by=by)

    def person(self) -> Person:
        one = self.making.people.someone(ages=(30, 56))
        person: Person = people.enrol(given=identity(one), source=LABEL, verified=True, **self.making.entered)
        return person

    def _towns(self) -> list[tuple[Unit, Iterator[Person]]]:
        """The towns with most unions below them, each with members from there."""
        by_town: dict[str, list[Person]] = {}
        for planned, unit in self.tree.unions:
            if planned.town:
                rows = self.crowd.members[unit.pk]
                picked = [rows[line] for line in NEIGHBOURS if line < len(rows)]
                by_town.setdefault(planned.town, []).extend(picked)
        first = sorted(by_town, key=lambda town: -len(by_town[town]))[:TOWNS]
        return [(self.tree.towns[town], iter(by_town[town])) for town in first]

    def body(self, unit: Unit, chosen: Iterable[Person]) -> None:
        day = self._day()
        teams.form(unit=unit, on=day, by=self.chief, at=self.at(day))
        self.making.step("监督组织")
        for person in chosen:
            self.badge(unit, "supervisor", person, day, by=self.chief)

    def badge(self, unit: Unit, team: str, person: Person, day: date, *, by: Actor) -> None:
        badge = teams.appoint(unit=unit, team=team, person=person, on=day, by=by, at=self.at(day))
        self.badges.append(badge)
        if unit.pk == self.tree.district.pk or unit.kind == "street":
            self.account(unit, badge)
        self.making.step("四支队伍")

    def account(self, unit: Unit, badge: Badge) -> None:
        """Who acts in the demo from such a post can sign in."""
        known = next((o.account for o in self.crowd.officers if o.account.person_id == badge.person_id), None)
        account = known or people.open_account(
            username=f"team-{len(self.badges):03d}", person=badge.person, **self.making.entered
        )
        self.crowd.officers.append(Officer(account, unit, badge.team, badge.tenure.post.title))

    def _school(self, badge: Badge) -> None:
        """One training since the card was issued; now and then not passed."""
        topic, hours = self.dice.choice(TRAININGS)
        first = max(badge.issued_on, self.making.settled.date())
        day = first + timedelta(days=int((self.making.today - first).days * self.dice.uniform(0.2, 0.95)))
        passed = self.dice.random() < 0.95
        unit, by = badge.unit, self.making.by if badge.unit.kind == "district" else self.chief
        at = self.at(day)
        teams.school(unit=unit, badge=badge, topic=topic, on=day, hours=hours, passed=passed, by=by, at=at)

    def _day(self) -> date:
        """A weekday of the past year, more often in its first half."""
        first = self.making.settled.date() + timedelta(days=6)
        span = (self.making.today - first).days - 40
        day = first + timedelta(days=int(span * self.dice.random() ** 1.4))
        return day - timedelta(days=max(0, day.weekday() - 4))

    def at(self, day: date) -> datetime:
        return max(self.making.moment(day, 10, 20), self.making.settled)
