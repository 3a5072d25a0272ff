"""The smallest change of a fact is the smallest: compared with trying every number."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yugong.kernel.errors import Broken
from yugong.kernel.formula import Expression, case, constant, fact, greatest, least, number, rounded, value
from yugong.kernel.formula_change import Shift, nearest

X, Y = fact("x", least=-60, most=60), fact("y", least=-60, most=60)
SPAN = range(-60, 61)
WHOLE = st.integers(-8, 8)


def linear(leaves: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Numbers in which x stands at most beside constants."""
    return (
        st.builds(lambda one, other: one + other, leaves, leaves)
        | st.builds(lambda one, other: one - other, leaves, leaves)
        | st.builds(lambda one, by: one * by, leaves, WHOLE)
        | st.builds(lambda one, by: one / by, leaves, st.integers(1, 5))
        | st.builds(least, leaves, leaves)
        | st.builds(greatest, leaves, leaves)
        | st.builds(
            lambda one, other, yes, no: case((one < other, yes), otherwise=no), leaves, leaves, leaves, leaves
        )
    )


NUMBERS = st.recursive(st.sampled_from([X, Y, number("n")]) | WHOLE.map(constant), linear, max_leaves=6)
TRUTHS = st.builds(lambda one, other: one < other, NUMBERS, NUMBERS) | st.builds(
    lambda one, other: one <= other, NUMBERS, NUMBERS
)
ASKED = st.builds(
    lambda first, second: case((first, "one"), (second, "two"), otherwise="none"), TRUTHS, TRUTHS
)


def tried(asked: Expression, facts: dict[str, Any], numbers: dict[str, Any]) -> list[Shift]:
    """Every number tried, nearest first, upward and then downward."""
    now, was = value(asked, facts, numbers), facts["x"]
    found = []
    for side in (range(was + 1, SPAN.stop), range(was - 1, SPAN.start - 1, -1)):
        for to in side:
            if (then := value(asked, {**facts, "x": to}, numbers)) != now:
                found.append(Shift("x", was, to, then))
                break
    return found


@settings(max_examples=400, deadline=None)
@given(asked=ASKED, x=st.sampled_from(SPAN), y=WHOLE, n=st.fractions(-9, 9, max_denominator=6))
def test_no_smaller_change_is_missed(asked: Expression, x: int, y: int, n: Fraction):
    facts, numbers = {"x": x, "y": y}, {"n": n}
    assert nearest(asked, "x", facts, numbers, least=-60, most=60) == tried(asked, facts, numbers)


@pytest.mark.parametrize(
    ("asked", "x", "to"),
    [
        (X * X < 50, 3, [8, -8]),
        (constant(60) / X < 7, 2, [9, -1]),  # at nought it is unknown, below it holds
        (rounded(X / 10) < 2, 3, [15]),
        (constant(5) < 3, 3, []),
    ],
)
def test_a_square_a_quotient_and_a_rounded_number(asked: Expression, x: int, to: list[int]):
    given_ = case((asked, "yes"), otherwise="no")
    found = [one.to for one in nearest(given_, "x", {"x": x}, {}, least=-60, most=60)]
    assert found == to


def test_a_cube_is_not_reckoned_and_the_unknown_has_no_change():
    with pytest.raises(Broken, match="more than once"):
        nearest(case((X * X * X < 9, "a"), otherwise="b"), "x", {"x": 1}, {}, least=0, most=9)
    assert nearest(case((X < Y, "a"), otherwise="b"), "x", {"x": 1}, {}, least=0, most=9) == []
