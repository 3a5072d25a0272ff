"""A small town for the tests of access and sign-in: a city, districts, a street, unions, and their people."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from yugong.ground.access.roles import roles
from yugong.ground.audit.writing import writing
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Account, Person, Tenure
from yugong.kernel.actor import SYSTEM, Actor, Seat, person
from yugong.kernel.identifiers import id_check_digit

NOW = datetime.now(UTC)
TODAY = NOW.date()
LONG_AGO = date(2020, 1, 1)
UNKNOWN = UUID(int=7)
PASSWORD = "wan-liu-gui-zong-8"


def found(name: str, kind: str, parent: Unit | None) -> Unit:
    return org.found_unit(name=name, kind=kind, parent=parent, on=LONG_AGO, by=SYSTEM, at=NOW)


@dataclass
class Town:
    """The tree: city > (east > (street > union), west > other union)."""

    city: Unit
    east: Unit
    west: Unit
    street: Unit
    union: Unit
    other: Unit

    @property
    def units(self) -> tuple[Unit, ...]:
        return (self.city, self.east, self.west, self.street, self.union, self.other)


def build() -> Town:
    city = found("演示市总工会", "city", None)
    east, west = found("东区总工会", "district", city), found("西区总工会", "district", city)
    street = found("江边街道总工会", "street", east)
    tea, mill = found("茶厂工会", "enterprise", street), found("纺织厂工会", "enterprise", west)
    return Town(city, east, west, street, tea, mill)


def enrol(name: str, n: int) -> Person:
    first = f"50010319900101{n:03d}"
    given = Identity(name=name, number=first + id_check_digit(first), phone=f"1380000{n:04d}")
    return people.enrol(given=given, source="test", by=SYSTEM, at=NOW)


def seat_person(who: Person, unit: Unit, role: str, *, on: date = LONG_AGO) -> Tenure:
    post = org.make_post(unit=unit, role=role, title=role, by=SYSTEM, at=NOW)
    return people.appoint(post=post, person=who, on=on, by=SYSTEM, at=NOW)


def open_account(who: Person | None, name: str, *, phone: str = "", password: str = PASSWORD) -> Account:
    return people.open_account(
        username=name, person=who, phone=phone, password=password, verified=True, by=SYSTEM, at=NOW
    )


def officer(name: str, n: int, unit: Unit, role: str) -> tuple[Account, Tenure]:
    """Somebody with an account and a post."""
    who = enrol(name, n)
    return open_account(who, f"officer{n}"), seat_person(who, unit, role)


def end(tenure: Tenure) -> None:
    people.relieve(tenure=tenure, on=TODAY, by=SYSTEM, at=NOW)


def acting(unit: Unit, role: str, *, who: Person | None = None) -> Actor:
    """An actor in a seat, without any row of his own."""
    known = roles[role]
    seat = Seat(
        1, role, known.name, unit.pk, unit.path, unit.name, known.duties, frozenset(known.permissions)
    )
    return person(who.pk if who else UNKNOWN, seat=seat, seats=(seat,))


def join(who: Person, unit: Unit) -> None:
    people.join(person=who, unit=unit, on=LONG_AGO, route="test", by=SYSTEM, at=NOW)


def close(unit: Unit) -> None:
    with writing("test"):
        Unit.objects.filter(pk=unit.pk).update(valid_to=TODAY - timedelta(days=1))
