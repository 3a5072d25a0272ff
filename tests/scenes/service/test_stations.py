"""Stations: kept clean, found nearest first, and open when their hours say so."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matters.town import START, Town

from yugong.kernel import opening_hours as hours
from yugong.kernel import places
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused
from yugong.scenes.service.actions.stations import (
    Brought,
    StationFacts,
    bring_stations,
    change_station,
    close_station,
    open_station,
)
from yugong.scenes.service.models import Station
from yugong.scenes.service.queries.stations import Filters, centre_of, named, nearest

HERE = (29.5331, 106.5166)  # 大坪
DAY = hours.every_day(("07:00", "22:00"))
FIRST = StationFacts(
    "石油路驿站", "渝中区石油路 18 号", 29.5361, 106.5111, hours=DAY, facilities=("water", "books")
)
WHO = {"by": SYSTEM, "at": START}


def scattered(count: int, seed: int = 1) -> list[StationFacts]:
    """Stations here and there in the city, every third open round the clock."""
    dice = Random(seed)
    return [
        StationFacts(
            f"{n} 号站", "某街道", round(dice.uniform(28.8, 31.9), 6), round(dice.uniform(105.6, 109.9), 6),
            always_open=n % 3 == 0, hours={} if n % 3 == 0 else DAY, facilities=("water",) if n % 2 else (),
        )
        for n in range(count)
    ]  # fmt: skip


def test_the_nearest_come_first_with_metres_and_minutes(town: Town):
    bring_stations(unit=town.city, rows=[(town.east, one) for one in scattered(300)], **WHO)
    for seed in range(20):
        dice = Random(seed)
        lat, lon = dice.uniform(29, 31), dice.uniform(106, 109)
        found = nearest(lat, lon, at=START, filters=Filters(facility="water"), limit=7)
        every = Station.objects.filter(facilities__contains=["water"])
        ways = sorted((places.apart(lat, lon, one.lat, one.lon), one.name) for one in every)[:7]
        assert [one.station.name for one in found] == [name for _, name in ways]
        assert [round(one.metres or 0, 3) for one in found] == [round(way, 3) for way, _ in ways]
        assert [one.minutes for one in found] == [places.Walking().minutes(way) for way, _ in ways]


def test_what_does_not_fit_is_left_out(town: Town):
    rows = [
        FIRST,
        replace(FIRST, name="智慧驿站", sort="smart", always_open=True, hours={}, ring="178环线"),
        replace(FIRST, name="河边站", address="滨江路 100% 处", facilities=("toilet",)),
    ]
    bring_stations(unit=town.street, rows=[(town.street, one) for one in rows], **WHO)

    def names(at: datetime = START, **asked) -> set[str]:
        return {one.station.name for one in nearest(*HERE, at=at, filters=Filters(**asked))}

    night = START.replace(hour=23)
    assert names() == {"石油路驿站", "智慧驿站", "河边站"}
    assert names(night, open_now=True) == names(all_day=True) == names(ring="178环线") == {"智慧驿站"}
    assert names(facility="toilet") == names(text="100%") == {"河边站"}
    assert names(text="石油路1") == names(text="_路") == names(path=town.west.path) == set()
    assert names(sorts=("smart", "library")) == {"智慧驿站"}
    assert [one.station.name for one in named(at=START, filters=Filters(text="驿站"))] == [
        "智慧驿站",
        "石油路驿站",
    ]
    assert centre_of(town.west) is None
    assert centre_of(town.east) == pytest.approx((FIRST.lat, FIRST.lon))


def test_a_closed_station_is_gone_and_its_name_free(town: Town):
    row = open_station(unit=town.street, given=FIRST, **WHO)
    with pytest.raises(Refused, match="已经有叫"):
        open_station(unit=town.street, given=FIRST, **WHO)
    close_station(station=row, why="租约到期", **WHO)
    assert nearest(*HERE, at=START) == []
    with pytest.raises(Refused, match="已经停用"):
        change_station(station=row, given=FIRST, **WHO)
    assert open_station(unit=town.street, given=FIRST, **WHO).pk != row.pk


def test_a_list_opens_and_changes(town: Town):
    rows = [(town.street, one) for one in scattered(3)]
    assert bring_stations(unit=town.east, rows=rows, **WHO) == Brought(3, 0)
    rows[1] = (town.street, replace(rows[1][1], phone="023-12351"))
    assert bring_stations(unit=town.east, rows=rows, **WHO) == Brought(0, 1)
    with pytest.raises(Refused, match="不在东区总工会范围内"):
        bring_stations(unit=town.east, rows=[(town.west, FIRST)], **WHO)
    with pytest.raises(Refused, match="出现了两次"):
        bring_stations(unit=town.east, rows=[(town.street, FIRST)] * 2, **WHO)


def test_officers_keep_their_own_stations_only(town: Town):
    row = open_station(unit=town.street, given=FIRST, by=town.officers["street"], at=START)
    for who in ("west", "chair"):
        with pytest.raises(Refused):
            change_station(station=row, given=FIRST, by=town.officers[who], at=START)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"lat": 106.5111, "lon": 29.5361}, "lat"),
        ({"lat": 39.9, "lon": 116.4}, "lat"),
        ({"facilities": ("jacuzzi",)}, "facilities"),
        ({"hours": {"1": [["7:00", "22:00"]]}}, "hours"),
        ({"hours": {"1": [["07:00", "12:00"], ["11:00", "13:00"]]}}, "hours"),
        ({"hours": {"8": []}}, "hours"),
        ({"name": " "}, "name"),
        ({"sort": "pub"}, "sort"),
    ],
)
def test_wrong_facts_are_refused_with_their_field(town: Town, wrong: dict, field: str):
    with pytest.raises(Refused) as refused:
        open_station(unit=town.street, given=replace(FIRST, **wrong), **WHO)
    assert refused.value.field == field


TIMES = st.sampled_from([f"{h:02}:{m:02}" for h in range(24) for m in (0, 30)])
SPANS = st.dictionaries(st.sampled_from("1234567"), st.tuples(TIMES, TIMES).filter(lambda s: s[0] != s[1]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans=SPANS, minutes=st.integers(0, 7 * 24 * 60))
def test_the_query_and_the_words_agree_on_what_is_open(town: Town, spans: dict, minutes: int):
    at = START + timedelta(minutes=minutes)
    given_hours = hours.clean({day: [span] for day, span in spans.items()})
    Station.objects.filter(unit=town.west)._raw_delete("default")
    open_station(unit=town.west, given=replace(FIRST, hours=given_hours), **WHO)
    found = nearest(*HERE, at=at, filters=Filters(open_now=True))
    assert [one.station.name for one in found] == (
        ["石油路驿站"] if hours.opening(given_hours, False, at).open else []
    )


def test_hours_are_said_as_people_say_them():
    def said(kept: hours.Hours, hour: int, day: int = 0, *, always: bool = False) -> str:
        return hours.opening(kept, always, START.replace(hour=hour) + timedelta(days=day)).words

    week = hours.clean({str(n): [["08:30", "12:00"], ["14:00", "18:00"]] for n in range(1, 6)})
    night = hours.every_day(("20:00", "02:00"))
    assert said(DAY, 9) == "今天 7:00–22:00"
    assert said(DAY, 23) == "明天 7:00 开门"
    assert (said(week, 7), said(week, 12), said(week, 19, 4)) == (
        "今天 8:30 开门",
        "今天 14:00 开门",
        "周一 8:30 开门",
    )
    assert (said(night, 21), said(night, 1)) == ("今天 20:00–02:00".replace("02", "2"), "今天 2:00 关门")
    assert (said({}, 9), said({}, 9, always=True)) == ("没有公布开放时间", "24小时开放")
    assert hours.table(week, False) == [("周一到周五", "8:30–12:00、14:00–18:00"), ("周六到周日", "不开放")]
    assert (hours.table(DAY, False), hours.table({}, True)) == (
        [("每天", "7:00–22:00")],
        [("每天", "24 小时")],
    )
