"""Something on its way through offices: the hour it has come to, and how it goes on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from yugong.worlds.making import Making
from yugong.worlds.timeline import workdays_after


@dataclass(kw_only=True)
class Going:
    """Every deed happens at `now`, which the story moves on."""

    making: Making
    dice: Random
    now: datetime

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
