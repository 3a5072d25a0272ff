"""A blind application never comes to lie where people of the employer sit, whoever hands it on."""

import pytest
from tests.ground.access import town as towns

from yugong.engines.matters import actions as matters
from yugong.ground.org import actions as org
from yugong.ground.org.queries import of_an_employer
from yugong.ground.people.queries import identity_of
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused

from . import union_town
from .union_town import NOW, me

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return union_town.build()


def applied(place, unit, blind):
    who = towns.enrol("孙明", 700)
    held = identity_of(who)
    answers = {
        "name": "孙明", "paper": "resident", "number": held.number, "phone": held.phone,
        "trade": "rider", "employer": "茶厂", "unit": unit.pk, "blind": blind, "agree": "yes",
    }  # fmt: skip
    return matters.open(kind="organise.join", asker=who, answers=answers, key="b", by=me(who), at=NOW)


@pytest.mark.parametrize(("blind", "refused"), [("yes", True), ("no", False)])
def test_no_desk_hands_it_to_the_employers_union(place, blind, refused) -> None:
    towns.officer("茶厂主席", 701, place.tree.union, "grassroots_chair")
    matter = applied(place, place.tree.east, blind)
    hand = {"matter": matter, "to": place.tree.union, "reason": "归单位", "by": place.district, "at": NOW}
    if refused:
        with pytest.raises(Refused, match="先别告诉单位"):
            matters.transfer(**hand)
        matter.refresh_from_db()
        assert matter.unit == place.tree.east
    else:
        assert matters.transfer(**hand).unit == place.tree.union


def test_nor_when_the_union_he_picked_is_merged_into_the_employers(place) -> None:
    towns.officer("茶厂主席", 701, place.tree.union, "grassroots_chair")
    towns.officer("快递主席", 702, place.home, "grassroots_chair")
    matter = applied(place, place.home, "yes")
    assert matter.unit == place.home
    org.merge_units(
        units=[place.home], into=place.tree.union, on=NOW.date(), reason="合并", by=SYSTEM, at=NOW
    )
    matter.refresh_from_db()
    assert matter.unit == place.tree.east
    with pytest.raises(Refused, match="先别告诉单位"):
        matters.move(matter=matter, name="admit", by=place.district, at=NOW)


def test_a_branch_below_the_employers_union_is_the_employers_too(place) -> None:
    branch = towns.found("一车间分会", "branch", place.tree.union)
    assert [of_an_employer(unit) for unit in (branch, place.tree.union, place.home)] == [True, True, False]
    with pytest.raises(Refused, match="请另选一个工会"):
        applied(place, branch, "yes")
