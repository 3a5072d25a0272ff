"""What was named in the year: canteens and gyms of the hundred best, two of the finest stations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.engines.selection.actions import drafting, jury, posting, reviewing, sealing, voting
from yugong.engines.selection.actions.drafting import Nominee
from yugong.engines.selection.queries.lists import entries
from yugong.ground.people.models import Person
from yugong.kernel import actor
from yugong.kernel.actor import CLOCK, Actor
from yugong.scenes.service.contests import FINEST_STATION
from yugong.worlds.making import Making
from yugong.worlds.nanchuan import crowd as crowds
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.service.gathering import CONTACT, ROLE
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.nanchuan_2025.figures import Figures
from yugong.worlds.timeline import Story, Timeline, workdays_after

BEST = (  # sort, place, union, month and day
    ("canteen", "金佛山铝业职工食堂", "金佛山铝业工会", (3, 17)),
    ("canteen", "龙岩医院职工食堂", "龙岩医院工会", (3, 19)),
    ("gym", "鸿程物流健身驿站", "鸿程物流工会", (4, 14)),
    ("gym", "大铺子电子健身驿站", "大铺子电子工会", (4, 16)),
    ("gym", "城南公交健身驿站", "城南公交工会", (4, 21)),
)
SCORES = {"safety": 19, "health": 17, "price": 18, "open_to": 17, "said": 18}
STATIONS = (  # a town of the district or another district, name, points of the jury
    ("德隆镇", "178环线银杏村驿站", 95), ("头渡镇", "178环线金佛山西坡驿站", 93),
    ("渝中区", "解放碑户外劳动者驿站", 90), ("万州区", "北滨路驿站", 78),
    ("涪陵区", "白鹤梁驿站", 76), ("黔江区", "城东快递小哥之家", 74),
)  # fmt: skip
WINNERS, VOTERS, JURORS = 3, 120, 4
OPENS = (11, 10)


@dataclass
class Naming:
    """Each by the hands that may: unions ask, the level above scores, the clock names; members vote."""

    making: Making
    tree: Tree
    crowd: Crowd

    def all(self, figures: Figures, timeline: Timeline) -> None:
        """As many of each sort as the year counts; the city's vote once."""
        for sort, number in (("canteen", figures.canteens), ("gym", figures.gyms)):
            for row in [one for one in BEST if one[0] == sort][:number]:
                timeline.add(self._best(*row))
        crowds.seat(self.making, self.crowd, self.tree.city, "city_officer", "服务保障部干部")
        timeline.add(self._finest())

    def _on(self, when: tuple[int, int], hour: int = 10, days: int = 0) -> Any:
        first = date(self.making.today.year, *when) - timedelta(days=1)
        return self.making.moment(workdays_after(first, 1 + days), hour)

    def _best(self, sort: str, name: str, union: str, when: tuple[int, int]) -> Story:
        """Put in by its chair, scored on the spot, posted, named, and the chair reads it."""
        now = self._on(when)
        yield now
        unit = next(unit for planned, unit in self.tree.unions if planned.short == union)
        chair = self.crowd.officer(unit, "grassroots_chair").account.person
        assert chair is not None, "naming: the chair is registered"
        me = actor.person(chair.pk)
        answers = {
            "unit": unit.pk, "sort": sort, "name": name, "address": "单位院内 1 楼", "served": 120,
            "about": "价格实惠，倒班的也吃得上、练得上。",
        }  # fmt: skip
        matter = matters.open(kind="service.hundred_best", asker=chair, answers=answers, by=me, at=now)
        now = self._on(when, days=2)
        yield now
        officer = self.crowd.those(self.tree.district, ROLE)[0].actor(now.date())
        matters.move(matter=matter, name="post", answers=SCORES, by=officer, at=now)
        now = self._on(when, days=12)
        yield now
        matter = matters.Matter.objects.get(pk=matter.pk)
        matters.move(matter=matter, name="accept", by=me, at=now)
        self.making.step("命名")

    def _finest(self) -> Story:
        """The city's vote: reviewed by two, voted on by members, scored by a jury, posted, settled."""
        opens = self._on(OPENS, 9)
        now = opens - timedelta(days=2)
        yield now
        officers = [one.actor(now.date()) for one in self.crowd.those(self.tree.city, "city_officer")]
        panel = [self.crowd.members[unit.pk][7] for _, unit in self.tree.unions[:JURORS]]
        row = self._public(officers, panel, opens, now)
        now = opens + timedelta(days=3)
        yield now
        voting.cast_many(poll=row, votes=self._votes(), at=now)
        sealing.seal(poll=row, by=CLOCK, at=now + timedelta(hours=1))
        self._scored(row, panel, now + timedelta(days=1))
        now = row.closes_at
        yield now
        row = sealing.close(poll=row, by=CLOCK, at=now)
        row = posting.post(poll=row, by=officers[0], at=now + timedelta(hours=2))
        assert row.posted_until
        now = self.making.moment(row.posted_until + timedelta(days=1), 9)
        yield now
        posting.settle(poll=row, by=officers[0], at=now)
        self.making.step("评选")

    def _public(self, officers: Sequence[Actor], panel: Sequence[Person], opens: Any, at: Any) -> Any:
        given = {
            "title": f"{opens.year} 年最美渝工港湾",
            "about": "从工友常去的驿站里选，看开门准不准、干不干净、用得顺不顺手。",
            "contact": CONTACT, "opens_at": opens, "closes_at": opens + timedelta(days=10, hours=9),
            "winners": WINNERS,
        }  # fmt: skip
        named = [Nominee(name, "推荐的工会驿站", self._place(place)) for place, name, _ in STATIONS]
        writer, *others = officers
        row = drafting.draft(
            unit=self.tree.city, contest=FINEST_STATION.key, given=given, nominees=named, by=writer, at=at
        )
        jury.invite(poll=row, people=panel, by=writer, at=at)
        row = reviewing.submit(poll=row, by=writer, at=at)
        for one in others[:2]:
            row = reviewing.review(poll=row, passed=True, reason="", by=one, at=at)
        return row

    def _place(self, name: str) -> Any:
        """A town of the district, or another district."""
        if name in self.tree.towns:
            return self.tree.towns[name]
        return next(unit for known, unit in self.tree.districts.items() if name in known)

    def _votes(self) -> list[tuple[Person, int, Sequence[int]]]:
        dice = self.making.dice("finest")
        people = [(one, unit.pk) for _, unit in self.tree.unions for one in self.crowd.members[unit.pk][1:7]]
        chosen = dice.sample(people, k=min(VOTERS, len(people)))
        return [
            (one, unit, sorted({1 + n % 2, dice.randint(1, len(STATIONS))}))
            for n, (one, unit) in enumerate(chosen)
        ]

    def _scored(self, row: Any, panel: Sequence[Person], at: Any) -> None:
        points = {name: given for _, name, given in STATIONS}
        for n, person in enumerate(panel):
            for one in entries(row):
                me = actor.person(person.pk)
                jury.score(person=person, entry=one, points=points[one.title] + n % 3, by=me, at=at)
