"""Six legal aids with more than two million yuan recovered, and the applications that are not aid yet."""

from datetime import timedelta
from typing import Any

from yugong.ground.org.models import Employer
from yugong.scenes.rights.actions import legal_aid as actions
from yugong.worlds.making import Making
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.rights import aid_plots as plots
from yugong.worlds.nanchuan.rights.disputes import LAWYERS, PLEAS, Plea
from yugong.worlds.nanchuan.rights.disputing import Matter
from yugong.worlds.nanchuan.rights.mediations import somebody
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.timeline import Timeline, workdays_before

PLOTS = (
    (plots.content, 170),
    (plots.content, 118),
    (plots.won, 57),
    (plots.acting, 33),
    (plots.acting, 9),
    (plots.granted, 4),
    (plots.applied, 2),
    (plots.mending, 6),
    (plots.refused, 8),
)


def cast(making: Making, tree: Tree, crowd: Crowd, timeline: Timeline) -> None:
    """Put the lawyers on the list, and let every application wait for its day."""
    engage(making, tree, crowd)
    dice = making.dice("aids")
    for plea, (tell, ago) in zip(PLEAS, PLOTS, strict=True):
        day = workdays_before(making.today, ago)
        one = Matter(
            making=making, dice=dice, now=making.moment(day, 9, dice.randrange(60)), crowd=crowd,
            kind="rights.legal_aid", asker=somebody(making), answers=form(tree, plea),
        )  # fmt: skip
        timeline.add(tell(one, plea))


def engage(making: Making, tree: Tree, crowd: Crowd) -> None:
    """Put the lawyers on the district's list."""
    head = crowd.officer(tree.district, "district_officer").actor(making.today)
    since = making.settled.date() - timedelta(days=300)
    for name, office, field in LAWYERS:
        actions.add_lawyer(
            unit=tree.district, name=name, office=office, field=field, since=since, by=head, at=making.settled
        )


def form(tree: Tree, plea: Plea) -> dict[str, Any]:
    employer = Employer.objects.filter(name=plea.employer).first()
    return {
        "claim": plea.claim,
        "employer": plea.employer,
        "employer_id": str(employer.pk) if employer else "",
        "area": str(tree.district.pk),
        "amount": str(plea.amount),
        "rural": "yes" if plea.rural else "no",
        "welfare": "no",
        "income": "" if plea.rural else "2100",
        "preservation": "no",
        "facts": plea.facts,
    }
