"""A year of the hotline: who calls about whom and from where; every plot as often as planned."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import cycle
from random import Random
from typing import Any

from yugong.ground.org.models import Employer, Unit
from yugong.ground.people.models import Account, Person
from yugong.kernel.actor import Actor
from yugong.kernel.money import yuan
from yugong.worlds.making import Making
from yugong.worlds.nanchuan import logins
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.rights import answering, gatherings, hearings, year
from yugong.worlds.nanchuan.rights import appeal_texts as texts
from yugong.worlds.nanchuan.rights.appeal_texts import Told
from yugong.worlds.nanchuan.rights.appealing import Appeal
from yugong.worlds.nanchuan.rights.year import Plot
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.timeline import Timeline, workdays_before

# Up to there a member calls, then somebody without a union; the rest give no name.
MEMBERS, STRANGERS = 0.6, 0.8
FIRST = 25  # roster lines from here on belong to nobody else's story
STREETS = ("东城街道", "西城街道", "南城街道", "水江镇", "南平镇")
SITES = ("重庆隆化建筑工程有限公司",)
WORKSHOP = "重庆凤江鞋业有限公司"
DAYS_TOGETHER = 71  # working days ago
OF_MEMBER = (answering.noted, answering.answered, hearings.called)  # the demo's own member is in these


@dataclass(frozen=True)
class Place:
    """Where the trouble is: an employer by row or only by name, its town, and who of it may call."""

    name: str
    employer: Employer | None
    area: Unit | None
    members: tuple[Person, ...] = ()


def cast(making: Making, tree: Tree, crowd: Crowd, timeline: Timeline) -> None:
    """Let every appeal of the year wait for its day."""
    Casting(making, tree, crowd).all(timeline)


@dataclass
class Casting:
    """Gives every plot its trouble, its place and its caller."""

    making: Making
    tree: Tree
    crowd: Crowd
    dice: Random = field(init=False)
    agent: Actor = field(init=False)
    places: dict[str, list[Place]] = field(init=False)
    used: set[object] = field(default_factory=set)
    serial: int = 0

    def __post_init__(self) -> None:
        self.dice = self.making.dice("appeals")
        self.agent = self.crowd.officer(self.tree.city, "call_agent").actor(self.making.today)
        self.places = self._places()
        for found in self.places.values():
            self.dice.shuffle(found)

    def all(self, timeline: Timeline) -> None:
        """Every plot so often, then the collective matter."""
        self.several(year.ALL, timeline)
        timeline.add(gatherings.together(self._together()))

    def several(self, plots: Sequence[Plot], timeline: Timeline) -> list[Appeal]:
        """Let these plots wait for their days, each as often as it says."""
        troubles = list(texts.told())
        self.dice.shuffle(troubles)
        turns, own, made = cycle(troubles), set(), []
        for plot in plots:
            for time in range(plot.times):
                told = self._told(plot, next(turns))
                one = self._appeal(plot, time, told)
                if plot.tell in OF_MEMBER and plot.tell not in own and not plot.who:
                    own.add(plot.tell)
                    one = self._of_member(one, len(own))
                timeline.add(plot.tell(one))
                made.append(one)
        return made

    def _told(self, plot: Plot, told: Told) -> Told:
        if plot.who == "unreasonable":
            return Told("other", self.dice.choice(texts.UNREASONABLE), "")
        if plot.who == "strange":
            topic, story = self.dice.choice(texts.STRANGE)
            return Told(topic, story, "")
        return told

    def _places(self) -> dict[str, list[Place]]:
        """Employers by sort, each with those of its roster that are free to call."""
        employers = {one.name: one for one in Employer.objects.all()}
        found: dict[str, list[Place]] = {"any": [], "site": [], "platform": []}
        riders: list[Person] = []
        for planned, unit in self.tree.unions:
            free = tuple(self.crowd.members[unit.pk][FIRST:])
            if planned.home_for == "platform":
                riders.extend(free)
            elif planned.employer and free:
                sort = "site" if planned.employer in SITES else "any"
                found[sort].append(Place(planned.employer, employers[planned.employer], None, free))
        towns = [self.tree.towns[name] for name in STREETS]
        for serial, one in enumerate(self.tree.unorganised):
            sort, members = ("platform", tuple(riders)) if one.is_platform else ("any", ())
            found[sort].append(Place(one.name, one, towns[serial % 3], members))
        found["any"] += [Place(name, None, self.dice.choice(towns)) for name in texts.SHOPS]
        return found

    def _appeal(self, plot: Plot, time: int, told: Told) -> Appeal:
        place = self.dice.choice(self.places[told.where])
        who = self.dice.random() * (STRANGERS if plot.who == "named" else 1.0)
        member = self._member(place) if who < MEMBERS else None
        one = self._written(told, place, self._opened(plot, time))
        if member is None and who < STRANGERS:
            one.stranger = self.making.people.someone(ages=(20, 57))
        one.asker = member
        if (member or one.stranger) and self.dice.random() < 0.45:
            one.agent = self.agent
        return one

    def _member(self, place: Place) -> Person | None:
        """Somebody of the place who has not called yet."""
        free = [person for person in place.members if person.pk not in self.used]
        if not free:
            return None
        person = self.dice.choice(free)
        self.used.add(person.pk)
        return person

    def _written(self, told: Told, place: Place, opened: datetime) -> Appeal:
        """The form as it is sent: the story with its months and amount filled in."""
        self.serial += 1
        months, low_high = self.dice.randint(2, 4), told.money
        amount = self.dice.randrange(low_high[0], low_high[1] + 1, 10) if low_high[1] else 0
        words = {"n": months, "yuan": yuan(amount * 100)}
        answers: dict[str, Any] = {
            "topic": told.topic,
            "story": told.story.format(**words),
            "employer": place.name,
            "hidden": "no" if self.dice.random() < 0.3 else "yes",
        }
        if place.employer:
            answers["employer_id"] = str(place.employer.pk)
        if place.area:
            answers["area"] = str(place.area.pk)
        if amount:
            answers["amount"] = str(amount)
            answers["since"] = f"{opened.date() - timedelta(days=30 * months):%Y-%m-%d}"
        return Appeal(
            making=self.making, dice=Random(self.dice.random()), now=opened, crowd=self.crowd,  # noqa: S311
            told=told, answers=answers, result=told.result.format(**words),
            key=f"appeal-{self.serial:03d}", district=self.tree.district,
        )  # fmt: skip

    def _opened(self, plot: Plot, time: int) -> datetime:
        """When the call comes: spread over the year, or on its own day; today means this morning."""
        ago = plot.days[time] if plot.days else self.dice.randint(plot.last, plot.first)
        if ago == 0:
            return self.making.at - timedelta(minutes=self.dice.randint(20, 150))
        hour = self.dice.choice((8, 9, 10, 11, 12, 13, 14) if plot.days else (8, 9, 10, 11, 14, 16, 19, 20))
        return self.making.moment(workdays_before(self.making.today, ago), hour, self.dice.randrange(60))

    def _of_member(self, one: Appeal, number: int) -> Appeal:
        """The same story, told by the demo's own member from his phone."""
        told = [told for told in texts.told() if told.where == "platform" and told.money[0]][number - 1]
        mine = self._written(told, self.places["platform"][number % 3], one.now)
        person = Account.objects.get(username=logins.MEMBER.key).person
        return replace(mine, asker=person)

    def _together(self) -> list[Appeal]:
        """Twelve of one workshop on one morning."""
        place = next(place for place in self.places["any"] if place.name == WORKSHOP)
        plot = Plot(answering.waits, 1, days=(DAYS_TOGETHER,))
        first = self._opened(plot, 0)
        ones = [self._written(texts.COLLECTIVE, place, first) for _ in range(year.TOGETHER)]
        for one in ones:
            one.stranger = self.making.people.someone(ages=(24, 56), women=0.6)
            one.agent = self.agent if self.dice.random() < 0.3 else None
        return ones
