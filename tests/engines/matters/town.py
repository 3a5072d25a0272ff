"""A small tree of unions with its people, made through the house's own actions."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from yugong.ground.access.roles import roles
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Person
from yugong.kernel import actor
from yugong.kernel.actor import SYSTEM, Actor, Seat

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 7, 13, 9, 0, tzinfo=ZONE)  # a Monday
LONG_AGO = date(2020, 1, 1)


@dataclass
class Town:
    """city > (east > street > union, west), with officers and two workers of the union."""

    city: Unit
    east: Unit
    west: Unit
    street: Unit
    union: Unit
    worker: Person
    other: Person
    officers: dict[str, Actor]

    def me(self, who: Person | None = None) -> Actor:
        """A worker acting for himself."""
        return actor.person((who or self.worker).pk)


def found(name: str, kind: str, parent: Unit | None) -> Unit:
    return org.found_unit(name=name, kind=kind, parent=parent, on=LONG_AGO, by=SYSTEM, at=START)


def enrol(name: str, n: int, unit: Unit | None = None) -> Person:
    given = Identity(name=name, phone=f"1380000{n:04d}")
    who = people.enrol(given=given, source="test", by=SYSTEM, at=START)
    if unit:
        people.join(person=who, unit=unit, on=LONG_AGO, route="test", by=SYSTEM, at=START)
    return who


def officer(name: str, n: int, unit: Unit, role: str) -> Actor:
    who = enrol(name, n)
    known = roles[role]
    post = org.make_post(unit=unit, role=role, title=known.name, by=SYSTEM, at=START)
    held = people.appoint(post=post, person=who, on=LONG_AGO, by=SYSTEM, at=START)
    seat = Seat(
        held.pk, role, known.name, unit.pk, unit.path, unit.name, known.duties,
        frozenset(map(str, known.permissions)),
    )  # fmt: skip
    return actor.person(who.pk, label=name, seat=seat, seats=(seat,))


def build() -> Town:
    city = found("演示市总工会", "city", None)
    east, west = found("东区总工会", "district", city), found("西区总工会", "district", city)
    street = found("江边街道总工会", "street", east)
    union = found("茶厂工会", "enterprise", street)
    return Town(
        city,
        east,
        west,
        street,
        union,
        enrol("陈大勇", 1, union),
        enrol("赵文静", 2, union),
        {
            "chair": officer("李敏", 11, union, "grassroots_chair"),
            "clerk": officer("周干事", 12, union, "grassroots_clerk"),
            "street": officer("何街道", 13, street, "street_officer"),
            "east": officer("东区长", 14, east, "district_officer"),
            "west": officer("西区长", 15, west, "district_officer"),
        },
    )
