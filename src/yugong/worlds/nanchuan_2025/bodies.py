"""Supervision bodies of the year with their supervisors, and the reminders that are made public."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.worlds.nanchuan.plan import later
from yugong.worlds.nanchuan.rights import letter_plots as plots
from yugong.worlds.nanchuan.rights.lettering import Letter
from yugong.worlds.nanchuan.rights.teams import TOWNS, Choosing
from yugong.worlds.nanchuan_2025.figures import Figures
from yugong.worlds.nanchuan_2025.reminders import ALL
from yugong.worlds.nanchuan_2025.scale import bounded
from yugong.worlds.timeline import Timeline, workdays_after

MEDIATORS = 4


@dataclass
class Bodies(Choosing):
    """As many bodies and supervisors as the year counts, all formed in it; the district's first."""

    def choose(self, figures: Figures) -> None:
        """The district, its towns, its unions; from two to four supervisors each."""
        district = self.tree.district
        units: list[Unit] = [district, *list(self.tree.towns.values())[:TOWNS]]
        units += [unit for _, unit in self.tree.unions]
        units = units[: figures.bodies]
        heads = bounded(figures.supervisors, len(units), self.dice, least=1, most=5)
        heads.sort(reverse=True)  # the district's letters want two at least
        for unit, number in zip(units, heads, strict=True):
            self.body(unit, (self.person() for _ in range(number)))
        for _ in range(MEDIATORS):
            self.badge(district, "mediator", self.person(), self.first, by=self.making.by)

    def body(self, unit: Unit, chosen: Iterable[Person]) -> None:
        """After a committee whose term ends in the year has been elected anew, so that the body lasts."""
        until = unit.term_to
        if until is not None and until.year == self.making.today.year:
            at = max(self.at(self.first), self.at(until))
            org.set_term(
                unit=unit,
                years=5,
                term_from=until,
                term_to=later(until, 5),
                basis="换届",
                by=self.making.by,
                at=at,
            )
            unit.refresh_from_db()
        super().body(unit, chosen)

    @property
    def first(self) -> date:
        """The first working day of the year."""
        return workdays_after(date(self.making.today.year, 1, 1), 1)

    def _day(self) -> date:
        """The first body at once; the others through the year, more often in its first half."""
        if not self.badges:
            return self.first
        days = int((self.making.today - self.first).days * 0.9 * self.dice.random() ** 1.4)
        return workdays_after(self.first + timedelta(days=days), 1)


def remind(bodies: Bodies, figures: Figures, timeline: Timeline) -> None:
    """Reminders to every employer, each before its season."""
    making = bodies.making
    for said in ALL[: figures.reminders]:
        day = workdays_after(date(making.today.year, *said.on) - timedelta(days=1), 1)
        one = Letter(
            making=making, dice=making.dice(f"letter {said.on}"), crowd=bodies.crowd, said=said,
            unit=bodies.tree.district, now=making.moment(day, 9, 15),
        )  # fmt: skip
        timeline.add(plots.published(one))
