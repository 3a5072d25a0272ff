"""The town of the desk pages: the small town of access, with members, and officers at their desks."""

from datetime import UTC, date, datetime

from django.test import Client
from tests.ground.access import town

from yugong.ground.access import session
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.models import Account, Person
from yugong.kernel.actor import SYSTEM

NOW = town.NOW
number = "50010319900101{:03d}"


def at_desk(account: Account) -> Client:
    """A client in an officer's session with two factors."""
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    store = client.session
    session.begin(store, how=session.SECOND, at=datetime.now(UTC))
    store.save()
    return client


def officer(name: str, n: int, unit: Unit, role: str) -> Client:
    account, _ = town.officer(name, n, unit, role)
    return at_desk(account)


def member(name: str, n: int, unit: Unit, *, trade: str = "外卖骑手", employer: str = "") -> Person:
    """A registered member of a union, working for an employer if one is named."""
    person = town.enrol(name, n)
    people.join(person=person, unit=unit, on=date(2024, 5, 1), route="roster", trade=trade, by=SYSTEM, at=NOW)
    if employer:
        row = org.register_employer(name=employer, by=SYSTEM, at=NOW)
        people.employ(person=person, employer=row, trade=trade, source="test", by=SYSTEM, at=NOW)
    return person


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]
