"""Two votes of the demo: the finest stations of this year, settled, and the favourite one, still running."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from yugong.engines.selection.actions import drafting, jury, posting, reviewing, sealing, voting
from yugong.engines.selection.actions.drafting import Nominee
from yugong.engines.selection.queries.lists import Round, entries
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.kernel import actor
from yugong.kernel.actor import CLOCK, VISITOR, Actor
from yugong.scenes.service.contests import FAVOURITE, FINEST_STATION
from yugong.worlds.making import Making
from yugong.worlds.nanchuan import logins
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.tree import Tree

STATIONS = (
    ("花山公园工会驿站", "公园东门，全天开放，有热饭和充电", "东城", 9),
    ("东城快递小哥之家", "离快递园 200 米，能换电、能洗手", "东城", 8),
    ("南城货车司机驿站", "货车好停，有淋浴和休息床", "南城", 6),
    ("西城环卫驿站", "清早四点开门，有热水和雨衣", "西城", 5),
    ("水江集镇暖心驿站", "赶场天人多，备了座椅和绿豆汤", "水江", 4),
    ("南平客运站驿站", "候车也能进，有母婴室", "南平", 3),
)
JURORS, VOTERS, SOFAR = 4, 320, 130


def hold(making: Making, tree: Tree, crowd: Crowd) -> None:
    """Hold both, each through the officers who would."""
    Holding(making, tree, crowd).all()


@dataclass
class Holding:
    """The district's federation holds them; its officers draft and review, members vote."""

    making: Making
    tree: Tree
    crowd: Crowd
    dice: Random = field(init=False)
    officers: list[Actor] = field(init=False)
    units: dict[UUID, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dice = self.making.dice("votes")
        there = self.crowd.those(self.tree.district, "district_officer")
        self.officers = [one.actor(self.making.today) for one in there[:3]]

    def all(self) -> None:
        """The settled one, then the running one."""
        self._settled()
        self._running()
        self.making.step("评选投票", 2)

    def _settled(self) -> None:
        opens = self._at(52, 9)
        panel = self._members(JURORS + 1)
        row = self._public(
            FINEST_STATION.key, "2026 年最美渝工港湾", opens, days=10, winners=2, jurors=panel[1:]
        )
        voters = self._members(VOTERS)
        for part, day in enumerate((50, 48, 45)):
            self._vote(row, voters[part::3], most=3, at=self._at(day, 12))
            sealing.seal(poll=row, by=CLOCK, at=self._at(day, 13))
        told = posting.report(
            poll=row,
            what="bought",
            words="有人在群里发红包，让大家投同一个驿站。",
            by=VISITOR,
            at=self._at(47, 20),
        )
        for n, person in enumerate(panel[1:]):
            for one in entries(row):
                by = actor.person(person.pk)
                points = 96 - 4 * one.number + n + self.dice.randrange(5)
                jury.score(person=person, entry=one, points=points, by=by, at=self._at(44, 10))
        row = sealing.close(poll=row, by=CLOCK, at=row.closes_at)
        posting.answer(
            poll=row, report=told, upheld=False, by=self.officers[0], at=self._at(41, 15),
            text="查了群里的记录，红包是班组聚餐分摊，和投票没有关系。",
        )  # fmt: skip
        row = posting.post(poll=row, by=self.officers[0], at=self._at(41, 16))
        assert row.posted_until
        over = self.making.moment(row.posted_until + timedelta(days=1), 9)
        posting.settle(poll=row, by=self.officers[0], at=over)

    def _running(self) -> None:
        row = self._public(FAVOURITE.key, "职工最喜爱的驿站", self._at(3, 9), days=7, winners=1)
        voters = self._members(SOFAR)
        for part, hour in enumerate((13, 18)):
            self._vote(row, voters[part::2], most=2, at=self._at(2, hour))
            sealing.seal(poll=row, by=CLOCK, at=self._at(2, hour + 1))

    def _public(
        self,
        contest: str,
        title: str,
        opens: datetime,
        *,
        days: int,
        winners: int,
        jurors: Sequence[Person] = (),
    ) -> Round:
        """Drafted by one officer and reviewed by two others."""
        at = opens - timedelta(days=2)
        given = {
            "title": title, "about": "从工友常去的驿站里选，看开门准不准、干不干净、用得顺不顺手。",
            "contact": "023-71412351", "opens_at": opens, "closes_at": opens + timedelta(days=days, hours=9),
            "winners": winners,
        }  # fmt: skip
        named = [Nominee(name, about, self._town(town)) for name, about, town, _ in STATIONS]
        writer, *reviewers = self.officers
        row = drafting.draft(
            unit=self.tree.district, contest=contest, given=given, nominees=named, by=writer, at=at
        )
        if jurors:
            jury.invite(poll=row, people=jurors, by=writer, at=at)
        row = reviewing.submit(poll=row, by=writer, at=at)
        for one in reviewers:
            row = reviewing.review(poll=row, passed=True, reason="", by=one, at=at)
        return row

    def _vote(self, row: Round, voters: Sequence[Person], *, most: int, at: datetime) -> None:
        """So many members at once; the demo's own member keeps his vote."""
        weights = [weight for *_, weight in STATIONS]
        votes = []
        for person in voters:
            drawn = self.dice.choices(range(1, len(STATIONS) + 1), weights, k=self.dice.randint(1, most))
            votes.append((person, self.units[person.pk], sorted(set(drawn))))
        voting.cast_many(poll=row, votes=votes, at=at)

    def _members(self, count: int) -> list[Person]:
        """Members of the district's unions, whose membership is not only kept."""
        kept = {person.pk for _, person in self.crowd.kept}
        own = self.tree.named(logins.RIDERS).pk
        found = [
            (person, unit)
            for unit, people in self.crowd.members.items()
            for person in people
            if person.pk not in kept and unit != own
        ]
        chosen = self.dice.sample(found, count)
        self.units = {person.pk: unit for person, unit in chosen}
        return [person for person, _ in chosen]

    def _town(self, word: str) -> Unit:
        return next(unit for unit in self.tree.towns.values() if word in unit.name)

    def _at(self, days: int, hour: int) -> datetime:
        return self.making.moment(self.making.today - timedelta(days=days), hour)
