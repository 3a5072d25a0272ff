"""The demo's year of health (article 004): riders screened, mentors, counselling, the hundred best."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.ground.org import actions as org
from yugong.ground.org.models import Agency, Unit
from yugong.ground.people.models import Person
from yugong.ground.people.queries import identity_of
from yugong.kernel import actor
from yugong.scenes.service.actions import counselling, examining, mentors, screening
from yugong.scenes.service.models import ScreeningSlot
from yugong.worlds.making import Making
from yugong.worlds.nanchuan import crowd as crowds
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.logins import HEALER, HOSPITAL, RIDERS
from yugong.worlds.nanchuan.service import gathering
from yugong.worlds.nanchuan.service.gathering import Gathered
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.timeline import Story, Timeline, workdays_before

HOSPITAL_NAME = "重庆市南川区人民医院"
SCREENED = (
    ("checkup", "骑手司机免费体检", 112, 130),
    ("cancers", "新业态女职工两癌筛查", 23, 66),
)  # 135 of 2,700
MENTORS = (("周明远", "颈肩腰腿、久坐"), ("李素琴", "三高和饮食"))
BEST = (
    ("canteen", "金佛山铝业职工食堂", "金佛山铝业工会", 190),
    ("canteen", "龙岩医院职工食堂", "龙岩医院工会", 188),
    ("gym", "鸿程物流健身驿站", "鸿程物流工会", 184), ("gym", "大铺子电子健身驿站", "大铺子电子工会", 182),
    ("gym", "城南公交健身驿站", "城南公交工会", 179), ("gym", "凤嘴江水务健身驿站", "凤嘴江水务工会", 4),
)  # fmt: skip


def seat(making: Making, tree: Tree, crowd: Crowd) -> None:
    """The hospital and the counsellor take their posts."""
    agency = org.register_agency(name=HOSPITAL_NAME, kind="hospital", unit=tree.district, **making.entered)
    crowds.seat(making, crowd, tree.district, HOSPITAL.role, HOSPITAL.title, agency)
    crowds.seat(making, crowd, tree.district, HEALER.role, HEALER.title)


def cast(making: Making, tree: Tree, crowd: Crowd, timeline: Timeline) -> None:
    """Let the year of health wait for its days."""
    Casting(making, tree, crowd, timeline).all()


@dataclass
class Casting:
    """Who takes part, and when."""

    making: Making
    tree: Tree
    crowd: Crowd
    timeline: Timeline

    def all(self) -> None:
        """Every story waits for its day."""
        agency = Agency.objects.get(name=HOSPITAL_NAME)
        everybody = [person for _, unit in self.tree.unions for person in self.crowd.members[unit.pk][8:24]]
        for n, (topic, place, heads, ago) in enumerate(gathering.TALKS):
            people = everybody[n * 40 : n * 40 + heads]
            self.timeline.add(gathering.talk(self._going(Gathered, ago, people), topic, place))
        self.timeline.add(gathering.camp(self._going(Gathered, 113, everybody[300:396])))
        self.timeline.add(gathering.childcare(self._going(Gathered, 108, everybody[400:423])))
        for sort, title, heads, ago in SCREENED:
            self.timeline.add(self._screened(agency, sort, title, heads, ago))
        self.timeline.add(self._offered(agency))
        self.timeline.add(self._talking())
        for sort, name, union, ago in BEST:
            self.timeline.add(self._best(sort, name, union, ago))

    def _when(self, ago: int) -> datetime:
        return self.making.moment(workdays_before(self.making.today, ago), 9, 20)

    def _going(self, made: type[Gathered], ago: int, people: list[Person]) -> Gathered:
        dice = Random(f"health {ago}")  # noqa: S311
        here: dict[str, Any] = {"making": self.making, "dice": dice, "now": self._when(ago)}
        return made(tree=self.tree, crowd=self.crowd, people=people, **here)

    def _officers(self, at: datetime) -> list[Any]:
        return [one.actor(at.date()) for one in self.crowd.those(self.tree.district, gathering.ROLE)]

    def _hours(self, agency: Agency, first: date, days: int, seats: int) -> list[screening.Hour]:
        starts = [self.making.moment(first + timedelta(days=n), hour) for n in range(days) for hour in (8, 9)]
        return [screening.Hour(agency, start, start + timedelta(hours=1), seats) for start in starts]

    def _planned(
        self, agency: Agency, sort: str, title: str, hours: list[screening.Hour], at: datetime
    ) -> Any:
        """Planned by one, published by another, offered to all it is for."""
        writer, head = self._officers(at)[:2]
        given = {
            "sort": sort, "title": title, "contact": gathering.CONTACT,
            "about": "空腹来，带身份证。不花钱，结果由医院直接告诉本人。",
        }  # fmt: skip
        row = screening.plan(unit=self.tree.district, given=given, hours=hours, by=writer, at=at)
        row = screening.publish(screening=row, by=head, at=at)
        screening.invite(screening=row, by=writer, at=at)
        return row

    def _screened(self, agency: Agency, sort: str, title: str, heads: int, ago: int) -> Story:
        """Booked on the phone, ticked by the hospital, closed."""
        now = self._when(ago)
        yield now
        first = now.date() + timedelta(days=10)
        row = self._planned(agency, sort, title, self._hours(agency, first, 5, 15), now)
        now += timedelta(days=2)
        yield now
        booked, slots = [], list(ScreeningSlot.objects.filter(screening=row).order_by("starts_at"))
        asked = Person.objects.filter(examinees__screening=row).order_by("examinees__id")
        for n, person in enumerate(islice(asked, heads)):
            slot = slots[n % len(slots)]
            booked.append(examining.book(person=person, slot=slot, by=actor.person(person.pk), at=now).code)
        now = self.making.moment(first + timedelta(days=5), 17)
        yield now
        nurse = self.crowd.officer(self.tree.district, HOSPITAL.role).actor(now.date())
        examining.came_many(codes=booked, by=nurse, at=now)
        screening.close(screening=row, by=self._officers(now)[0], at=now)

    def _offered(self, agency: Agency) -> Story:
        """One that may be booked today."""
        now = self._when(2)
        yield now
        first = self.making.today + timedelta(days=3)
        self._planned(agency, "checkup", "冬季骑手司机免费体检", self._hours(agency, first, 4, 20), now)

    def _talking(self) -> Story:
        """Two mentors with hours ahead; a counsellor who has talked with a few."""
        now = self._when(40)
        yield now
        writer, today = self._officers(now)[0], self.making.today
        for n, (name, field) in enumerate(MENTORS):
            given = {
                "name": name,
                "office": HOSPITAL_NAME,
                "field": field,
                "about": "每周三下午在工人文化宫坐诊。",
            }
            row = mentors.name_mentor(unit=self.tree.district, given=given, by=writer, at=now)
            for day in (4 + n, 11 + n):
                start = self.making.moment(today + timedelta(days=day), 14)
                mentors.offer(mentor=row, place="南川区工人文化宫 2 楼", starts_at=start, by=writer, at=now,
                              ends_at=start + timedelta(hours=1), seats=4)  # fmt: skip
        post = self.crowd.officer(self.tree.district, HEALER.role)
        healer, me = post.account.person, post.actor(now.date())
        assert healer is not None, "health: the counsellor is registered"
        counselling.name_counsellor(unit=self.tree.district, person=healer, called="陈老师",
                                    about="二级心理咨询师，擅长压力和睡眠", by=writer, at=now)  # fmt: skip
        riders = next(unit for _, unit in self.tree.unions if unit.name == RIDERS)
        for n, person in enumerate(self.crowd.members[riders.pk][20:26]):
            hour = self._hour(healer, me, now, n + 1)
            caller = {"called": f"来访者{n + 1}", "phone": identity_of(person).phone}
            talk = counselling.book(person=person, hour=hour, way="phone", caller=caller,
                                    by=actor.person(person.pk), at=now)  # fmt: skip
            now = hour.ends_at
            yield now
            counselling.held(counsel=talk, notes="", by=me, at=now)
        for n in range(2, 6):
            start = self.making.moment(today + timedelta(days=n), 15)
            counselling.offer(person=healer, place="区工人文化宫 305 室", starts_at=start,
                              ends_at=start + timedelta(minutes=50), by=me, at=now)  # fmt: skip

    def _hour(self, healer: Person, me: Any, now: datetime, days: int) -> Any:
        start = self.making.moment(now.date() + timedelta(days=days), 15)
        return counselling.offer(person=healer, place="区工人文化宫 305 室", starts_at=start,
                                 ends_at=start + timedelta(minutes=50), by=me, at=now)  # fmt: skip

    def _best(self, sort: str, name: str, union: str, ago: int) -> Story:
        """Put in by its chair, scored on the spot, posted; named when the posting is over."""
        now = self._when(ago)
        yield now
        unit: Unit = next(unit for planned, unit in self.tree.unions if planned.short == union)
        chair = self.crowd.officer(unit, "grassroots_chair").account.person
        assert chair is not None, "health: the chair is registered"
        answers = {
            "unit": unit.pk, "sort": sort, "name": name, "address": "单位院内 1 楼", "served": 120,
            "about": "价格实惠，倒班的也吃得上、练得上。",
        }  # fmt: skip
        matter = matters.open(
            kind="service.hundred_best", asker=chair, answers=answers, by=actor.person(chair.pk), at=now
        )
        now += timedelta(days=2)
        yield now
        scores = {"safety": 19, "health": 17, "price": 18, "open_to": 17, "said": 18}
        matters.move(matter=matter, name="post", answers=scores, by=self._officers(now)[3], at=now)
