"""Twelve mediations in every state, from the application to the money and the worker's word."""

from datetime import timedelta
from typing import Any

from yugong.ground.org.models import Employer
from yugong.ground.people import actions as people
from yugong.ground.people.models import Account, Person
from yugong.scenes.rights.actions import mediation_bodies as bodies
from yugong.worlds.making import LABEL, Making
from yugong.worlds.nanchuan import logins
from yugong.worlds.nanchuan.crowd import Crowd, identity
from yugong.worlds.nanchuan.rights import mediation_plots as plots
from yugong.worlds.nanchuan.rights.disputes import DISPUTES, Dispute
from yugong.worlds.nanchuan.rights.disputing import Talks
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.timeline import Timeline, workdays_before

AREAS = ("东城街道", "西城街道", "南城街道")
PLOTS = (
    (plots.received, 160),
    (plots.received, 74),
    (plots.accepted, 2),
    (plots.drafted, 6),  # the demo's own member
    (plots.sealed, 14),
    (plots.performing, 21),
    (plots.paid, 26),
    (plots.defaulted, 27),
    (plots.agreed, 6),
    (plots.talking, 7),
    (plots.failed, 11),
    (plots.applied, 1),
)
OF_MEMBER = 3


def cast(making: Making, tree: Tree, crowd: Crowd, timeline: Timeline) -> None:
    """Form the bodies, and let every mediation wait for its day."""
    form_bodies(making, tree)
    dice = making.dice("mediations")
    member = Account.objects.get(username=logins.MEMBER.key).person
    for serial, (dispute, (tell, ago)) in enumerate(zip(DISPUTES, PLOTS, strict=True)):
        asker = member if member and serial == OF_MEMBER else somebody(making)
        day = workdays_before(making.today, ago)
        one = Talks(
            making=making, dice=dice, now=making.moment(day, 9, dice.randrange(60)), crowd=crowd,
            kind="rights.mediation", asker=asker, dispute=dispute,
            answers=sheet(tree, dispute, serial, day),
        )  # fmt: skip
        timeline.add(tell(one))


def somebody(making: Making) -> Person:
    """An invented worker who has shown his paper."""
    one = making.people.someone(ages=(22, 57))
    found: Person = people.enrol(given=identity(one), source=LABEL, verified=True, **making.entered)
    return found


def sheet(tree: Tree, dispute: Dispute, serial: int, day: Any) -> dict[str, Any]:
    employer = Employer.objects.filter(name=dispute.employer).first()
    left = dispute.topic == "leaving"
    return {
        "topic": dispute.topic,
        "employer": dispute.employer,
        "employer_id": str(employer.pk) if employer else "",
        "area": str(tree.towns[AREAS[serial % 3]].pk),
        "started": f"{day - timedelta(days=700 + 40 * serial):%Y-%m-%d}",
        "ended": f"{day - timedelta(days=20):%Y-%m-%d}" if left else "",
        "wage": str(4200 + 150 * serial),
        "knew": f"{day - timedelta(days=30):%Y-%m-%d}",
        "facts": dispute.facts,
        "share": "yes",
        dispute.claim: str(dispute.asked),
    }


def form_bodies(making: Making, tree: Tree) -> None:
    """The district's committee and a studio; the towns send their cases there."""
    formed = making.settled.date() - timedelta(days=400)
    for kind, name in (
        ("district", "南川区劳动争议人民调解委员会"),
        ("studio", "“娘家人”劳动争议调解工作室"),
    ):
        bodies.form_body(
            unit=tree.district, kind=kind, name=name, formed_on=formed, years=5, **making.entered
        )
