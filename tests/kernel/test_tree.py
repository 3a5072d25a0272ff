"""Paths of the org tree: order, subtree bounds, ancestors and levels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yugong.kernel import tree
from yugong.kernel.errors import Broken

numbers = st.integers(1, 36**6 - 2)
trails = st.lists(numbers, min_size=1, max_size=7)


def path(trail: list[int]) -> str:
    whole = ""
    for unit_id in trail:
        whole = tree.child(whole, unit_id)
    return whole


def test_a_path_is_read_back():
    street = path([1, 37, 4000])
    assert street == "00000100001100033" + "4"
    assert tree.ids(street) == (1, 37, 4000)
    assert tree.ancestors(street) == (path([1, 37]), path([1]))
    assert tree.depth(street) == 3
    assert tree.levels(street) == (1, 37, 4000, None, None)
    assert tree.levels(path([1, 2, 3, 4, 5, 6])) == (1, 2, 3, 4, 5)


def test_nothing_lies_within_nothing():
    assert not tree.within(path([1]), "")
    with pytest.raises(Broken, match="root"):
        tree.upper_bound("")


@pytest.mark.parametrize("wrong", [0, -1, 36**6 - 1])
def test_an_id_that_does_not_fit_is_broken(wrong: int):
    with pytest.raises(Broken, match="segment"):
        tree.segment(wrong)


def test_a_torn_path_is_broken():
    with pytest.raises(Broken, match="multiple"):
        tree.ids("0000")


@given(trails, trails)
def test_the_bound_holds_exactly_the_subtree(root: list[int], other: list[int]):
    here = path(root)
    for there in (path(other), path(root + other), here):
        assert tree.within(there, here) == (here <= there < tree.upper_bound(here))


@given(numbers, numbers)
def test_segments_sort_as_their_ids(one: int, two: int):
    assert (tree.segment(one) < tree.segment(two)) == (one < two)
    assert len(tree.segment(one)) == tree.WIDTH


@given(trails)
def test_ancestors_are_what_the_unit_lies_within(trail: list[int]):
    whole = path(trail)
    assert tree.ids(whole) == tuple(trail)
    assert [a for a in tree.ancestors(whole) if not tree.within(whole, a)] == []
    assert len(tree.ancestors(whole)) == len(trail) - 1
