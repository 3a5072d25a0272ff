"""Member lists at speed: search, counts and membership below a unit agree with the slow way."""

from datetime import UTC, date, datetime
from importlib import import_module

import pytest

from yugong.ground.org import actions as org
from yugong.ground.people import actions, queries
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Membership, Person
from yugong.ground.people.queries import MembersFilter
from yugong.kernel import tree
from yugong.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
lists = import_module("yugong.ground.people.queries.members")  # the package has a function of this name
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def unit(name, parent=None, kind="city"):
    return org.found_unit(name=name, kind=kind, parent=parent, on=date(2020, 1, 1), by=SYSTEM, at=AT)


@pytest.fixture
def city():
    made = unit("南川区总工会")
    lines = [
        actions.Line(n, Identity(f"欧阳{chr(0x4E00 + n)}", number=f"5001{n:04d}", phone=f"1380013{n:04d}"))
        for n in range(7)
    ]
    actions.admit_many(lines=lines, unit=made, route="roster", source="roster", by=SYSTEM, at=AT)
    return made


def both(path, text, **edge):
    """The page of a search and of the plain list."""
    wanted = MembersFilter(text=text)
    found, count = queries.search(path=path, wanted=wanted, limit=3, **edge)
    return found, count, queries.members(path=path, wanted=wanted, limit=3, **edge)


@pytest.mark.parametrize("cap", [2000, 4])
def test_a_search_pages_like_the_list(city, monkeypatch, cap):
    monkeypatch.setattr(lists, "SEARCH_CAP", cap)
    first, count, same = both(city.path, "欧阳")
    assert (first, count) == (same, min(7, cap + 1))
    later, count, same = both(city.path, "欧阳", after=first[-1].id)
    assert (later, count) == (same, min(7, cap + 1))
    back, count, same = both(city.path, "欧阳", before=later[0].id)
    assert (back, count) == (same, min(7, cap + 1))
    assert back == first
    assert both(city.path, "司马")[:2] == ([], 0)
    assert both(unit("永川区总工会").path, "欧阳")[:2] == ([], 0)


def found(city, text):
    return [row.member_number for row in both(city.path, text)[0]]


def test_a_search_follows_the_name_through_corrections_and_changes(city):
    number = found(city, "欧阳丁")
    who = Person.objects.get(pk=both(city.path, "欧阳丁")[0][0].person_id)
    actions.amend(person=who, changes={"name": "司马丁"}, reason="证件", by=SYSTEM, at=AT)
    assert (found(city, "欧阳丁"), found(city, "司马丁")) == ([], number)
    actions.retain(person=who, on=date(2026, 11, 20), by=SYSTEM, at=AT)
    assert found(city, "司马丁") == number
    grams = Membership.objects.filter(person=who).values_list("name_grams", flat=True)
    assert list(grams) == [Person.objects.get(pk=who.pk).name_grams] * 2
    actions.end(person=who, how="leave", on=date(2026, 11, 20), by=SYSTEM, at=AT)
    assert found(city, "司马丁") == []


def test_a_narrowed_list_is_planned_by_its_values_and_a_whole_one_once():
    assert lists._limit(MembersFilter(), 51) == ("51", [])
    assert lists._limit(MembersFilter(home_for="platform"), 51) == ("%s", [51])


def test_a_great_list_is_counted_once_a_minute_and_a_small_one_always(city, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(lists, "monotonic", lambda: clock[0])
    monkeypatch.setattr(lists, "_counted", {})
    more = Identity("司马光", number="50019999", phone="13800130009")
    assert queries.headcount(city.path) == 7
    who = actions.enrol(given=more, source="test", by=SYSTEM, at=AT)
    actions.join(person=who, unit=city, on=date(2026, 1, 1), route="phone", by=SYSTEM, at=AT)
    assert queries.headcount(city.path) == 8
    monkeypatch.setattr(lists, "COUNT_CAP", 5)
    assert queries.headcount(city.path) == 8
    actions.end(person=who, how="leave", on=date(2026, 11, 1), by=SYSTEM, at=AT)
    assert queries.headcount(city.path) == 8
    clock[0] += lists.FRESH
    assert queries.headcount(city.path) == 7


def test_membership_below_is_asked_at_every_depth(city):
    path = [city]
    for n in range(tree.DEPTH + 1):
        path.append(unit(f"第{n}层工会", path[-1], "district"))
    who = actions.enrol(given=Identity("司马光"), source="test", by=SYSTEM, at=AT)
    assert [queries.member_below(who.pk, one.path) for one in path] == [False] * len(path)
    actions.join(person=who, unit=path[-1], on=date(2026, 1, 1), route="phone", by=SYSTEM, at=AT)
    assert [queries.member_below(who.pk, one.path) for one in path] == [True] * len(path)
    assert not queries.member_below(who.pk, unit("永川区总工会").path)
    actions.end(person=who, how="leave", on=date(2026, 11, 1), by=SYSTEM, at=AT)
    assert [queries.member_below(who.pk, one.path) for one in path] == [False] * len(path)
