"""Which link of a child's chain is due on a day: once each, never too young, never before a grant."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yugong.ground.parameters.defaults import DEFAULTS
from yugong.scenes.aid.rules import chaining
from yugong.scenes.aid.rules.chaining import Child

DAYS = chaining.days_of({key: DEFAULTS[key].value for key in chaining.KEYS})
CHILD = Child("bachelor", 2026, 2030, (2008, 3), granted=True)


@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        (date(2026, 8, 1), []),  # not yet at school
        (date(2026, 12, 19), []),
        (date(2026, 12, 20), [("holiday", "2027-winter", date(2027, 2, 10))]),
        (date(2027, 2, 10), [("holiday", "2027-winter", date(2027, 2, 10))]),
        (date(2027, 2, 11), []),
        (date(2027, 6, 15), [("holiday", "2027-summer", date(2027, 8, 20))]),
        (date(2030, 3, 1), [("first", "2030", date(2030, 12, 31))]),
        (
            date(2030, 6, 15),
            [("holiday", "2030-summer", date(2030, 8, 20)), ("first", "2030", date(2030, 12, 31))],
        ),
        (date(2030, 7, 15), [("first", "2030", date(2030, 12, 31))]),
        (date(2031, 1, 1), []),
    ],
)  # fmt: skip
def test_a_student_is_offered_what_the_day_brings(on: date, wanted: list) -> None:
    assert [(one.step, one.period, one.until) for one in chaining.due(CHILD, on, DAYS)] == wanted


def test_a_pupil_of_senior_school_is_offered_the_next_grant_and_no_first_post() -> None:
    pupil = replace(CHILD, stage="senior", entered=2023, graduates=2026)
    assert [one.step for one in chaining.due(pupil, date(2026, 9, 1), DAYS)] == ["grant"]
    trainee = replace(pupil, stage="vocational")
    assert [one.step for one in chaining.due(trainee, date(2026, 9, 1), DAYS)] == ["grant", "first"]


def test_nobody_under_sixteen_is_offered_work() -> None:
    pupil = Child("senior", 2023, 2026, (2008, 6), granted=True)
    assert chaining.due(pupil, date(2024, 6, 30), DAYS) == []  # sixteen this month, perhaps not yet
    assert [one.step for one in chaining.due(pupil, date(2024, 7, 1), DAYS)] == ["holiday"]


def test_nothing_is_offered_before_a_grant_or_twice() -> None:
    day = date(2027, 7, 1)
    assert chaining.due(replace(CHILD, granted=False), day, DAYS) == []
    seen = frozenset({("holiday", "2027-summer")})
    assert chaining.due(replace(CHILD, links=seen), day, DAYS) == []


@given(
    start=st.integers(2015, 2040), long=st.integers(2, 5), born=st.integers(14, 30), month=st.integers(1, 12),
    stage=st.sampled_from(("senior", "vocational", "college", "bachelor", "master")), at=st.integers(0, 3000),
)  # fmt: skip
def test_every_offer_can_still_be_taken_and_is_of_its_time(start, long, born, month, stage, at) -> None:
    child = Child(stage, start, start + long, (start - born, month), granted=True)
    on = date(start, 1, 1) + timedelta(days=at)
    for one in chaining.due(child, on, DAYS):
        assert on <= one.until
        assert one.step != "holiday" or (chaining.age(child.born, on) >= 16 and chaining.at_school(child, on))
        assert one.step != "first" or on.year == child.graduates
        assert chaining.words(one.period).startswith(one.period[:4])
