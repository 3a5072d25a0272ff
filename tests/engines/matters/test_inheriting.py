"""Matters follow the tree: their level columns when a unit moves, their desk when it ends."""

from yugong.engines.matters.models import Happening, Matter
from yugong.ground.org import actions as org
from yugong.ground.people import actions as people
from yugong.kernel import tree
from yugong.kernel.actor import SYSTEM

from .town import START, found, officer

ACT = {"on": START.date(), "reason": "区划调整", "by": SYSTEM, "at": START}


def levels(matter):
    return (matter.l1, matter.l2, matter.l3, matter.l4, matter.l5)


def test_level_columns_follow_a_unit_that_moves(town, matter):
    org.move_unit(unit=town.street, to=town.west, **ACT)
    matter.refresh_from_db()
    assert levels(matter) == tree.levels(matter.unit.path)
    assert matter.l2 == town.west.pk


def test_an_open_matter_goes_to_the_desk_of_the_successor(town, matter):
    heir = found("新茶厂工会", "enterprise", town.street)
    clerk = officer("新干事", 31, heir, "grassroots_clerk")
    was = matter.due_at
    org.merge_units(units=[town.union], into=heir, **ACT)
    matter.refresh_from_db()
    assert (matter.unit, matter.claimed_by, matter.due_at) == (heir, None, was)
    assert levels(matter) == tree.levels(heir.path)
    last = Happening.objects.filter(matter=matter).order_by("-seq").first()
    assert (last.did, last.data["to"]) == ("transfer", heir.pk)
    assert clerk.seat.unit_id == matter.unit_id


def test_without_a_desk_there_it_goes_to_the_nearest_above(town, matter):
    org.merge_units(units=[town.union], into=found("新茶厂工会", "enterprise", town.street), **ACT)
    matter.refresh_from_db()
    assert matter.unit == town.street


def test_on_a_split_it_goes_where_its_asker_went(town, matter):
    one, two = (found(name, "enterprise", town.east) for name in ("一厂工会", "二厂工会"))
    officer("二干事", 32, two, "grassroots_clerk")
    people.employ(person=town.worker, employer=None, department="二", source="test", by=SYSTEM, at=START)
    org.split_unit(unit=town.union, into=[org.Share(one), org.Share(two, departments=("二",))], **ACT)
    assert Matter.objects.get(pk=matter.pk).unit == two
