"""Coordinates as people write them, and what is wrong with them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yugong.kernel import places
from yugong.kernel.errors import Refused
from yugong.scenes.service.extents import CITY, DISTRICTS, extent_of
from yugong.scenes.service.rules.coordinates import (
    COARSE,
    SWAPPED,
    Point,
    degrees,
    gcj02,
    into_wgs84,
    located,
)

NANCHUAN = extent_of("500119001")
IN_CITY = st.builds(Point, st.floats(CITY.south, CITY.north), st.floats(CITY.west, CITY.east))


@given(IN_CITY)
def test_a_chinese_map_is_turned_back_to_the_centimetre(point: Point):
    there = gcj02(point)
    back = into_wgs84(there, "gcj02")
    assert places.apart(*point, *there) < 1000
    assert places.apart(*point, *back) < 0.05


def test_the_shift_is_the_published_one():
    there = gcj02(Point(31.1774276, 121.5272106))
    assert there == pytest.approx((31.17530398364597, 121.531541859215), abs=1e-9)


@given(IN_CITY)
def test_the_halves_may_stand_the_wrong_way_round(point: Point):
    right = located(point.lat, point.lon).point
    turned = located(point.lon, point.lat)
    assert turned.point == right
    assert SWAPPED in turned.notes
    assert located(f"{point.lon!r},{point.lat!r}", "").point == right
    assert located("", f"{point.lat!r}，{point.lon!r}").point == right


@given(st.floats(0, 180))
def test_degrees_and_minutes_are_the_same_number(number: float):
    whole = int(number)
    minutes = (number - whole) * 60
    seconds = (minutes - int(minutes)) * 60
    if seconds < 59.999:
        written = degrees(f"{whole}°{int(minutes)}′{seconds:.6f}″")
        assert written == pytest.approx(number, abs=1e-8)
    if minutes < 59.999:
        assert degrees(f"东经{whole}度{minutes:.8f}分") == pytest.approx(number, abs=1e-8)


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        ("", None, "coordinates_missing"),
        (0, 0, "coordinates_zero"),
        ("29.15", "0.0", "coordinates_zero"),
        (39.904, 116.407, "coordinates_outside"),
        ("东大街", "107.1", "coordinates_unreadable"),
        ("29°75′", "107.1", "coordinates_unreadable"),
        ("1;2;3", "", "coordinates_unreadable"),
        (float("nan"), 107.1, "coordinates_unreadable"),
        (29.533, 106.516, "coordinates_elsewhere"),
    ],
)
def test_what_is_no_place_here_is_refused(lat: object, lon: object, code: str):
    with pytest.raises(Refused) as told:
        located(lat, lon, within=NANCHUAN, named="南川区")  # type: ignore[arg-type]
    assert told.value.code == code


def test_two_decimals_are_doubted():
    assert located("29.15", "107.1", within=NANCHUAN).notes == (COARSE,)
    assert located("29.15123", "107.1", within=NANCHUAN).notes == ()


@given(IN_CITY)
def test_baidu_lies_beside_and_is_brought_back(point: Point):
    there, turn = gcj02(point), math.pi * 3000 / 180
    far = math.hypot(*there) + 0.00002 * math.sin(there.lat * turn)
    angle = math.atan2(there.lat, there.lon) + 0.000003 * math.cos(there.lon * turn)
    baidu = Point(far * math.sin(angle) + 0.006, far * math.cos(angle) + 0.0065)
    assert places.apart(*point, *baidu) > 100
    assert places.apart(*point, *into_wgs84(baidu, "bd09")) < 2


def test_every_district_has_its_box_inside_the_city():
    assert all(
        CITY.holds(box.south, box.west) and CITY.holds(box.north, box.east) for box in DISTRICTS.values()
    )
    assert len(DISTRICTS) == 39  # the 38 there were until 2025-11-05, and 两江新区
    assert extent_of("500000") is None
