"""One appeal as its worker, the dispatcher, the handler and those who ask afterwards live it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor, person
from yugong.worlds.making import LABEL
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.going import Going
from yugong.worlds.nanchuan.rights.appeal_texts import Told
from yugong.worlds.people import Someone

KIND = "rights.hotline_12351"
HEADS = {
    "street": ("street_officer", ""),
    "district": ("district_officer", "权益保障部部长"),
    "city": ("city_officer", "权益保障部干部"),
}
CLERKS = {"street": "street_officer", "district": "district_dispatcher", "city": "city_dispatcher"}


@dataclass(kw_only=True)
class Appeal(Going):
    """A matter of the hotline on its way; without an asker it is nameless."""

    crowd: Crowd
    told: Told
    answers: Mapping[str, Any]
    result: str
    key: str
    district: Unit
    asker: Person | None = None
    stranger: Someone | None = None  # no member: known from his call on
    agent: Actor | None = None  # who took the call; None: the worker typed it himself
    matter: Any = None

    def open(self) -> None:
        """Send it, or have it taken down by the agent."""
        if self.stranger is not None and self.asker is None:
            given = Identity(name=self.stranger.name, phone=self.stranger.phone)
            self.asker = people.enrol(given=given, source=LABEL, by=self.making.by, at=self.now)
        if self.asker is None:
            sent = matters.open_nameless(kind=KIND, answers=self.answers, key=self.key, at=self.now)
            self.matter = sent[0]
        else:
            by = self.agent or self.me
            self.matter = matters.open(
                kind=KIND, asker=self.asker, answers=self.answers, key=self.key, by=by, at=self.now
            )
        self.making.step("12351 诉求")

    @property
    def me(self) -> Actor:
        """The worker, acting for himself."""
        return person(self.matter.asker_id if self.matter else self.asker.pk)  # type: ignore[union-attr]

    @property
    def clerk(self) -> Actor:
        """Who takes and dispatches at the desk where it lies."""
        desk = self.matter.unit
        return self.crowd.officer(desk, CLERKS[desk.kind]).actor(self.making.today)

    @property
    def handler(self) -> Actor:
        """Who handles at the desk where it lies."""
        desk = self.matter.unit
        return self.crowd.officer(desk, *HEADS[desk.kind]).actor(self.making.today)

    @property
    def above(self) -> Actor:
        """The dispatcher of the union above."""
        parent = self.matter.unit.parent
        return self.crowd.officer(parent, CLERKS[parent.kind]).actor(self.making.today)

    @property
    def drawn(self) -> Actor:
        """Who was drawn by lot to call back."""
        matter = self.fresh()
        found = [o for o in self.crowd.officers if o.account.person_id == matter.claimed_by_id]
        known = next(o for o in found if o.role in ("district_officer", *CLERKS.values(), *CALLERS))
        return known.actor(self.making.today)

    def panel(self) -> list[Actor]:
        """Two of the desk above who had no part in it."""
        desk = self.matter.unit
        role = "district_officer" if desk.kind == "district" else "city_officer"
        return [one.actor(self.making.today) for one in self.crowd.those(desk, role)[:2]]

    def fresh(self) -> Any:
        """The matter as it stands."""
        self.matter = matters.Matter.objects.select_related("unit__parent").get(pk=self.matter.pk)
        return self.matter

    def mine(self, name: str, **answers: str) -> None:
        """A move of the worker."""
        self.do(name, self.me, **answers)

    def do(self, name: str, by: Actor, **answers: str) -> None:
        """A move of somebody."""
        self.matter = matters.move(matter=self.matter, name=name, answers=answers, by=by, at=self.now)

    def say(self, body: str, by: Actor) -> None:
        """A word to the other side."""
        matters.message(matter=self.matter, body=body, by=by, at=self.now)

    def until(self, stage: str) -> Iterator[datetime]:
        """Wait for the clock to bring it to that stage, at most some weeks."""
        for _ in range(30):
            if self.fresh().stage == stage:
                break
            self.now = self.making.moment(self.now.date() + timedelta(days=1), 10, self.dice.randrange(60))
            yield self.now


CALLERS = ("city_officer", "call_agent")
Tell = Callable[[Appeal], Iterator[datetime]]
