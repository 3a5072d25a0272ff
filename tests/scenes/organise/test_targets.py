"""Targets of the ten deeds: written with a source, confirmed by another, kept when replaced."""

import re
from copy import deepcopy
from datetime import date

import pytest
from tests.ground.access import town

from yugong.engines.indicators.queries import readings
from yugong.ground.people import actions as people
from yugong.kernel.actor import SYSTEM
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.measure import measures
from yugong.scenes.organise import attained, deeds
from yugong.scenes.organise.actions import targets
from yugong.scenes.organise.actions.targets import Aim
from yugong.scenes.organise.models import DeedTarget
from yugong.scenes.organise.queries import targets as queries
from yugong.scenes.organise.report.composing import compose
from yugong.scenes.organise.views import cockpit_tiles, standing

NOW, TODAY = town.NOW, local_day(town.NOW)
JOINED = "organise.joined"


BUILD = town.build


@pytest.fixture
def place(built, db):
    return deepcopy(built)


def district(place, who=None):
    return town.acting(place.east, "district_officer", who=who)


def other(place):
    return district(place, town.enrol("第二人", 41))


def aim(amount=100, source="渝工发〔2026〕3 号"):
    return [Aim(JOINED, amount, source)]


def proposed(place, **given):
    return targets.propose(unit=place.east, year=TODAY.year, aims=aim(**given), by=district(place), at=NOW)


def test_who_wrote_a_target_does_not_confirm_it(place):
    rows = proposed(place)
    with pytest.raises(Refused) as caught:
        targets.confirm(unit=place.east, targets=rows, by=district(place), at=NOW)
    assert caught.value.code == "own_work"
    assert targets.confirm(unit=place.east, targets=rows, by=other(place), at=NOW) == 1
    assert queries.of(place.east.pk, TODAY.year).holding[JOINED].amount == 100


def test_a_new_target_replaces_the_old_one_and_both_are_kept(place):
    for amount, who in ((100, "甲"), (120, "乙")):
        rows = proposed(place, amount=amount)
        targets.confirm(
            unit=place.east, targets=rows, by=district(place, town.enrol(who, 50 + amount)), at=NOW
        )
    kept = queries.history(place.east.pk, TODAY.year)
    assert sorted((row.amount, row.state) for row in kept) == [(100, "replaced"), (120, "holds")]


def test_no_source_no_target_and_only_the_years_of_the_plan(place):
    with pytest.raises(Refused, match="出处"):
        proposed(place, source=" ")
    with pytest.raises(Refused, match="2023 至 2027"):
        targets.propose(unit=place.east, year=2028, aims=aim(), by=district(place), at=NOW)
    with pytest.raises(Refused):
        targets.propose(unit=place.west, year=2026, aims=aim(), by=district(place), at=NOW)
    assert DeedTarget.objects.count() == 0


def test_what_is_attained_is_counted_and_a_record_changes_it(place):
    targets.confirm(unit=place.east, targets=proposed(place, amount=4), by=other(place), at=NOW)
    base = attained.standing(place.east.pk, TODAY.year, today=TODAY)[0]
    assert (base.share, base.first.said, base.first.aimed) == (0, "0 人", "4 人")
    newcomer = town.enrol("新会员", 60)
    join(newcomer, place.union, TODAY)
    base = attained.standing(place.east.pk, TODAY.year, today=TODAY)[0]
    assert (base.share, base.first.said) == (25, "1 人")
    assert [one.share for one in attained.standing(place.west.pk, TODAY.year, today=TODAY)] == [None] * 10


def test_one_record_changes_tile_deed_and_review_alike(place):
    year = attained.span(TODAY.year, TODAY)

    def said(unit):
        found = readings.values(cockpit_tiles.wanted(), unit.pk, *year)
        here = standing.Place(SYSTEM, None, unit, TODAY)
        (tile,) = (one for one in cockpit_tiles.tiles(here, found, year[0]) if one.label == "会员")
        base = attained.standing(unit.pk, TODAY.year, today=TODAY)[0]
        (deed,) = (one.value for one in base.counts if one.one.key == JOINED)
        told = compose(unit, TODAY.year, today=TODAY).sentence_of("organise.joined_own")
        return int(tile.number.replace("—", "0")), deed, int(re.search(r"新会员 (\d+)|$", told)[1] or 0)

    before = [said(unit) for unit in (place.east, place.city, place.west)]
    join(town.enrol("新会员", 61), place.union, TODAY)
    after = [said(unit) for unit in (place.east, place.city, place.west)]
    grown = [
        tuple(new - old for new, old in zip(now, then, strict=True))
        for now, then in zip(after, before, strict=True)
    ]
    assert grown == [(1, 1, 1), (1, 1, 1), (0, 0, 0)]


def join(who, unit, on):
    people.join(person=who, unit=unit, on=on, route="test", by=SYSTEM, at=NOW)


def test_there_are_ten_and_each_names_known_measures():
    assert len(deeds.TEN) == len(deeds.BY_KEY) == 10
    assert [part.measure for deed in deeds.TEN for part in deed.parts if part.measure not in measures] == []


def test_half_of_the_year():
    assert attained.passed(2026, date(2026, 7, 2)) == 50
    assert (attained.passed(2025, TODAY), attained.passed(2027, date(2026, 1, 1))) == (100, 0)
