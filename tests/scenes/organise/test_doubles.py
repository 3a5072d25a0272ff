"""Likely doubles at the desk: found in scope, seen side by side, merged, undone, told apart."""

from datetime import date

import pytest
from tests.ground.access import town as towns

from yugong.ground.org import actions as org
from yugong.ground.people import actions as people
from yugong.ground.people import queries
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Merge, Person
from yugong.ground.people.queries.doubles import forms
from yugong.kernel.actor import SYSTEM

from .desk_town import NOW, at_desk, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static")]


def enrolled(unit, name: str, *, employer=None, **facts: str) -> Person:
    row = people.enrol(given=Identity(name, **facts), source="desk", by=SYSTEM, at=NOW)
    people.join(person=row, unit=unit, on=date(2024, 5, 1), route="desk", by=SYSTEM, at=NOW)
    if employer:
        people.employ(person=row, employer=employer, source="desk", by=SYSTEM, at=NOW)
    return row


@pytest.fixture
def tree():
    return towns.build()


def found(unit) -> list[tuple[frozenset, str]]:
    rows, _ = queries.doubles(path=unit.path)
    return sorted(((frozenset((row.one, row.other)), row.why) for row in rows), key=lambda row: row[1])


def test_doubles_are_found_in_each_of_their_ways(tree) -> None:
    firm = org.register_employer(name="茶厂", by=SYSTEM, at=NOW)
    enrolled(tree.union, "周大山", number="500119198506150010", phone="13700000001", employer=firm)
    old = enrolled(tree.union, "陈大勇", number="500119850615001", phone="13700000002")
    new = enrolled(tree.other, "陈大勇", number=max(forms("500119850615001"), key=len))
    one = enrolled(tree.union, "李小红", number="500119198506150037", phone="13700000003")
    same = enrolled(tree.union, "李小红", phone="13700000003")
    near = enrolled(tree.union, "欧阳小渝", number="500119198506150053", employer=firm)
    typed = enrolled(tree.union, "欧阳小愉", employer=firm)
    assert found(tree.city) == [
        (frozenset((near.pk, typed.pk)), "同单位，姓名相近，有一份没有证件号"),
        (frozenset((one.pk, same.pk)), "手机和姓名相同"),
        (frozenset((old.pk, new.pk)), "证件号相同，证件类型或位数不同"),
    ]
    assert found(tree.west) == []


def test_a_long_list_is_searched_in_steps(tree) -> None:
    rows = [enrolled(tree.union, "李小红", phone="13700000003") for _ in range(3)]
    pairs, onward = queries.doubles(path=tree.city.path, step=1)
    assert (len(pairs), onward is None) == (2, False)
    seen = {frozenset((row.one, row.other)) for row in pairs}
    while onward:
        pairs, onward = queries.doubles(path=tree.city.path, after=onward, step=1)
        seen |= {frozenset((row.one, row.other)) for row in pairs}
    assert seen == {frozenset((a.pk, b.pk)) for a in rows for b in rows if a.pk != b.pk}


def test_an_officer_merges_what_is_his_and_takes_it_back(tree) -> None:
    account, _ = towns.officer("李敏", 50, tree.union, "grassroots_chair")
    desk = at_desk(account)
    keep = enrolled(tree.union, "李小红", number="500119198506150037")
    drop = enrolled(tree.union, "李小红", phone="13700000003")
    people.amend(person=keep, changes={"phone": "13700000003"}, reason="t", by=SYSTEM, at=NOW)
    address = f"/desk/duplicates/{keep.pk}/{drop.pk}/"
    assert "看两份" in text(desk.get("/desk/duplicates/"))
    shown = text(desk.get(address))
    assert ("13700000003" in shown, "从并入的补上" in shown, "137****0003" in shown) == (False, False, True)
    assert desk.post(address, {"act": "merge", "reason": ""}).status_code == 422
    assert desk.post(address, {"act": "merge", "reason": "本人来窗口"}).url == f"/desk/members/{keep.pk}/"
    assert "撤销合并" in text(desk.get(f"/desk/members/{keep.pk}/"))
    assert desk.get(f"/desk/members/{drop.pk}/").status_code == 404
    row = Merge.objects.get()
    assert "都恢复了" in text(desk.post(f"/desk/merges/{row.pk}/undo/", follow=True))
    assert Person.objects.get(pk=drop.pk).merged_into_id is None
    desk.post(address, {"act": "apart"})
    assert "看两份" not in text(desk.get("/desk/duplicates/"))


def test_what_is_partly_elsewhere_is_left_to_the_union_above(tree) -> None:
    chair, _ = towns.officer("李敏", 50, tree.union, "grassroots_chair")
    city, _ = towns.officer("王市", 51, tree.city, "city_officer")
    mine = enrolled(tree.union, "李小红", phone="13700000003")
    theirs = enrolled(tree.other, "李小红", phone="13700000003")
    below, above = at_desk(chair), at_desk(city)
    page = text(below.get("/desk/duplicates/"))
    assert ("看两份" in page, "由共同的上级工会合并" in page) == (False, True)
    assert below.get(f"/desk/duplicates/{mine.pk}/{theirs.pk}/").status_code == 404
    assert "看两份" in text(above.get("/desk/duplicates/"))
