"""A town in which a union is founded: a home union with workers of one employer, and an officer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tests.ground.access import town

from yugong.engines.matters import actions as matters
from yugong.engines.matters.queries import Matter
from yugong.ground.access import principal
from yugong.ground.org import actions as org
from yugong.ground.org.models import Employer, Unit
from yugong.ground.people import actions as people
from yugong.ground.people.models import Person
from yugong.kernel import actor
from yugong.kernel.actor import SYSTEM, Actor

NOW = town.NOW.replace(hour=1, minute=0)  # a morning in Chongqing: what follows in hours stays in the day
FIRM = "山城快运有限公司"
NAME = "山城快运有限公司工会委员会"


@dataclass
class Place:
    """The tree, the home union, the firm, its workers and the officers."""

    tree: Any
    home: Unit
    firm: Employer
    workers: list[Person]
    stranger: Person
    district: Actor
    other: Actor


def build() -> Place:
    tree = town.build()
    home = org.found_unit(
        name="东区快递行业联合工会", kind="home", parent=tree.east, on=town.LONG_AGO, home_for="platform",
        by=SYSTEM, at=NOW,
    )  # fmt: skip
    firm = org.register_employer(name=FIRM, by=SYSTEM, at=NOW)
    workers = [member(name, 300 + n, home, firm) for n, name in enumerate(("王强", "李敏", "赵文"))]
    return Place(
        tree, home, firm, workers, member("周远", 320, home, None),
        officer("区干部", 330, tree.east), officer("西区干部", 331, tree.west),
    )  # fmt: skip


def member(name: str, n: int, unit: Unit, firm: Employer | None) -> Person:
    who = town.enrol(name, n)
    people.join(person=who, unit=unit, on=date(2024, 5, 1), route="phone", by=SYSTEM, at=NOW)
    if firm:
        people.employ(person=who, employer=firm, trade="快递员", source="test", by=SYSTEM, at=NOW)
    return who


def officer(name: str, n: int, unit: Unit) -> Actor:
    account, _ = town.officer(name, n, unit, "district_officer")
    loaded = principal.load(account.pk, today=NOW.date())
    assert loaded
    return loaded[0].seated(loaded[0].seats[0])


def me(who: Person) -> Actor:
    return actor.person(who.pk)


def request(place: Place, **changes: Any) -> dict[str, Any]:
    """A sound request by a worker."""
    return {
        "who": "staff",
        "form": "single",
        "name": NAME,
        "unit": place.tree.street.pk,
        "employer": FIRM,
        "uscc": "",
        "covered": "",
        "staff": 400,
        "willing": 320,
        "group": "王强 快递员\n李敏 站长",
        "agree": True,
    } | changes


def report(**changes: Any) -> dict[str, Any]:
    """An election that holds."""
    names = [f"委员{mark}" for mark in "甲乙丙丁戊己庚"]
    stood = ["王强 161", *(f"{name} {200 - n}" for n, name in enumerate(names[:6])), "末位 20"]
    return {
        "held_on": NOW.date().isoformat(),
        "members": 320,
        "women": 60,
        "due": 320,
        "present": 214,
        "seats": 7,
        "committee": "\n".join(stood),
        "audit_seats": 3,
        "audit": "审一 200\n审二 190\n审三 180\n审四 10",
        "audit_head": "审一",
        "womens": "李敏\n陈红",
        "chair": "王强",
        "chair_phone": "13800000300",
        "term": "5",
        "sworn": True,
    } | changes  # fmt: skip


def asked(place: Place, who: Person | None = None, **changes: Any) -> Matter:
    who = who or place.workers[0]
    return matters.open(
        kind="organise.found_union", asker=who, answers=request(place, **changes), key="k", by=me(who), at=NOW
    )


def prepared(place: Place, **changes: Any) -> Matter:
    return matters.move(matter=asked(place, **changes), name="agree", by=place.district, at=later(1))


def reported(place: Place, found: Matter, **changes: Any) -> Matter:
    return matters.move(
        matter=found, name="report", answers=report(**changes), by=me(place.workers[0]), at=later(2)
    )


def approved(place: Place, found: Matter) -> Matter:
    return matters.move(
        matter=found,
        name="approve",
        answers={"approved_no": "东工建〔2026〕1号"},
        by=place.district,
        at=later(3),
    )


def later(hours: int) -> datetime:
    return NOW + timedelta(hours=hours)
