"""Which pair may be merged by whom: a listed double below, any other only above; and rows made at once."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date

import pytest
from django.db import connection, transaction
from tests.ground.access import town as towns

from yugong.ground.people import actions as people
from yugong.ground.people import queries
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Merge, Person
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused

from .desk_town import NOW, at_desk, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static")]


def enrolled(unit, name: str, **facts: str) -> Person:
    row = people.enrol(given=Identity(name, **facts), source="desk", by=SYSTEM, at=NOW)
    people.join(person=row, unit=unit, on=date(2024, 5, 1), route="desk", by=SYSTEM, at=NOW)
    return row


@pytest.fixture
def tree():
    return towns.build()


def test_a_pair_is_listed_by_any_finder_from_either_side(tree) -> None:
    one = enrolled(tree.union, "李小红", number="500119198506150037", phone="13700000003")
    same = enrolled(tree.union, "李小红", phone="13700000003")
    other = enrolled(tree.union, "周大山", phone="13700000009")
    tail = enrolled(tree.union, "李小红", number="H60037", paper="hmt")
    assert queries.suspected(one, same) == queries.suspected(same, one) == "手机和姓名相同"
    assert queries.suspected(one, other) == ""
    assert queries.suspected(tail, one) == "姓名相同，手机或证件后四位也相同"
    people.tell_apart(one=one, other=same, by=SYSTEM, at=NOW)
    assert queries.suspected(one, same) == ""


def test_a_basic_union_merges_listed_doubles_only(tree) -> None:
    chair, _ = towns.officer("李敏", 50, tree.union, "grassroots_chair")
    city, _ = towns.officer("王市", 51, tree.city, "city_officer")
    one = enrolled(tree.union, "李小红", number="500119198506150037")
    other = enrolled(tree.union, "周大山", phone="13700000009")
    below, above, address = at_desk(chair), at_desk(city), f"/desk/duplicates/{one.pk}/{other.pk}/"
    page = text(below.get(address))
    assert ("请上级工会合并" in page, "合并成一个人" in page) == (True, False)
    refused = below.post(address, {"act": "merge", "reason": "我说是"})
    assert (refused.status_code, Merge.objects.count()) == (422, 0)
    assert "合并成一个人" in text(above.get(address))
    assert above.post(address, {"act": "merge", "reason": "核对了两份档案"}).status_code == 302
    assert Merge.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_number_enrolled_at_once_is_one_person() -> None:
    def second() -> Person | Refused:
        try:
            later = Identity("李小红", number="500119198506150037", phone="13700000003")
            return people.enrol(given=later, source="desk", by=SYSTEM, at=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first = people.enrol(
                given=Identity("李小红", number="500119198506150037"), source="desk", by=SYSTEM, at=NOW
            )
            waiting = pool.submit(second)
            assert wait([waiting], timeout=0.5).not_done == {waiting}
        again = waiting.result(timeout=10)
    assert (again.pk, queries.identity_of(again).phone) == (first.pk, "13700000003")
    assert Person.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_number_corrected_at_once_is_refused_to_the_second() -> None:
    rows = [
        people.enrol(given=Identity(name), source="desk", by=SYSTEM, at=NOW) for name in ("周大山", "陈勇")
    ]
    changes = {"number": "500119198506150037"}

    def second() -> Person:
        try:
            return people.amend(person=rows[1], changes=changes, reason="t", by=SYSTEM, at=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            people.amend(person=rows[0], changes=changes, reason="t", by=SYSTEM, at=NOW)
            waiting = pool.submit(second)
            assert wait([waiting], timeout=0.5).not_done == {waiting}
        with pytest.raises(Refused, match="已经登记给另一个人"):
            waiting.result(timeout=10)
