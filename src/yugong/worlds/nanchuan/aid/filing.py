"""A household's file on its way: declared, agreed to, visited, discussed, posted, reviewed, decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.engines.matters import queries as engine
from yugong.ground.people.queries import identity_of
from yugong.kernel.actor import VISITOR, Actor
from yugong.scenes.aid.actions import consents, household, members, reviews, visits
from yugong.scenes.aid.queries import households
from yugong.worlds.nanchuan.aid.families import Family
from yugong.worlds.nanchuan.rights.disputing import Matter
from yugong.worlds.people import Someone

ROLES = {"street": "street_officer", "district": "district_officer", "city": "city_officer"}
NEIGHBOUR = "社区网格员"


@dataclass(kw_only=True)
class File(Matter):
    """A household with its spouse and child."""

    family: Family
    spouse: Someone
    child: Someone
    row: Any = None

    @property
    def house(self) -> Any:
        """The household as it stands."""
        return households.of_matter(self.matter.number) if self.matter else self.row

    @property
    def handler(self) -> Actor:
        """Who sees to it where it lies: the street's officer, or the union's own chair."""
        unit = self.unit
        return self.crowd.officer(unit, ROLES.get(unit.kind, "grassroots_chair")).actor(self.making.today)

    @property
    def other(self) -> Actor:
        """Somebody where it lies who has had no part in it."""
        unit = self.unit
        had = engine.hands(matters.Matter.objects.get(pk=self.matter.pk))
        those = self.crowd.those(unit, ROLES.get(unit.kind, "grassroots_chair"))
        free = next(one for one in those if one.account.person_id not in had)
        return free.actor(self.making.today)

    def begin(self) -> None:
        """Everything is filled in on the phone; nobody has agreed yet."""
        who: dict[str, Any] = {"by": self.me, "at": self.now}
        self.row = household.begin(person=self.asker, **who)
        for topic, given in self.family.topics().items():
            household.fill(household=self.row, topic=topic, given=given, **who)
        self.row.refresh_from_db()
        mine = self.row.members.get(relation="self")
        own = {"number": identity_of(self.asker).number, "health": "well", "study": "none"}
        members.change(household=self.row, member=mine, given=own, **who)
        self._add(self.spouse, "spouse", health="ill" if self.family.illness else "well")
        self._add(self.child, "child", study=self.family.study, school=self.family.school)
        self.making.step("困难职工档案")

    def _add(self, one: Someone, relation: str, **more: str) -> None:
        given = {
            "name": one.name,
            "number": one.number,
            "relation": relation,
            "health": "well",
            "study": "none",
        }
        if relation == "spouse":
            more |= {"phone": one.phone, "illness": self.family.illness}
        members.add(household=self.row, given=given | more, by=self.me, at=self.now)

    def send(self) -> None:
        """All adults agree, each on his own phone, and it goes off."""
        consents.agree(household=self.row, by=self.me, at=self.now)
        for one in self.row.members.filter(relation="spouse"):
            _, secret, code = consents.ask(household=self.row, member=one, by=self.me, at=self.now)
            one.refresh_from_db()
            consents.answer(member=one, secret=secret, code=code, by=VISITOR, at=self.now)
        self.row.refresh_from_db()
        self.matter = household.submit(household=self.row, by=self.me, at=self.now)

    def visit(self) -> None:
        """Two were there: the officer and somebody of the neighbourhood; the matter goes on by itself."""
        visits.record(
            household=self.house, on=self.now.date(), colleagues=(), companion=NEIGHBOUR, agrees="yes",
            findings="情况和申报一致，药费单、学费单看过原件。", key=f"visit-{self.matter.number}",
            by=self.handler, at=self.now,
        )  # fmt: skip

    def verify(self) -> None:
        """What the union found, and the rule's word on it."""
        reviews.verify(household=self.house, given=self.family.topics(), by=self.handler, at=self.now)

    def until(self, stage: str) -> Iterator[datetime]:
        """Wait for the clock to bring it to that stage."""
        while matters.Matter.objects.get(pk=self.matter.pk).stage != stage:
            day = self.now.date() + timedelta(days=1)
            self.now = self.making.moment(day, 10, self.dice.randrange(60))
            yield self.now
