"""Check-ups of the year: offered to whom they are for, booked by each, ticked by the hospital."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from yugong.ground.org import actions as org
from yugong.ground.people.models import Person
from yugong.kernel import actor
from yugong.scenes.service.actions import examining, screening
from yugong.scenes.service.models import ScreeningSlot
from yugong.worlds.making import Making
from yugong.worlds.nanchuan import crowd as crowds
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.logins import HOSPITAL
from yugong.worlds.nanchuan.service.gathering import CONTACT, ROLE
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.nanchuan_2025.figures import Figures
from yugong.worlds.timeline import Story, Timeline, workdays_after

NAME = "重庆市南川区人民医院"
PLANNED, FIRST = (10, 21), (11, 3)  # month and day: published, and the first hours of the hospital
DAYS, HOURS = 10, (8, 9, 10, 14, 15)
SORTS = (("cancers", "新业态女职工两癌筛查"), ("checkup", "骑手司机免费体检"))


@dataclass
class Screenings:
    """Both sorts; those of the first count towards the year's number, the second brings the rest."""

    making: Making
    tree: Tree
    crowd: Crowd
    left: int = 0

    def all(self, figures: Figures, timeline: Timeline) -> None:
        """The hospital takes its post, and both wait for their day."""
        district, entered = self.tree.district, self.making.entered
        self.hospital = org.register_agency(name=NAME, kind="hospital", unit=district, **entered)
        crowds.seat(self.making, self.crowd, district, HOSPITAL.role, HOSPITAL.title, self.hospital)
        self.left = figures.screened
        timeline.add(self._both(figures))

    def _officers(self, on: date) -> list[Any]:
        return [one.actor(on) for one in self.crowd.those(self.tree.district, ROLE)]

    def _both(self, figures: Figures) -> Story:
        year = self.making.today.year
        now = self.making.moment(workdays_after(date(year, *PLANNED) - timedelta(days=1), 1), 9, 20)
        yield now
        first = date(year, *FIRST)
        made = []
        for sort, title in SORTS:
            most = figures.cancers if sort == "cancers" else self.left
            row, codes = self._booked(sort, title, most, first, now)
            self.left -= len(codes)
            made.append((row, codes))
        now = self.making.moment(first + timedelta(days=DAYS), 17)
        yield now
        nurse = self.crowd.officer(self.tree.district, HOSPITAL.role).actor(now.date())
        for row, codes in made:
            examining.came_many(codes=codes, by=nurse, at=now)
            screening.close(screening=row, by=self._officers(now.date())[0], at=now)

    def _booked(self, sort: str, title: str, most: int, first: date, now: Any) -> tuple[Any, Sequence[str]]:
        """Planned by one, published by another, offered to all it is for, booked by so many."""
        writer, head = self._officers(now.date())[:2]
        starts = [self.making.moment(first + timedelta(days=n), hour) for n in range(DAYS) for hour in HOURS]
        seats = -(-most // len(starts))
        hours = [screening.Hour(self.hospital, start, start + timedelta(hours=1), seats) for start in starts]
        given = {
            "sort": sort, "title": title, "contact": CONTACT,
            "about": "空腹来，带身份证。不花钱，结果由医院直接告诉本人。",
        }  # fmt: skip
        row = screening.plan(unit=self.tree.district, given=given, hours=hours, by=writer, at=now)
        row = screening.publish(screening=row, by=head, at=now)
        screening.invite(screening=row, by=writer, at=now)
        slots = list(ScreeningSlot.objects.filter(screening=row).order_by("starts_at"))
        asked = Person.objects.filter(examinees__screening=row).order_by("examinees__id")
        codes = []
        for n, person in enumerate(islice(asked.iterator(), most)):
            me, slot = actor.person(person.pk), slots[n % len(slots)]
            codes.append(examining.book(person=person, slot=slot, by=me, at=now).code)
            self.making.step("体检")
        return row, codes
