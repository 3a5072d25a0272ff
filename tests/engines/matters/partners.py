"""A court with its officer, and a kind that hands over to it: for the tests of the partner desk."""

from dataclasses import dataclass, replace

from tests.engines.matters.sample import SAMPLE
from tests.engines.matters.town import LONG_AGO, START, Town, enrol

from yugong.ground.access.roles import roles
from yugong.ground.org import actions as org
from yugong.ground.org.models import Agency
from yugong.ground.people import actions as people
from yugong.kernel import actor
from yugong.kernel.actor import SYSTEM, Actor, Seat
from yugong.kernel.calendar import days
from yugong.kernel.fields import Money
from yugong.kernel.handing import Purpose

CONFIRM = Purpose(
    "confirm", "司法确认", to=("court",), within=days(30), keep=days(60),
    results=(("confirmed", "裁定确认"), ("refused", "裁定驳回")),
    figures=(Money("recovered", "追回金额", optional=True),),
)  # fmt: skip
ADVICE = Purpose(
    "advice", "征求意见", to=("court", "justice"), within=days(5), results=(("said", "已回复"),), waits=False
)
HANDS = replace(SAMPLE, hands_to=(CONFIRM, ADVICE))


@dataclass
class Courts:
    """Two courts of the east, each with an officer, and a justice bureau without any."""

    court: Agency
    other: Agency
    justice: Agency
    judge: Actor
    neighbour: Actor


def liaison(name: str, n: int, agency: Agency) -> Actor:
    """Somebody in a partner's post."""
    who, known = enrol(name, n), roles["partner"]
    post = org.make_post(unit=agency.unit, role="partner", title="联络员", agency=agency, by=SYSTEM, at=START)
    held = people.appoint(post=post, person=who, on=LONG_AGO, by=SYSTEM, at=START)
    seat = Seat(
        held.pk, "partner", "联络员", agency.unit_id, agency.unit.path, agency.name, known.duties,
        frozenset(map(str, known.permissions)), agency.pk,
    )  # fmt: skip
    return actor.person(who.pk, label=name, seat=seat, seats=(seat,))


def build(town: Town) -> Courts:
    def agency(name: str, kind: str) -> Agency:
        return org.register_agency(name=name, kind=kind, unit=town.east, by=SYSTEM, at=START)

    court, other = agency("东区人民法院", "court"), agency("东区第二法庭", "court")
    justice = agency("东区司法局", "justice")
    return Courts(court, other, justice, liaison("王法官", 31, court), liaison("刘法官", 32, other))
