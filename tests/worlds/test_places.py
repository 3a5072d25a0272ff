"""The divisions of Chongqing before and after 2025-11-06."""

from datetime import date, timedelta
from random import Random

import pytest

from yugong.worlds import places

AFTER = places.LIANGJIANG_DAY
BEFORE = AFTER - timedelta(days=1)


def names(rows):
    return {place.name for place in rows}


def test_38_districts_until_the_change_and_37_since():
    assert len(places.districts(BEFORE)) == 38
    assert len(places.districts(AFTER)) == 37
    assert names(places.districts(BEFORE)) - names(places.districts(AFTER)) == {"江北区", "渝北区"}
    assert names(places.districts(AFTER)) - names(places.districts(BEFORE)) == {"两江新区"}


def test_25_districts_8_counties_4_autonomous_counties():
    now = [place.name for place in places.districts(AFTER)]
    assert sum(name.endswith("自治县") for name in now) == 4
    assert sum(name.endswith("县") and not name.endswith("自治县") for name in now) == 8


def test_liangjiang_has_31_streets_and_11_towns():
    rows = places.towns("500157", AFTER)
    assert sum(place.name.endswith("街道") for place in rows) == 31
    assert sum(place.name.endswith("镇") for place in rows) == 11
    assert places.towns("500157", BEFORE) == ()


def test_towns_that_changed_district():
    to_beibei = {"大湾镇", "统景镇", "大盛镇", "兴隆镇", "茨竹镇"}
    from_beibei = {"水土街道", "复兴街道", "蔡家岗街道", "施家梁镇", "童家溪镇"}
    before, after = names(places.towns("500109", BEFORE)), names(places.towns("500109", AFTER))
    assert after - before == to_beibei
    assert before - after == from_beibei
    assert to_beibei <= names(places.towns("500112", BEFORE))
    assert from_beibei <= names(places.towns("500157", AFTER))


def test_every_ended_division_is_followed_by_valid_ones():
    now = {place.code: place for place in places.divisions() if place.stood_on(AFTER)}
    ended = [place for place in places.divisions() if place.valid_to]
    assert len(ended) == 49
    for place in ended:
        assert place.valid_to == BEFORE
        assert [now[code].valid_from for code in place.successors if code != "500109"] != []
        if place.level == 3:
            assert [now[code].name for code in place.successors] == [place.name]


def test_no_name_stands_twice_in_one_district_on_one_day():
    for day in (BEFORE, AFTER):
        valid = [(p.parent, p.name) for p in places.divisions() if p.stood_on(day)]
        assert len(valid) == len(set(valid))


def test_1028_streets_and_towns_today_and_34_in_nanchuan():
    assert sum(p.level == 3 and p.stood_on(AFTER) for p in places.divisions()) == 1028
    assert len(places.towns(places.NANCHUAN, AFTER)) == 34
    assert names(places.towns(places.NANCHUAN, AFTER)) >= {
        "东城街道",
        "南城街道",
        "西城街道",
        "德隆镇",
        "峰岩乡",
    }


def test_every_nanchuan_town_has_villages_and_an_address():
    dice = Random("address")
    for town in places.towns(places.NANCHUAN, AFTER):
        assert places.villages()[town.code]
        assert places.address(dice, town).startswith(f"重庆市南川区{town.name}")


def test_a_name_that_repeats_needs_its_parent():
    with pytest.raises(LookupError):
        places.named("兴隆镇", date(2026, 1, 1))
    assert places.named("兴隆镇", date(2026, 1, 1), parent="500119").code == "500119105"
