"""Fees and assets of a union that ends: all to the merged one, by members on a split, else decided above."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yugong.ground.org.funds import Part, divided
from yugong.ground.org.models import Ending, Funds


@pytest.mark.parametrize(
    ("how", "members", "parts"),
    [
        (Ending.MERGE, [12], [Part(Funds.ALL)]),
        (Ending.MERGE, [0], [Part(Funds.ALL)]),
        (Ending.SPLIT, [20, 10], [Part(Funds.BY_MEMBERS, 20, 30), Part(Funds.BY_MEMBERS, 10, 30)]),
        (Ending.SPLIT, [5, 0], [Part(Funds.BY_MEMBERS, 5, 5), Part(Funds.BY_MEMBERS, 0, 5)]),
        (Ending.SPLIT, [0, 0], [Part(Funds.UPPER), Part(Funds.UPPER)]),
        (Ending.DISSOLVE, [7], [Part(Funds.UPPER)]),
    ],
)
def test_the_rule_of_each_ending(how, members, parts):
    assert divided(how, members) == parts


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=9).filter(any))
def test_the_parts_of_a_split_are_the_whole(members):
    found = divided(Ending.SPLIT, members)
    assert sum(one.part for one in found) == found[0].whole
