"""Gatherings of the demo's year: five talks, a camp by lot, a class for children."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from yugong.engines.campaigns.actions import attending, drafting, drawing, enrolling, listing, reviewing
from yugong.ground.people.models import Person
from yugong.kernel import actor
from yugong.kernel.actor import Actor
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.going import Going
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.timeline import Story

ROLE, CONTACT = "district_officer", "023-71421235"
TALKS = (  # topic, place, how many are on the list, working days ago
    ("颈肩腰腿怎么养", "南川区工人文化宫", 128, 226),
    ("高温天怎么防中暑", "水江镇文化站", 122, 101),
    ("吃得咸不咸，血压知道", "东城街道会议室", 131, 74),
    ("睡个好觉", "西城街道会议室", 124, 46),
    ("心肺复苏和海姆立克", "南川区工人文化宫", 133, 17),
)
CAME = 0.96


@dataclass
class Gathered(Going):
    """A gathering on its way, with those on its list."""

    tree: Tree
    crowd: Crowd
    people: list[Person]

    def officers(self) -> list[Actor]:
        """The writer and the three who review."""
        return [one.actor(self.now.date()) for one in self.crowd.those(self.tree.district, ROLE)[:4]]

    def announce(self, gathering: str, sittings: list[tuple[datetime, datetime]], **given: Any) -> Any:
        """Written, reviewed by three, public."""
        writer, *reviewers = self.officers()
        said = {
            "contact": CONTACT, "audience": "members", "per_unit": None, "accept_hours": 24,
            "public_source": "", "opens_at": self.now,
        }  # fmt: skip
        row = drafting.draft(
            unit=self.tree.district,
            gathering=gathering,
            given=said | given,
            sittings=sittings,
            by=writer,
            at=self.now,
        )
        row = reviewing.submit(campaign=row, by=writer, at=self.now)
        for one in reviewers:
            row = reviewing.review(campaign=row, passed=True, reason="", by=one, at=self.now)
        return row

    def days(self, after: int, number: int, hours: int = 2) -> list[tuple[datetime, datetime]]:
        """So many days in a row, some days on."""
        first = self.making.moment(self.now.date() + timedelta(days=after), 9)
        starts = [first + timedelta(days=n) for n in range(number)]
        return [(start, start + timedelta(hours=hours)) for start in starts]


def talk(one: Gathered, topic: str, place: str) -> Story:
    """A mentor comes to the grassroots: unions write lists, most of those on them come."""
    yield one.now
    (start, end), writer = one.days(10, 1)[0], one.officers()[0]
    row = one.announce(
        "service.talk", [(start, end)], title=f"健康导师进基层：{topic}", place=place,
        taking="queue", places=150,
        about="区总工会请医院的健康导师来讲，讲完可以当场问。", closes_at=start - timedelta(hours=12),
    )  # fmt: skip
    yield one.office(2)
    listed = listing.enrol_many(campaign=row, people=one.people, by=writer, at=one.now)
    one.now = start
    yield start
    codes = [entry.code for entry in listed[: round(len(listed) * CAME)]]
    attending.tick_many(campaign=row, sitting=row.sittings.get(), codes=codes, by=writer, at=start)


def camp(one: Gathered) -> Story:
    """More families than places: forty children go by lot."""
    yield one.now
    sittings, writer = one.days(21, 1, hours=10), one.officers()[0]
    row = one.announce(
        "service.camp", sittings, title="职工子女北京、酉阳夏令营", place="北京、酉阳",
        taking="lot", places=40,
        about="小学四年级到初中二年级的职工子女，工会出路费和食宿。",
        closes_at=sittings[0][0] - timedelta(days=7),
        public_source="福彩双色球 2026 年 7 月报名截止后第一期开奖号码",
    )  # fmt: skip
    yield one.office(3)
    listing.enrol_many(campaign=row, people=one.people, by=writer, at=one.now)
    one.now = sittings[0][0] - timedelta(days=6)
    yield one.now
    drawing.draw(campaign=row, public="03 08 14 19 27 32 + 11", by=writer, at=one.now)
    one.now = sittings[0][0]
    yield one.now
    codes = list(row.enrolments.filter(standing="in").values_list("code", flat=True))
    attending.tick_many(campaign=row, sitting=row.sittings.get(), codes=codes, by=writer, at=one.now)


def childcare(one: Gathered) -> Story:
    """Four weeks in the summer: parents enrol, children come, and the gauge is reached."""
    yield one.now
    sittings, writer = one.days(14, 21, hours=8), one.officers()[0]
    row = one.announce(
        "service.childcare", sittings, title="暑期爱心托管班", place="南川区工人文化宫",
        taking="queue", places=24,
        about="早八点半到晚五点半，管午饭；作业辅导、体育、手工，不上学科课。",
        closes_at=sittings[0][0] - timedelta(days=2),
    )  # fmt: skip
    yield one.office(1)
    for n, parent in enumerate(one.people):
        given = {"grade": str(1 + n % 6), "fetched": ("外婆", "爷爷", "妈妈")[n % 3], "agree": "on"}
        enrolling.enrol(person=parent, campaign=row, answers=given, by=actor.person(parent.pk), at=one.now)
    codes = list(row.enrolments.order_by("turn").values_list("code", flat=True))
    for sitting in row.sittings.order_by("starts_at"):
        one.now = sitting.starts_at
        yield one.now
        there = one.dice.sample(codes, round(len(codes) * 0.88))
        attending.tick_many(campaign=row, sitting=sitting, codes=there, by=writer, at=one.now)
