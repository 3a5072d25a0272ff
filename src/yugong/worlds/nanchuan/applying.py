"""One person's application to join, as he and the officers of its desk live it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Account
from yugong.kernel.actor import Actor
from yugong.scenes.organise.actions import joining
from yugong.worlds.making import Making
from yugong.worlds.nanchuan.crowd import Crowd, acting
from yugong.worlds.timeline import workdays_after


@dataclass
class Case:
    """An application on its way; every deed happens at `now`, which the story moves on."""

    making: Making
    crowd: Crowd
    dice: Random
    account: Account
    above: Unit  # the district federation
    answers: Mapping[str, Any]
    key: str
    now: datetime
    matter: Any = None

    def office(self, days: int) -> datetime:
        """A moment in office hours that many working days on; always after now."""
        day = workdays_after(self.now.date(), days)
        moment = self.making.moment(day, self.dice.choice((9, 10, 11, 14, 15, 16)), self.dice.randrange(60))
        self.now = max(moment, self.now + timedelta(minutes=self.dice.randint(20, 50)))
        return self.now

    def later(self, hours: float) -> datetime:
        """About that many hours on."""
        self.now += timedelta(minutes=int(hours * 60 * self.dice.uniform(0.7, 1.3)) + 1)
        return self.now

    @property
    def me(self) -> Actor:
        """The applicant, acting for himself."""
        return acting(self.account, self.making.today)

    @property
    def officer(self) -> Actor:
        """Who reviews at the desk where the matter lies."""
        desk: Unit = self.matter.unit
        role = "district_officer" if desk.kind == "district" else "grassroots_chair"
        return self.crowd.officer(desk, role).actor(self.making.today)

    def apply(self) -> None:
        """Send the form."""
        self.matter = joining.apply(
            account=self.account, answers=self.answers, key=self.key, by=self.me, at=self.now
        )
        self.making.step("办件")

    def mine(self, name: str, **answers: str) -> None:
        """A move of the applicant."""
        self.matter = matters.move(matter=self.matter, name=name, answers=answers, by=self.me, at=self.now)

    def desk(self, name: str, *, reply: str = "", **answers: str) -> None:
        """A move of the desk."""
        self.matter = matters.move(
            matter=self.matter, name=name, answers=answers, reply=reply, by=self.officer, at=self.now
        )

    def ask(self, body: str) -> None:
        """The applicant writes."""
        self.matter = matters.message(matter=self.matter, body=body, by=self.me, at=self.now)

    def answer(self, body: str) -> None:
        """The desk writes back."""
        self.matter = matters.message(matter=self.matter, body=body, by=self.officer, at=self.now)

    def urge(self) -> None:
        """The applicant asks to hurry."""
        self.matter = matters.urge(matter=self.matter, by=self.me, at=self.now)

    def claim(self) -> None:
        """An officer takes it on himself."""
        self.matter = matters.claim(matter=self.matter, by=self.officer, at=self.now)

    def pause(self, reason: str) -> None:
        """The desk waits for something, with the clocks stopped."""
        self.matter = matters.pause(matter=self.matter, reason=reason, by=self.officer, at=self.now)

    def hand_to(self, unit: Unit, reason: str) -> None:
        """The desk hands it to another."""
        self.matter = matters.transfer(
            matter=self.matter, to=unit, reason=reason, by=self.officer, at=self.now
        )
