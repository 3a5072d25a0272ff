"""Who asks for what in the demo, where and with which answers: every plot as often as planned."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import cycle
from random import Random
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people import queries
from yugong.ground.people.models import Account, Person
from yugong.scenes.organise.actions import joining
from yugong.worlds import stories
from yugong.worlds.making import Making
from yugong.worlds.nanchuan import logins
from yugong.worlds.nanchuan.applying import Case
from yugong.worlds.nanchuan.crowd import MEMBER_KEY, Crowd
from yugong.worlds.nanchuan.plan import Plan
from yugong.worlds.nanchuan.plots import PLOTS, Plot, by_rule, issued_by_hand, waits
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.timeline import Timeline, workdays_before
from yugong.worlds.trades import UNORGANISED

ROSTER_LINE = 9  # from which line of a union's roster on people apply by themselves, to be decided by rule
TRADES = {"platform": ("rider", "rider", "driver"), "rural": ("migrant",)}
PLATFORMS = tuple(name for name, _, platform in UNORGANISED if platform)


def cast(making: Making, tree: Tree, crowd: Crowd, timeline: Timeline) -> int:
    """Let every application wait for its day; returns how many there are."""
    cases = list(Casting(making, tree, crowd).cases())
    for case, plot in sorted(cases, key=lambda pair: pair[0].now):
        timeline.add(plot.tell(case))
    return len(cases)


@dataclass
class Casting:
    """Gives every plot its applicant and its union."""

    making: Making
    tree: Tree
    crowd: Crowd
    dice: Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = self.making.dice("applications")

    def cases(self) -> Iterator[tuple[Case, Plot]]:
        """Every case with its plot: the couriers' desk first, others in turn, then the demo's own member."""
        here = self._pair(logins.COURIERS)
        others = [pair for pair in self.tree.unions if pair[0].members >= 30 and pair is not here]
        homes = [pair for pair in others if pair[0].home_for]
        turns = cycle([*homes, *self.dice.sample(others, k=14)])
        number = 0
        for plot in PLOTS:
            for pair in [here] * plot.couriers + [next(turns) for _ in range(plot.elsewhere)]:
                number += 1
                yield self._case(*pair, plot, number), plot
        own = Plot(by_rule, 20)
        member = Account.objects.get(username=logins.MEMBER.key)
        yield self._of_member(*self._pair(logins.MEMBER.unit), own, member, MEMBER_KEY), own
        yield from self._certificates(member)

    def _certificates(self, member: Account) -> Iterator[tuple[Case, Plot]]:
        """Certificates: at once for active members, by hand for those whose membership is only kept."""
        own = self.crowd.members[self._pair(logins.MEMBER.unit)[1].pk][MEMBER_KEY]
        plots = [(Plot(by_rule, 9), member, own), (Plot(waits, 1), member, own)]
        tells = cycle((waits, waits, issued_by_hand))
        for serial, (_, person) in enumerate(self.crowd.kept, start=1):
            phone = queries.identity_of(person).phone
            account = self._account(f"kept-{serial:02d}", phone, person=person)
            plots.append((Plot(next(tells), self.dice.choice((0, 1, 2))), account, person))
        for serial, (plot, account, person) in enumerate(plots, start=1):
            purpose, to = self.dice.choice(stories.CERTIFICATES)
            answers = {"purpose": purpose, "to": to, "agree": True}
            yield self._sent(_certificate(person, answers, f"certificate-{serial}"), plot, account), plot

    def _pair(self, name: str) -> tuple[Plan, Unit]:
        return next(pair for pair in self.tree.unions if pair[1].name == name)

    def _case(self, planned: Plan, unit: Unit, plot: Plot, number: int) -> Case:
        username = f"worker-{number:03d}"
        if plot.from_roster:
            key = ROSTER_LINE + number % 8
            phone = queries.identity_of(self.crowd.members[unit.pk][key]).phone
            return self._of_member(planned, unit, plot, self._account(username, phone), key)
        one = self.making.people.someone(ages=(20, 50), women=0.25)
        answers = {"name": one.name, "paper": "resident", "number": one.number, "phone": one.phone}
        return self._told(planned, unit, plot, self._account(username, one.phone), answers)

    def _of_member(self, planned: Plan, unit: Unit, plot: Plot, account: Account, key: int) -> Case:
        """A case of somebody who stands on the union's roster already."""
        known = queries.identity_of(self.crowd.members[unit.pk][key])
        answers = {"name": known.name, "paper": "resident", "number": known.number, "phone": known.phone}
        return self._told(planned, unit, plot, account, answers)

    def _account(self, username: str, phone: str, person: Person | None = None) -> Account:
        return people.open_account(
            username=username, phone=phone, person=person, verified=True, **self.making.entered
        )

    def _told(self, planned: Plan, unit: Unit, plot: Plot, account: Account, who: dict[str, str]) -> Case:
        """The case with the rest of the form: trade, employer and wishes that fit the union."""
        dice, platform = self.dice, planned.home_for == "platform"
        employer = dice.choice(PLATFORMS) if platform else planned.employer
        answers: dict[str, Any] = {
            **who,
            "trade": dice.choice(
                TRADES.get(planned.home_for, ("works",) if planned.employer else ("services",))
            ),
            "employer": "" if dice.random() < 0.2 else employer,
            "unit": unit.pk,
            "blind": "yes" if platform and dice.random() < 0.15 else "no",
            "agree": True,
        }
        return self._sent(_application(answers, f"demo-{account.username}"), plot, account)

    def _sent(self, send: Callable[[Case], Any], plot: Plot, account: Account) -> Case:
        return Case(
            making=self.making,
            crowd=self.crowd,
            dice=Random(self.dice.random()),  # noqa: S311
            account=account,
            above=self.tree.district,
            top=self.tree.city,
            send=send,
            now=self._opened(plot),
        )

    def _opened(self, plot: Plot) -> datetime:
        """When the form was sent: today means within the last hours."""
        if plot.ago == 0:
            return self.making.at - timedelta(minutes=self.dice.randint(25, 400))
        day = workdays_before(self.making.today, plot.ago)
        hour = self.dice.choice((7, 8, 11, 12, 13, 18, 19, 20, 21))
        return self.making.moment(day, hour, self.dice.randrange(60))


def _application(answers: dict[str, Any], key: str) -> Callable[[Case], Any]:
    """How an application to join is sent."""
    return lambda case: joining.apply(account=case.account, answers=answers, key=key, by=case.me, at=case.now)


def _certificate(person: Person, answers: dict[str, Any], key: str) -> Callable[[Case], Any]:
    """How a certificate is asked for."""
    return lambda case: matters.open(
        kind="organise.certificate", asker=person, answers=answers, key=key, by=case.me, at=case.now
    )
