"""One matter of one person, as he and the officers of its desk live it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Account
from yugong.kernel.actor import Actor
from yugong.worlds.nanchuan.crowd import Crowd, acting
from yugong.worlds.nanchuan.going import Going


@dataclass(kw_only=True)
class Case(Going):
    """An application on its way."""

    crowd: Crowd
    account: Account
    above: Unit  # the district federation
    top: Unit  # the city federation
    send: Callable[["Case"], Any]  # sends the form and gives the matter
    matter: Any = None

    @property
    def me(self) -> Actor:
        """The applicant, acting for himself."""
        return acting(self.account, self.making.today)

    @property
    def officer(self) -> Actor:
        """Who sits at the desk where the matter lies."""
        desk: Unit = self.matter.unit
        role = {"district": "district_officer", "city": "city_officer"}.get(desk.kind, "grassroots_chair")
        return self.crowd.officer(desk, role).actor(self.making.today)

    def apply(self) -> None:
        """Send the form."""
        self.matter = self.send(self)
        self.making.step("办件")

    def mine(self, name: str, **answers: str) -> None:
        """A move of the applicant."""
        self.do(matters.move, name=name, answers=answers)

    def desk(self, name: str, *, reply: str = "", **answers: str) -> None:
        """A move of the desk."""
        self.tend(matters.move, name=name, answers=answers, reply=reply)

    def do(self, verb: Callable[..., Any], **more: Any) -> None:
        """Any other deed of the applicant."""
        self.matter = verb(matter=self.matter, by=self.me, at=self.now, **more)

    def tend(self, verb: Callable[..., Any], **more: Any) -> None:
        """Any other deed of the desk."""
        self.matter = verb(matter=self.matter, by=self.officer, at=self.now, **more)
