"""Who is asking: one SQL, posts that end lose their rights at once, and weak sessions have no seat."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yugong.ground.access import principal, session
from yugong.ground.people import actions as people

from . import town

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return town.build()


def strong(how: str = session.SECOND) -> SessionStore:
    store = SessionStore()
    session.begin(store, how=how, at=town.NOW)
    return store


def test_the_actor_is_read_in_one_sql(place):
    account, tenure = town.officer("陈一", 1, place.east, "district_officer")
    town.seat_person(account.person, place.union, "mediator")
    with CaptureQueriesContext(
        connection,
    ) as seen:
        actor, _ = principal.load(account.pk, today=town.TODAY)
    assert len(seen) == 1
    assert (actor.key, actor.label) == (f"person:{account.person_id}", "陈一")
    assert [seat.role for seat in actor.seats] == ["district_officer", "mediator"]
    assert actor.seats[0].tenure_id == tenure.pk


def test_a_post_that_ended_or_has_not_begun_gives_no_seat(place):
    account, tenure = town.officer("陈二", 2, place.east, "district_officer")
    town.seat_person(account.person, place.union, "mediator", on=town.TODAY + timedelta(days=1))
    town.end(tenure)
    assert principal.load(account.pk, today=town.TODAY)[0].seats == ()


def test_a_closed_unit_gives_no_seat(place):
    account, _ = town.officer("陈三", 3, place.other, "grassroots_chair")
    town.close(place.other)
    assert principal.load(account.pk, today=town.TODAY)[0].seats == ()


def test_a_closed_account_is_nobody(place):
    account, _ = town.officer("陈四", 4, place.east, "district_officer")
    people.close_account(account=account, reason="test", by=town.SYSTEM, at=town.NOW)
    assert principal.load(account.pk, today=town.TODAY) is None


def test_an_account_without_a_person_has_its_own_key():
    account = town.open_account(None, "new")
    actor, _ = principal.load(account.pk, today=town.TODAY)
    assert (actor.key, actor.person_id, actor.seats) == (f"account:{account.pk}", None, ())


@pytest.mark.parametrize(
    ("how", "demo", "sits"),
    [
        (session.SECOND, False, True),
        (session.PASSWORD, False, False),
        (session.PASSWORD, True, True),
        (session.CODE, True, False),
    ],
)
def test_only_two_factors_give_a_seat(place, settings, how, demo, sits):
    settings.YUGONG_DEMO = demo
    account, _ = town.officer("陈五", 5, place.east, "district_officer")
    actor, _ = principal.load(account.pk, today=town.TODAY)
    assert bool(principal.seated(actor, strong(how)).seat) is sits
    assert bool(principal.seated(actor, strong(how)).seats) is sits


def test_a_session_that_was_never_begun_has_no_seat(place):
    account, _ = town.officer("陈六", 6, place.east, "district_officer")
    actor, _ = principal.load(account.pk, today=town.TODAY)
    assert principal.seated(actor, SessionStore()).seats == ()


@pytest.mark.parametrize(
    ("idle", "age", "over"),
    [(timedelta(minutes=29), timedelta(hours=1), False), (timedelta(minutes=31), timedelta(hours=1), True),
     (timedelta(), timedelta(hours=13), True)],
)  # fmt: skip
def test_an_officers_session_ends_by_itself(idle, age, over):
    store = strong()
    store[session.SINCE] = (town.NOW - age).timestamp()
    store[session.SEEN] = (town.NOW - idle).timestamp()
    assert session.expired(store, at=town.NOW) is over
    store[session.HOW] = session.CODE
    assert session.expired(store, at=town.NOW) is False
