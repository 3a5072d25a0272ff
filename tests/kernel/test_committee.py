"""Sizes by law: the worked examples, every edge of the tables, and that they never shrink."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yugong.kernel import committee
from yugong.kernel.committee import Range
from yugong.kernel.errors import Broken


@pytest.mark.parametrize(("staff", "least"), [(400, 30), (600, 30), (601, 31), (1, 30)])
def test_we_97_98_least_delegates_of_a_staff_congress(staff: int, least: int):
    assert committee.staff_delegates(staff) == least


def test_we_100_delegates_of_the_members_congress():
    assert committee.delegates(850) == Range(40, 60)
    assert committee.delegates(99) is None


def test_we_101_members_count_not_staff():
    assert [committee.must_have_own(members) for members in (24, 25, 20)] == [False, True, False]


@pytest.mark.parametrize(
    ("members", "least", "most"),
    [
        (0, 3, 5), (24, 3, 5), (25, 3, 7), (200, 3, 7), (201, 7, 15), (1000, 7, 15), (1001, 15, 21),
        (5000, 15, 21), (5001, 21, 29), (10000, 21, 29), (10001, 29, 37), (50000, 29, 37), (50001, 37, 45),
    ],
)  # fmt: skip
def test_the_size_of_the_committee(members: int, least: int, most: int):
    assert committee.size(members) == Range(least, most)


@pytest.mark.parametrize(
    ("members", "least", "most"),
    [
        (100, 30, 40), (200, 30, 40), (201, 40, 60), (1000, 40, 60), (1001, 60, 90), (5001, 90, 130),
        (10001, 130, 180), (50000, 130, 180), (50001, 180, 240),
    ],
)  # fmt: skip
def test_the_delegates_of_a_members_congress(members: int, least: int, most: int):
    assert committee.delegates(members) == Range(least, most)


def test_who_examines_the_books_and_who_speaks_for_women():
    assert [committee.audit(24), committee.audit(25)] == [Range(1, 1), Range(3, 11)]
    assert [committee.womens(women) for women in (0, 1, 9, 10)] == ["none", "member", "member", "committee"]


def test_ranges_read_well():
    assert [str(Range(3, 7)), str(Range(1, 1))] == ["3–7 人", "1 人"]
    assert [Range(3, 7).holds(count) for count in (2, 3, 7, 8)] == [False, True, True, False]


@pytest.mark.parametrize("wrong", ["", "25", "25:3-7 1:3-5", "a:b-c"])
def test_a_table_that_cannot_be_read_is_broken(wrong: str):
    with pytest.raises(Broken):
        committee.read(wrong)


@given(fewer=some.integers(0, 100_000), more=some.integers(0, 100_000))
def test_a_larger_union_never_has_a_smaller_committee(fewer: int, more: int):
    small, large = committee.size(fewer), committee.size(fewer + more)
    assert (small.least <= large.least, small.most <= large.most) == (True, True)
    assert committee.must_have_own(fewer) <= committee.must_have_own(fewer + more)
