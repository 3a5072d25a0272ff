"""Schooling and urgent help as families ask for them: granted by rule, paid through finance, heard."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from yugong.engines.matters import actions as matters
from yugong.kernel.actor import Actor
from yugong.worlds.nanchuan.aid.purse import Purse
from yugong.worlds.nanchuan.rights.disputing import Matter
from yugong.worlds.timeline import Story

ROLES = {"street": "street_officer", "district": "district_officer", "city": "city_officer"}


@dataclass(kw_only=True)
class Asking(Matter):
    """A family that asks for money, with its card."""

    purse: Purse
    amount: int = 0
    knows: bool = True  # whether the bank knows the card

    @property
    def decider(self) -> Actor:
        """Who decides where it lies."""
        unit = self.unit
        role = ROLES.get(unit.kind, "grassroots_chair")
        return self.crowd.officer(unit, role).actor(self.making.today)

    def until(self, stage: str) -> Iterator[datetime]:
        """Wait until finance has brought it to that stage."""
        while matters.Matter.objects.get(pk=self.matter.pk).stage != stage:
            self.now = self.making.moment(self.now.date() + timedelta(days=1), 17, self.dice.randrange(60))
            yield self.now


def asked(one: Asking) -> Story:
    """Waits for the decision."""
    yield one.now
    one.open()


def mending(one: Asking) -> Story:
    """Something is missing."""
    yield from asked(one)
    yield one.office(2)
    one.do("ask", one.decider, missing="请补录取通知书或者学生证的照片。")


def granted(one: Asking) -> Story:
    """Granted; finance has not paid yet."""
    yield from asked(one)
    one.purse.card(one.asker, one.now, known=one.knows)
    yield one.office(1)
    one.do("grant", one.decider, amount=str(one.amount))


def paid(one: Asking) -> Story:
    """The bank has paid; the family has not said so."""
    yield from granted(one)
    yield from one.until("confirm")


def received(one: Asking) -> Story:
    """And says that it came."""
    yield from paid(one)
    yield one.later(20)
    one.do("received", one.me)


def refused(one: Asking) -> Story:
    """Not granted, with the reason."""
    yield from asked(one)
    yield one.later(4)
    one.do("refuse", one.decider, why="医保和商业保险报销以后，自己没有花钱；后面有新的费用再来。")
