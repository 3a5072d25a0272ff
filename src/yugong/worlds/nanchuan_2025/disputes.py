"""Appeals, mediations and legal aid of the year: all answered and heard, and what came back in all."""

from dataclasses import dataclass, replace
from random import Random

from yugong.ground.people.models import Person
from yugong.worlds.making import Making
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.rights import aid_plots, aids, answering, detours, hearings, mediation_plots
from yugong.worlds.nanchuan.rights import appeals as hotline
from yugong.worlds.nanchuan.rights.disputes import DISPUTES, PLEAS, Dispute
from yugong.worlds.nanchuan.rights.disputing import Matter, Talks
from yugong.worlds.nanchuan.rights.mediations import form_bodies, sheet, somebody
from yugong.worlds.nanchuan.rights.year import Plot
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.nanchuan_2025.figures import Figures
from yugong.worlds.nanchuan_2025.scale import share
from yugong.worlds.timeline import Timeline, workdays_before

WAYS = ((answering.content, 100), (hearings.called, 30), (detours.paused_then_content, 4))
SETTLED = [one for one in DISPUTES if one.agreed]
REPORT = "仲裁裁决支持，款项已全部到账。"


@dataclass
class Disputes:
    """Everything in which a worker asks for his right."""

    making: Making
    tree: Tree
    crowd: Crowd
    timeline: Timeline
    figures: Figures

    def all(self) -> None:
        """What mediations bring back is known first; legal aid brings the rest of what is confirmed."""
        self.dice = self.making.dice("disputes")
        self._appeals()
        self._aids(self.figures.recovered // 100 - self._mediations())

    def _appeals(self) -> None:
        """So many, each by its way, all answered and heard."""
        total, plots = self.figures.appeals, []
        for tell, times in WAYS[1:]:
            plots.append(Plot(tell, self.figures.appeals * times // 139, first=225, last=40))
        plots.append(Plot(WAYS[0][0], total - sum(plot.times for plot in plots), first=235, last=30))
        hotline.Casting(self.making, self.tree, self.crowd).several(plots, self.timeline)

    def _day(self, first: int, last: int) -> dict[str, object]:
        day = workdays_before(self.making.today, self.dice.randint(last, first))
        now = self.making.moment(day, 9, self.dice.randrange(60))
        return {"making": self.making, "dice": Random(self.dice.random()), "now": now, "crowd": self.crowd}  # noqa: S311

    def _mediations(self) -> int:
        form_bodies(self.making, self.tree)
        found = [SETTLED[n % len(SETTLED)] for n in range(self.figures.mediations)]
        for serial, dispute in enumerate(found):
            self._talks(serial, dispute)
        return sum(one.agreed for one in found)

    def _talks(self, serial: int, dispute: Dispute) -> None:
        when = self._day(225, 60)
        answers = sheet(self.tree, dispute, serial, when["now"].date())  # type: ignore[attr-defined]
        one = Talks(
            kind="rights.mediation", asker=self._somebody(), dispute=dispute, answers=answers,
            **when,  # type: ignore[arg-type]
        )  # fmt: skip
        self.timeline.add(mediation_plots.received(one))

    def _aids(self, rest: int) -> None:
        """Six lawyers' cases; what they recover completes the sum of the year."""
        aids.engage(self.making, self.tree, self.crowd)
        number = self.figures.aids
        for plea, yuan in zip(PLEAS[:number], share(rest, number, self.dice), strict=True):
            told = replace(plea, recovered=yuan, amount=yuan + yuan // 10, report=plea.report or REPORT)
            one = Matter(
                kind="rights.legal_aid", asker=self._somebody(), answers=aids.form(self.tree, told),
                **self._day(225, 85),  # type: ignore[arg-type]
            )  # fmt: skip
            self.timeline.add(aid_plots.content(one, told))

    def _somebody(self) -> Person:
        return somebody(self.making)
