"""A kind may keep a desk from holding a matter: opening, transfer, hand-over, a union that ended."""

from dataclasses import replace

import pytest

from yugong.engines.matters import actions as matters
from yugong.engines.matters.queries import desks, may_take
from yugong.ground.audit.writing import writing
from yugong.ground.org import actions as org
from yugong.kernel.actor import SYSTEM
from yugong.kernel.decision import Decision
from yugong.kernel.errors import Refused
from yugong.kernel.flow import ASKER, CLERK, kinds

from .sample import GIVEN, KEY, SAMPLE
from .town import START, found, officer


def never_in_the_tea_factory(*, unit, asker, answers, at):
    assert (asker.pk, answers["topic"], at) == (asker.pk, "欠薪", START)
    return Decision("茶厂" not in unit.name, "申请人反映的是茶厂，茶厂工会不能办")


@pytest.fixture(autouse=True)
def picky(sample_kind):
    kinds._things[KEY] = replace(SAMPLE, may_take=never_in_the_tea_factory)


def test_the_opening_passes_over_a_desk_that_may_not_take_it(town, matter):
    assert matter.unit == town.street


def test_also_while_the_asker_holds_it(town, matter):
    matters.move(matter=matter, name="return", answers={"what": "金额"}, by=town.officers["street"], at=START)
    heir = found("新茶厂工会", "enterprise", town.west)
    org.merge_units(units=[town.street], into=heir, on=START.date(), reason="调整", by=SYSTEM, at=START)
    matter.refresh_from_db()
    assert (matter.held_by, matter.unit) == (ASKER, town.west)


def test_a_transfer_there_is_refused_with_the_kinds_own_words(town, matter):
    give = {"matter": matter, "reason": "请单位办", "by": town.officers["street"], "at": START}
    with pytest.raises(Refused, match="茶厂工会不能办"):
        matters.transfer(to=town.union, **give)
    assert matters.transfer(to=town.east, **give).unit == town.east


def test_the_search_for_a_desk_does_not_offer_it(town, matter):
    offered = [row[1] for row in desks("工会", but=matter.unit_id, fits=may_take(matter, at=START))]
    assert offered == ["演示市总工会", "东区总工会", "西区总工会"]


def test_an_effect_that_hands_it_there_reaches_the_nearest_above(town, matter):
    matter.unit = town.east
    with writing("a test"):
        assert matters.hand_to(matter=matter, unit=town.union, duty=CLERK, at=START) == town.street


def test_what_is_referred_from_there_is_opened_above(town, matter):
    other = matters.refer(
        matter=matter, kind=KEY, answers=GIVEN, reason="另案", by=town.officers["street"], at=START
    )
    assert other.unit == town.street
    chair = town.officers["chair"]
    asked = matters.open(kind=KEY, asker=town.worker, answers=GIVEN, unit=town.union, by=chair, at=START)
    assert asked.unit == town.street


def test_when_a_union_ends_its_heir_is_passed_over(town, matter):
    heir = found("新茶厂工会", "enterprise", town.west)
    officer("干事", 41, heir, "grassroots_clerk")
    org.merge_units(
        units=[town.street, town.union], into=heir, on=START.date(), reason="调整", by=SYSTEM, at=START
    )
    matter.refresh_from_db()
    assert matter.unit == town.west
